import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { accountPath, newAccountPath } from '../address';
import { formValue, subAccountIn } from './editor';
import { searchPage } from './searchPage';

/**
 * Tasks of the chosen generation and sub-account by name. The list of 2.0 tasks knows no sub-account: those of one are
 * picked from the list of all sub-accounts.
 */
export async function searchTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const subUserId = subAccountIn(this);
	const isLegacy = formValue(this, 'generation') === 'legacy';
	const list = subUserId === '' ? 'task' : 'subset_task';
	return await searchPage(this, {
		url: isLegacy ? accountPath('/task') : newAccountPath(`/${list}`),
		qs: {
			...(filter ? { name: filter } : {}),
			...(isLegacy && subUserId !== '' ? { sub_user_id: subUserId } : {}),
		},
		page: paginationToken,
		entry: ({ uuid, name, user_id: owner }) =>
			!isLegacy && subUserId !== '' && owner !== undefined && owner !== subUserId
				? undefined
				: { name: String(name ?? uuid), value: String(uuid) },
	});
}
