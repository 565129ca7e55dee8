import type { IDataObject } from 'n8n-workflow';

import { isObject, type Pages } from '../shared';

const data = (body: IDataObject): IDataObject => (isObject(body.Data) ? body.Data : {});

/** Rows of an answer in the vendor's usual form, `Data: {PageNo, PageSize, Total, List}`. */
export function listRows(body: IDataObject): IDataObject[] {
	const { List: list } = data(body);
	return Array.isArray(list) ? (list as IDataObject[]) : [];
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
		total: (body) => (data(body).Total === undefined ? undefined : Number(data(body).Total)),
		servedSize: (body) => (data(body).PageSize === undefined ? undefined : Number(data(body).PageSize)),
		id: (row) => (row[idField] === undefined ? undefined : String(row[idField])),
		defaultSize: 100,
	};
}
