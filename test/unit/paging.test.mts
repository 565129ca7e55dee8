import { describe, expect, it } from '@jest/globals';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { readPages } from '../../nodes/shared/paging.ts';

const PAGES = {
	page: 'PageNo',
	size: 'PageSize',
	total: (body: IDataObject) => body.Total as number | undefined,
	id: (row: IDataObject) => String(row.id),
	defaultSize: 100,
};

/** A list that may change between requests. */
function list(rowsAt: (request: number) => number[], withTotal = true) {
	const requests: Array<{ PageNo: number; PageSize: number; keep: unknown }> = [];
	const send = async ({ qs }: IHttpRequestOptions): Promise<IDataObject> => {
		const { PageNo, PageSize, keep } = qs as { PageNo: number; PageSize: number; keep: unknown };
		const rows = rowsAt(requests.push({ PageNo, PageSize, keep }) - 1);
		const page = rows.slice((PageNo - 1) * PageSize, PageNo * PageSize).map((id) => ({ id }));
		return { rows: page, ...(withTotal ? { Total: rows.length } : {}) };
	};
	return { send, requests };
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

async function read(source: ReturnType<typeof list>, pageSize: number, limit = Number.POSITIVE_INFINITY) {
	const rows = await readPages({
		send: source.send,
		request: { url: '/', qs: { keep: 'me' } },
		pages: PAGES,
		rows: (body) => body.rows as IDataObject[],
		pageSize,
		limit,
	});
	return rows.map(({ id }) => id);
}

describe('readPages', () => {
	it.each([0, 1, 9, 10, 11, 20, 95])(
		'reads all %i rows in order, keeping the other parameters',
		async (count) => {
			const source = list(() => numbers(count));
			expect(await read(source, 10)).toEqual(numbers(count));
			expect(source.requests).toHaveLength(Math.max(1, Math.ceil(count / 10)));
			expect(source.requests.every(({ keep, PageSize }) => keep === 'me' && PageSize === 10)).toBe(true);
		},
	);

	it.each([1, 5, 10, 11, 25])('stops at a limit of %i without asking for more', async (limit) => {
		const source = list(() => numbers(95));
		expect(await read(source, 10, limit)).toEqual(numbers(limit));
		expect(source.requests).toHaveLength(Math.ceil(limit / Math.min(10, limit)));
	});

	it('reads on when there is no total', async () => {
		const source = list(() => numbers(25), false);
		expect(await read(source, 10)).toEqual(numbers(25));
	});

	it('follows a list that grows while it is read', async () => {
		const source = list((request) => numbers(request === 0 ? 20 : 37));
		expect(await read(source, 10)).toEqual(numbers(37));
	});

	it('gives rows that move to the next page once', async () => {
		const source = list((request) => (request === 0 ? numbers(20) : [100, ...numbers(20)]));
		const ids = await read(source, 10);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids).toEqual(expect.arrayContaining(numbers(20)));
	});
});
