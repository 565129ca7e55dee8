import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { accountPath } from '../address';
import { searchPage } from './searchPage';

/** Sub-accounts by name (子账户列表). */
export async function searchSubAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchPage(this, {
		url: accountPath('/subset_users'),
		qs: filter ? { name: filter } : {},
		page: paginationToken,
		entry: ({ id, name, phone }) => ({
			name: [name, phone].filter(Boolean).map(String).join(' · '),
			value: String(id),
		}),
	});
}
