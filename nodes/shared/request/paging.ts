import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/** How a list is read page by page, with page numbers from 1. */
export interface Pages {
	/** Query parameters for the page number and the page size. */
	page: string;
	size: string;
	/** How many rows there are in all, if the answer says so. */
	total: (body: IDataObject) => number | undefined;
	/** How many rows a page of this answer has, if the answer says so: the platform may give fewer than asked for. */
	servedSize?: (body: IDataObject) => number | undefined;
	/** Identifies a row, so that rows that move between pages while they are read come out once. */
	id: (row: IDataObject) => string | undefined;
	/** Page size unless the user sets another one in Options. */
	defaultSize: number;
}

type Send = (request: IHttpRequestOptions) => Promise<IDataObject>;

interface PageRequest {
	send: Send;
	request: IHttpRequestOptions;
	pages: Pages;
	rows: (body: IDataObject, request: IHttpRequestOptions) => IDataObject[];
	/** Makes a row what comes out, as soon as its page is there: the rows as they came are then not kept. */
	shape?: (row: IDataObject) => IDataObject;
	pageSize: number;
	/** Rows wanted; Infinity for all. */
	limit: number;
	/** Requests that may be open at once. */
	concurrentRequests?: number;
}

interface PageRow {
	id: string | undefined;
	row: IDataObject;
}

/** What the credentials allow unless told otherwise. */
const USUAL_CONCURRENCY = 5;

/**
 * Pages asked for ahead of the one that is due, for each request that may be open: enough that a slow page holds up
 * nothing, few enough that answers do not pile up unread, or a total that is nonsense makes as many requests.
 */
const PAGES_AHEAD = 2;

/** A platform that gives the same page whatever is asked for would never come to an end. */
const MOST_STALE_PAGES = 20;

/** Results of `read` from the first to the last number, at most `most` read together, given out in their order. */
async function* inOrder<T>(first: number, last: number, most: number, read: (page: number) => Promise<T>) {
	const ahead: Array<Promise<T>> = [];
	for (let page = first; page <= last || ahead.length > 0;) {
		while (page <= last && ahead.length < most) {
			const reading = read(page++);
			// A page that fails while an earlier one is awaited is not unhandled: its turn comes, or the list has failed.
			reading.catch(() => {});
			ahead.push(reading);
		}
		yield await ahead.shift()!;
	}
}

/**
 * Reads a list page by page: the first page tells how many there are, the rest are asked for together (the
 * limiter bounds how many at once) and put back in order. A list that grows meanwhile is followed to its end.
 * Rows that show up on two pages come out once. Pages that are smaller than asked for are counted as they are.
 */
export async function readPages(list: PageRequest) {
	const { send, request, pages, rows, shape, pageSize, limit } = list;
	const ahead = PAGES_AHEAD * (list.concurrentRequests ?? USUAL_CONCURRENCY);
	const asked = Math.max(1, Math.floor(Math.min(pageSize, limit)));
	const readPage = async (page: number) => {
		const pageRequest = { ...request, qs: { ...request.qs, [pages.page]: page, [pages.size]: asked } };
		const body = await send(pageRequest);
		return {
			rows: rows(body, pageRequest).map((row) => ({ id: pages.id(row), row: shape ? shape(row) : row })),
			total: pages.total(body),
			size: servedSize(pages.servedSize?.(body), asked),
		};
	};

	const seen = new Set<string>();
	const found: IDataObject[] = [];
	let read = 0;
	let lastText = '';
	/** Pages in a row that had nothing that was not there before. */
	let stale = 0;
	const take = (pageRows: PageRow[]) => {
		const before = found.length;
		read += pageRows.length;
		for (const { id, row } of pageRows) {
			if (id !== undefined && seen.has(id)) continue;
			if (id !== undefined) seen.add(id);
			found.push(row);
		}
		// Rows without an ID may well be alike; a whole page of them is hardly like the one before.
		const text = pageRows.some(({ id }) => id === undefined) ? JSON.stringify(pageRows) : '';
		stale = found.length > before && (text === '' || text !== lastText) ? 0 : stale + 1;
		lastText = text;
	};

	let last = await readPage(1);
	let lastPage = 1;
	take(last.rows);
	const { size, total } = last;
	const hasMore = () => last.rows.length > 0 && stale < MOST_STALE_PAGES;
	if (total !== undefined && last.rows.length === size) {
		const pageCount = Math.ceil(Math.min(total, limit) / size);
		for await (last of inOrder(2, pageCount, ahead, readPage)) {
			lastPage++;
			take(last.rows);
			if (!hasMore()) break;
		}
	}
	/** A short page is the last one, unless the total says that there is more. */
	const mayGoOn = () => (last.total === undefined ? last.rows.length === size : read < last.total);
	while (hasMore() && mayGoOn() && found.length < limit) {
		last = await readPage(++lastPage);
		take(last.rows);
	}
	return limit === Number.POSITIVE_INFINITY ? found : found.slice(0, limit);
}

/** Nonsense in an answer must not make endless pages of it. */
const servedSize = (stated: number | undefined, asked: number): number =>
	stated !== undefined && Number.isInteger(stated) && stated > 0 ? Math.min(stated, asked) : asked;
