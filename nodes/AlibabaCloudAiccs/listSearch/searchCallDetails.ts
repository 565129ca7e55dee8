import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { epochToIso } from '../../shared';
import { searchPage } from './search';

/** The vendor lists one status at a time: completed, failed, pending. */
const STATUSES = ['1', '2', '0'];

function entry({ CalledNumber, CallResult, CallingTime, DetailId }: IDataObject) {
	const when = CallingTime === undefined ? undefined : String(epochToIso(CallingTime)).slice(0, 16);
	return {
		name: [CalledNumber, CallResult, when?.replace('T', ' ')].filter(Boolean).join(' · '),
		value: String(DetailId),
	};
}

/**
 * Call details of the chosen task, all or those of one number (QueryAiCallDetailPage). The pagination token is the
 * place in the list of statuses and the page, e.g. `0:2`.
 */
export async function searchCallDetails(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken = '0:1',
): Promise<INodeListSearchResult> {
	const taskId = this.getCurrentNodeParameter('taskId', { extractValue: true });
	if (typeof taskId !== 'string' || taskId.trim() === '') {
		throw new NodeOperationError(this.getNode(), 'Choose the call task first');
	}
	const number = filter?.trim();
	let [index, page] = paginationToken.split(':').map(Number);
	for (;;) {
		const found = await searchPage(this, {
			action: 'QueryAiCallDetailPage',
			qs: { TaskId: taskId.trim(), Status: STATUSES[index], ...(number ? { CalledNumber: number } : {}) },
			page: String(page),
			entry,
		});
		if (found.paginationToken) return { ...found, paginationToken: `${index}:${found.paginationToken}` };
		[index, page] = [index + 1, 1];
		const more = index < STATUSES.length;
		if (found.results.length > 0 || !more) {
			return { results: found.results, paginationToken: more ? `${index}:1` : undefined };
		}
	}
}
