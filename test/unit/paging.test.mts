import { describe, expect, it } from '@jest/globals';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { readPages } from '../../nodes/shared/request/paging.ts';

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

	it('asks for as many pages ahead as keep the allowed requests busy, and no more', async () => {
		let open = 0;
		let peak = 0;
		const send = async ({ qs }: IHttpRequestOptions): Promise<IDataObject> => {
			peak = Math.max(peak, ++open);
			await new Promise((resolve) => setTimeout(resolve, 1));
			open--;
			const first = (Number(qs?.PageNo) - 1) * 10;
			return {
				rows: numbers(200)
					.slice(first, first + 10)
					.map((id) => ({ id })),
				Total: 200,
			};
		};
		const rows = await readPages({
			send,
			request: { url: '/' },
			pages: PAGES,
			rows: (body) => body.rows as IDataObject[],
			pageSize: 10,
			limit: Number.POSITIVE_INFINITY,
			concurrentRequests: 3,
		});
		expect(rows.map(({ id }) => id)).toEqual(numbers(200));
		expect(peak).toBe(6);
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

	/** Gives at most 5 rows a page, whatever is asked for. */
	function capped(states: boolean, withTotal: boolean) {
		const rows = numbers(23);
		const requests: number[] = [];
		const send = async ({ qs }: IHttpRequestOptions): Promise<IDataObject> => {
			const page = Number(qs?.PageNo);
			requests.push(page);
			return await Promise.resolve({
				rows: rows.slice((page - 1) * 5, page * 5).map((id) => ({ id })),
				...(withTotal ? { Total: rows.length } : {}),
				...(states ? { PageSize: 5 } : {}),
			});
		};
		return { send, requests };
	}

	it.each([
		[true, true],
		[false, true],
		[true, false],
	])(
		'reads all rows of pages that are smaller than asked for (size told: %s, total told: %s)',
		async (states, total) => {
			const source = capped(states, total);
			const rows = await readPages({
				send: source.send,
				request: { url: '/' },
				pages: { ...PAGES, servedSize: ({ PageSize }) => PageSize as number | undefined },
				rows: (body) => body.rows as IDataObject[],
				pageSize: 10,
				limit: Number.POSITIVE_INFINITY,
			});
			expect(rows.map(({ id }) => id)).toEqual(numbers(23));
			expect(source.requests).toEqual([1, 2, 3, 4, 5]);
		},
	);

	it.each([0, -1, Number.NaN, 1.5, 1000])('a page size of %s in an answer is no page size', async (told) => {
		const source = list(() => numbers(25));
		const rows = await readPages({
			send: source.send,
			request: { url: '/' },
			pages: { ...PAGES, servedSize: () => told },
			rows: (body) => body.rows as IDataObject[],
			pageSize: 10,
			limit: Number.POSITIVE_INFINITY,
		});
		expect(rows.map(({ id }) => id)).toEqual(numbers(25));
		expect(source.requests).toHaveLength(3);
	});

	it('a total that promises more than there is ends with the first empty page', async () => {
		const source = list(() => numbers(7));
		const { requests } = source;
		const rows = await readPages({
			send: async (request) => ({ ...(await source.send(request)), Total: 70 }),
			request: { url: '/' },
			pages: PAGES,
			rows: (body) => body.rows as IDataObject[],
			pageSize: 10,
			limit: Number.POSITIVE_INFINITY,
		});
		expect(rows.map(({ id }) => id)).toEqual(numbers(7));
		expect(requests).toHaveLength(2);
	});

	it.each([
		['with', 1],
		['without', undefined],
	])('a platform that gives the same page %s IDs for ever is not asked for ever', async (_, id) => {
		let requests = 0;
		const rows = await readPages({
			send: async () =>
				await Promise.resolve({ rows: [{ ...(id ? { id } : {}), name: 'x' }], Total: 1e9, n: requests++ }),
			request: { url: '/' },
			pages: { ...PAGES, id: (row) => row.id as string | undefined },
			rows: (body) => body.rows as IDataObject[],
			pageSize: 1,
			limit: Number.POSITIVE_INFINITY,
		});
		expect(requests).toBeLessThan(200);
		expect(rows.length).toBeLessThan(200);
	});

	it('a list of many pages is read to its end', async () => {
		const source = list(() => numbers(1234));
		expect(await read(source, 2)).toEqual(numbers(1234));
		expect(source.requests).toHaveLength(617);
	});
});
