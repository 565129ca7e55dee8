import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { accountOf } from './editor';
import { searchPage } from './searchPage';

/** Sub-accounts by name (子账户列表). */
export async function searchSubAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { userId } = await accountOf(this);
	return await searchPage(this, {
		url: `/agent-api/user/${encodeURIComponent(userId)}/subset_users`,
		qs: filter ? { name: filter } : {},
		page: paginationToken,
		entry: ({ id, name, phone }) => ({
			name: [name, phone].filter(Boolean).map(String).join(' · '),
			value: String(id),
		}),
	});
}
