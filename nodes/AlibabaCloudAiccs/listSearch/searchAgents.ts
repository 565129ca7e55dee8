import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { searchPage } from './search';

/** Agents by name (PageQueryAgentList). */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await searchPage(this, {
		action: 'PageQueryAgentList',
		qs: filter ? { AgentName: filter } : {},
		page: paginationToken,
		entry: ({ AgentName, AgentId }) => ({ name: String(AgentName), value: String(AgentId) }),
	});
}
