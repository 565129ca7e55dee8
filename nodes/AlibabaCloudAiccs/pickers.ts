import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { epochToIso, form, matching, objectsIn, type Call } from '../shared';
import { hasNextPage, listRows } from './lists';
import { actionHeaders } from './operation';
import { ACTIONS } from './resources/api/actions';
import { ask } from './service';

/** What has an ID at Alibaba Cloud, to be picked from a list or given by its ID, each stated with its search. */

const PAGE_SIZE = 50;

export const actionCall = (action: string, qs: IDataObject = {}): Call => ({
	method: 'POST',
	url: '/',
	headers: actionHeaders(action),
	qs,
});

/** One page of a list of the vendor. The pagination token is the next page's number. */
async function searchPage(
	context: ILoadOptionsFunctions,
	action: string,
	qs: IDataObject,
	entry: (row: IDataObject) => { name: string; value: string },
	page = '1',
): Promise<INodeListSearchResult> {
	const answer = await ask(context, actionCall(action, { ...qs, PageNo: page, PageSize: PAGE_SIZE }));
	return {
		results: listRows(answer).map(entry),
		paginationToken: hasNextPage(answer, Number(page), PAGE_SIZE) ? String(Number(page) + 1) : undefined,
	};
}

/** Call tasks by name (QueryAiCallTaskPage). */
export async function searchCallTasks(this: ILoadOptionsFunctions, filter?: string, page?: string) {
	const entry = ({ TaskName, TaskId }: IDataObject) => ({ name: String(TaskName), value: String(TaskId) });
	return await searchPage(this, 'QueryAiCallTaskPage', filter ? { TaskName: filter } : {}, entry, page);
}

/** Agents by name (PageQueryAgentList). */
async function searchAgents(this: ILoadOptionsFunctions, filter?: string, page?: string) {
	const entry = ({ AgentName, AgentId }: IDataObject) => ({
		name: String(AgentName),
		value: String(AgentId),
	});
	return await searchPage(this, 'PageQueryAgentList', filter ? { AgentName: filter } : {}, entry, page);
}

/** Voices by name, code or engine (ListAvailableTts, which has neither pages nor a search). */
export async function searchVoices(this: ILoadOptionsFunctions, filter?: string) {
	const { Data: data } = await ask(this, actionCall('ListAvailableTts'));
	const voices = objectsIn(data).map(({ TtsVoiceName, TtsEngine, TtsVoiceCode, TtsAuditionFileUrl }) => ({
		name: `${String(TtsVoiceName ?? TtsVoiceCode)}${TtsEngine ? ` (${String(TtsEngine)})` : ''}`,
		value: String(TtsVoiceCode),
		// Opens the sample of the voice.
		...(TtsAuditionFileUrl ? { url: String(TtsAuditionFileUrl) } : {}),
	}));
	return matching(voices, filter);
}

/** The actions of the vendor's directory by name or group, e.g. `GetAgent (Agent Management)`. */
export async function searchActions(this: ILoadOptionsFunctions, filter?: string) {
	const actions = Object.entries(ACTIONS).flatMap(([group, names]) =>
		names.map((action) => ({ name: `${action} (${group})`, value: action })),
	);
	return matching(actions, filter);
}

/** The vendor lists one status at a time: completed, failed, pending. */
const STATUSES = ['1', '2', '0'];

function detailEntry({ CalledNumber, CallResult, CallingTime, DetailId }: IDataObject) {
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
) {
	const taskId = this.getCurrentNodeParameter('taskId', { extractValue: true });
	if (typeof taskId !== 'string' || taskId.trim() === '') {
		throw new NodeOperationError(this.getNode(), 'Choose the call task first');
	}
	const number = filter?.trim();
	let [index, page] = paginationToken.split(':').map(Number);
	for (;;) {
		const qs = {
			TaskId: taskId.trim(),
			Status: STATUSES[index],
			...(number ? { CalledNumber: number } : {}),
		};
		const found = await searchPage(this, 'QueryAiCallDetailPage', qs, detailEntry, String(page));
		if (found.paginationToken) return { ...found, paginationToken: `${index}:${found.paginationToken}` };
		[index, page] = [index + 1, 1];
		const more = index < STATUSES.length;
		if (found.results.length > 0 || !more) {
			return { results: found.results, paginationToken: more ? `${index}:1` : undefined };
		}
	}
}

const digits = (what: string): [RegExp, string] => [/^\d{1,20}$/, `${what} ID has digits only`];

const TASK = {
	noun: 'call task',
	search: { searchCallTasks },
	example: '119181071278123456',
	pattern: digits('A task'),
};

/** The call task an operation works on. */
export const task = form.picker('Call Task', 'The call task to work on', { ...TASK, required: true });
export const watchedTask = form.picker('Call Task', 'A call task to watch', {
	...TASK,
	required: true,
	sent: false,
	name: 'taskId',
});
export const taskFilter = form.picker('Call Task', 'Only this call task', TASK);

const AGENT = {
	noun: 'agent',
	search: { searchAgents },
	example: '118012345678901234',
	pattern: digits('An agent'),
};

/** The agent that talks in the calls. */
export const agent = form.picker('Agent', 'The voice agent to get', { ...AGENT, required: true });
export const talkingAgent = form.picker(
	'Agent',
	'The voice agent that holds the conversation. It must be online.',
	{ ...AGENT, required: true, show: { conversationBy: ['agent'] } },
);
export const agentFilter = form.picker('Agent', 'Only this agent', AGENT);

/** A voice for the calls of an LLM application. */
export const voice = (description: string) =>
	form.picker('Voice', description, {
		noun: 'voice',
		search: { searchVoices },
		example: 'V9A000001',
		by: 'By Code',
	});

const DETAIL = {
	required: true,
	noun: 'call detail',
	search: { searchCallDetails },
	example: '966212345678901234',
	pattern: digits('A detail'),
} as const;
const DETAIL_DESCRIPTION = 'The number in the call task and what became of it';

/** A number in a call task. */
export const detail = form.picker('Call Detail', DETAIL_DESCRIPTION, DETAIL);
export const foundDetail = form.picker('Call Detail', DETAIL_DESCRIPTION, {
	...DETAIL,
	show: { findBy: ['detailId'] },
});

export const pageSize = form.pageSizeOf(100);
