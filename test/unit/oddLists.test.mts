import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import * as aiccs from '../../nodes/AlibabaCloudAiccs/lists.ts';
import { readPages } from '../../nodes/shared/request/paging.ts';
import * as yunfu from '../../nodes/Yunfu/lists.ts';

/** Lists that are not quite as documented. */

const ROWS = ['1', '2', '3', '4', '5'];

const PLATFORMS = [
	['AICCS', aiccs, (rows: unknown[], total: unknown) => ({ Data: { List: rows, Total: total } })],
	['Yunfu', yunfu, (rows: unknown[], total: unknown) => ({ data: rows, meta: { total } })],
] as const;

describe.each(PLATFORMS)('%s', (_, { listPages, listRows }, answer) => {
	const pages = listPages('id');
	const read = async (all: unknown[], total: unknown) => {
		const rows = await readPages({
			send: async ({ qs }) => {
				const first = (Number(qs?.[pages.page]) - 1) * 2;
				return await Promise.resolve(answer(all.slice(first, first + 2), total) as IDataObject);
			},
			request: { url: '/' },
			pages,
			rows: listRows,
			pageSize: 2,
			limit: Number.POSITIVE_INFINITY,
		});
		return rows.map(({ id }) => id);
	};
	const rows = ROWS.map((id) => ({ id }));

	it.each([undefined, null, '', 'many', -1, Number.NaN, 5, '5', 1e9])(
		'a total of %j leads to all rows',
		async (total) => {
			expect(await read(rows, total)).toEqual(ROWS);
		},
	);

	it('what is no row is left out', async () => {
		expect(await read([null, { id: '1' }, 'x', { id: '2' }], 4)).toEqual(['1', '2']);
	});

	it.each([null, undefined])('rows with the ID %j are not taken for the same', async (id) => {
		expect(await read([{ id }, { id, name: 'b' }], 2)).toHaveLength(2);
	});
});

it.each([
	[{ List: [1], Total: 3, PageSize: 1 }, 2, true],
	[{ List: [1], Total: 3, PageSize: 1 }, 3, false],
	[{ List: [1], Total: 3 }, 1, true],
	[{ List: [1], Total: 2 }, 1, false],
	[{ List: [1, 2], Total: null }, 1, true],
	[{ List: [1] }, 1, false],
	[{ List: [], Total: 100 }, 1, false],
	[null, 1, false],
])('AICCS: after %j of page %i the list goes on: %s', (data, page, goesOn) => {
	const list = data?.List.map((id) => ({ id }));
	expect(aiccs.hasNextPage({ Data: data && { ...data, List: list } }, page, 2)).toBe(goesOn);
});
