import type { IDataObject } from 'n8n-workflow';

import { countOf, idOf, isObject, objectsIn, type Pages } from '../shared';

/** Rows of an answer in Yunfu's usual form, `data: [...]` beside `meta`. */
export function listRows({ data }: IDataObject): IDataObject[] {
	return objectsIn(data);
}

/** The one object of an answer. */
export function dataRow({ data }: IDataObject): IDataObject {
	return isObject(data) ? data : {};
}

/**
 * How a list in that form is read page by page.
 *
 * @param idField field that identifies a row
 */
export function listPages(idField: string): Pages {
	return {
		page: 'page',
		size: 'per_page',
		total: ({ meta }) => (isObject(meta) ? countOf(meta.total) : undefined),
		servedSize: ({ meta }) => (isObject(meta) ? countOf(meta.per_page) : undefined),
		id: (row) => idOf(row[idField]),
		defaultSize: 50,
	};
}
