import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
} from 'n8n-workflow';

import { listRequest } from '../../shared';
import { hasNextPage, listRows } from '../lists';
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
	const body = await listRequest(context, aiccs, request);
	return {
		results: listRows(body).map(entry),
		paginationToken: hasNextPage(body, Number(page), PAGE_SIZE) ? String(Number(page) + 1) : undefined,
	};
}
