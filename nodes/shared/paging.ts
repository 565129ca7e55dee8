import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import type { Pages } from './operation';

type Send = (request: IHttpRequestOptions) => Promise<IDataObject>;

interface PageRequest {
	send: Send;
	request: IHttpRequestOptions;
	pages: Pages;
	rows: (body: IDataObject, request: IHttpRequestOptions) => IDataObject[];
	pageSize: number;
	/** Rows wanted; Infinity for all. */
	limit: number;
}

/**
 * Reads a list page by page: the first page tells how many there are, the rest are asked for together (the
 * limiter bounds how many at once) and put back in order. A list that grows meanwhile is followed to its end.
 * Rows that show up on two pages come out once.
 */
export async function readPages({ send, request, pages, rows, pageSize, limit }: PageRequest) {
	const size = Math.max(1, Math.min(pageSize, limit));
	const readPage = async (page: number) => {
		const pageRequest = { ...request, qs: { ...request.qs, [pages.page]: page, [pages.size]: size } };
		const body = await send(pageRequest);
		return { rows: rows(body, pageRequest), total: pages.total(body) };
	};

	const seen = new Set<string>();
	const found: IDataObject[] = [];
	const take = (pageRows: IDataObject[]) => {
		for (const row of pageRows) {
			const id = pages.id(row);
			if (id !== undefined && seen.has(id)) continue;
			if (id !== undefined) seen.add(id);
			found.push(row);
		}
	};

	const first = await readPage(1);
	take(first.rows);
	let last = first;
	let lastPage = 1;
	if (first.total !== undefined && first.rows.length === size) {
		const pageCount = Math.ceil(Math.min(first.total, limit) / size);
		const rest = await Promise.all(
			Array.from({ length: Math.max(0, pageCount - 1) }, async (_, index) => await readPage(index + 2)),
		);
		for (const page of rest) take(page.rows);
		last = rest.at(-1) ?? first;
		lastPage = Math.max(1, pageCount);
	}
	while (
		last.rows.length === size &&
		found.length < limit &&
		!(last.total !== undefined && lastPage * size >= last.total)
	) {
		last = await readPage(++lastPage);
		take(last.rows);
	}
	return limit === Number.POSITIVE_INFINITY ? found : found.slice(0, limit);
}
