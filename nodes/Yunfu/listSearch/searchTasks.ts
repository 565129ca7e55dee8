import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { accountPath, newAccountPath } from '../address';
import { formValue, subAccountIn } from './editor';
import { searchPage } from './searchPage';

/** Only 1.0 tasks can be deleted: that operation has no field for the generation. */
const isLegacyForm = (context: ILoadOptionsFunctions) =>
	formValue(context, 'generation') === 'legacy' ||
	(formValue(context, 'resource') === 'task' && formValue(context, 'operation') === 'delete');

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
	const isLegacy = isLegacyForm(this);
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
