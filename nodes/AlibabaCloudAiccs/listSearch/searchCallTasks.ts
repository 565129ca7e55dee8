import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchPage } from './search';

/** Call tasks by name (QueryAiCallTaskPage). */
export async function searchCallTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchPage(this, {
		action: 'QueryAiCallTaskPage',
		qs: filter ? { TaskName: filter } : {},
		page: paginationToken,
		entry: ({ TaskName, TaskId }) => ({ name: String(TaskName), value: String(TaskId) }),
	});
}
