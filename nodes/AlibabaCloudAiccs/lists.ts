import type { IDataObject } from 'n8n-workflow';

import { countOf, idOf, isObject, type Pages } from '../shared';

const data = (body: IDataObject): IDataObject => (isObject(body.Data) ? body.Data : {});

/** Rows of an answer in the vendor's usual form, `Data: {PageNo, PageSize, Total, List}`. */
export function listRows(body: IDataObject): IDataObject[] {
	const { List: list } = data(body);
	return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Whether the list goes on after this page. The vendor may give fewer rows than asked for. */
export function hasNextPage(body: IDataObject, page: number, askedSize: number): boolean {
	const { Total: total, PageSize: servedSize } = data(body);
	const size = countOf(servedSize) || askedSize;
	const count = listRows(body).length;
	return count > 0 && (countOf(total) === undefined ? count >= size : page * size < Number(total));
}

/**
 * How a list in that form is read page by page.
 *
 * @param idField field that identifies a row
 */
export function listPages(idField: string): Pages {
	return {
		page: 'PageNo',
		size: 'PageSize',
		total: (body) => countOf(data(body).Total),
		servedSize: (body) => countOf(data(body).PageSize),
		id: (row) => idOf(row[idField]),
		defaultSize: 100,
	};
}
