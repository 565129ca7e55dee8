import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { isObject, listRequest } from '../../shared';
import { listRows } from '../lists';
import { yunfu } from '../service';

const PAGE_SIZE = 50;

interface Search {
	url: string;
	qs: IDataObject;
	/** Undefined for rows that do not belong into the list. */
	entry: (row: IDataObject) => INodeListSearchItems | undefined;
	page?: string;
}

/** One page of a list of Yunfu, for a picker. The pagination token is the next page's number. */
export async function searchPage(
	context: ILoadOptionsFunctions,
	{ url, qs, entry, page = '1' }: Search,
): Promise<INodeListSearchResult> {
	const body = await listRequest(context, yunfu, {
		method: 'GET',
		url,
		qs: { ...qs, page, per_page: PAGE_SIZE },
	});
	const lastPage = isObject(body.meta) ? Number(body.meta.last_page) : 1;
	return {
		results: listRows(body).flatMap((row) => entry(row) ?? []),
		paginationToken: Number(page) < lastPage ? String(Number(page) + 1) : undefined,
	};
}
