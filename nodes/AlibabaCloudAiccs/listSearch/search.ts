import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';

import { isObject, listRequest } from '../../shared';
import { actionHeaders } from '../request';
import { aiccs } from '../service';

const PAGE_SIZE = 50;

interface Search {
	action: string;
	qs: IDataObject;
	entry: (row: IDataObject) => { name: string; value: string };
	page?: string;
}

/** One page of a list of the vendor, for a resource locator. The pagination token is the next page's number. */
export async function searchPage(
	context: ILoadOptionsFunctions,
	{ action, qs, entry, page = '1' }: Search,
): Promise<INodeListSearchResult> {
	const request: IHttpRequestOptions = {
		method: 'POST',
		url: '/',
		headers: actionHeaders(action),
		qs: { ...qs, PageNo: page, PageSize: PAGE_SIZE },
	};
	const { Data: data } = await listRequest(context, aiccs, request);
	const rows = isObject(data) && Array.isArray(data.List) ? (data.List as IDataObject[]) : [];
	const total = isObject(data) ? Number(data.Total) : 0;
	// The vendor may give fewer than asked for.
	const size = (isObject(data) && Number(data.PageSize)) || PAGE_SIZE;
	return {
		results: rows.map(entry),
		paginationToken: Number(page) * size < total ? String(Number(page) + 1) : undefined,
	};
}
