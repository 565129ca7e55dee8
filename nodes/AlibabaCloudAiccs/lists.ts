import type { IDataObject } from 'n8n-workflow';

import { countOf, idOf, isObject, objectsIn, type Pages } from '../shared';

const data = (body: IDataObject): IDataObject => (isObject(body.Data) ? body.Data : {});

/** Rows of an answer in the vendor's usual form, `Data: {PageNo, PageSize, Total, List}`. */
export function listRows(body: IDataObject): IDataObject[] {
	return objectsIn(data(body).List);
}

/** Whether the list goes on after this page. The vendor may give fewer rows than asked for. */
export function hasNextPage(body: IDataObject, page: number, askedSize: number): boolean {
	const total = countOf(data(body).Total);
	const size = countOf(data(body).PageSize) || askedSize;
	const rows = listRows(body).length;
	return rows > 0 && (total === undefined ? rows >= size : page * size < total);
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

/** The one object of an answer. */
export const dataRows = (answer: IDataObject): IDataObject[] => (isObject(answer.Data) ? [answer.Data] : []);
