import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { RequestFailure, singleRequest, type RequestKind, type Service } from '../../../shared';
import { filledPath, newAccountPath, textOf } from '../../address';
import { JSON_HEADERS, jsonText } from '../../jsonBody';
import { yunfu } from '../../service';

/** Code of a refusal because the task is running. */
const RUNNING = '6007';

/** What comes out when a task was paused on the way: nothing of Yunfu's API would set it going again. */
export const PAUSED = {
	taskPaused: true,
	resume: 'Yunfu’s API has no way to start a task: start it again in Yunfu.',
};

const STAYS_PAUSED = 'The task was paused before and stays paused: start it again in Yunfu.';

/** Nobody may find out by chance that a campaign stands still. */
export function pauseAdvice(this: IExecuteSingleFunctions): string | undefined {
	const { pauseFirst } = this.getNodeParameter('options', {}) as { pauseFirst?: boolean };
	return pauseFirst === true
		? 'The task may have been paused before, and then stays paused: look at it in Yunfu and start it again there.'
		: undefined;
}

export const pauseFirstOption: INodeProperties = {
	displayName: 'Pause Task First',
	name: 'pauseFirst',
	type: 'boolean',
	default: false,
	description:
		'Whether to pause the 2.0 task before. Yunfu does not change the numbers of a running 2.0 task (code 6007). The task stays paused: its API has no way to start one, you do that in Yunfu.',
};

/** 任务暂停 of 2.0 tasks: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务暂停.html */
const pauseUrl = (taskId: string) => filledPath(newAccountPath('/task_stop/{task_id}'), { task_id: taskId });

const pauseRequest = (taskId: string, subUserId: string) => ({
	method: 'PUT' as const,
	url: pauseUrl(taskId),
	headers: JSON_HEADERS,
	qs: subUserId === '' ? {} : { sub_user_id: subUserId },
	body: jsonText({}),
});

/** The request of an item, after the one that pauses its task if the user wants that. */
export function withPause(
	context: IExecuteSingleFunctions,
	request: IHttpRequestOptions,
): IHttpRequestOptions[] {
	const { pauseFirst } = context.getNodeParameter('options', {}) as { pauseFirst?: boolean };
	if (pauseFirst !== true) return [request];
	const pause = pauseRequest(textOf(context, 'taskId'), textOf(context, 'subUserId'));
	return [{ ...request, ...pause }, request];
}

/** Whether an answer belongs to the request that paused the task. */
export const isPause = ({ url }: Pick<IHttpRequestOptions, 'url'>) => url.includes('/task_stop/');

/** What is sent after a pause must not be repeated, the pause may. */
export const kindAfterPause = (request: Pick<IHttpRequestOptions, 'url'>): RequestKind =>
	isPause(request) ? 'idempotent' : 'dial';

/** How long to wait before a refused request is repeated, while the calls of a paused task end. */
const CALLS_END_MS = 3000;

/** Yunfu as it is after a pause: refusals because of calls in progress pass, and nothing was accepted. */
export const afterPause: Service = {
	...yunfu,
	lookUp: `${yunfu.lookUp} ${STAYS_PAUSED}`,
	read: (response) => {
		let failure: unknown;
		try {
			return yunfu.read(response);
		} catch (error) {
			failure = error;
		}
		if (!(failure instanceof RequestFailure)) throw failure;
		const { detail } = failure;
		const hint = [detail.hint, STAYS_PAUSED].filter(Boolean).join(' ');
		throw new RequestFailure(
			failure.message,
			detail.code === RUNNING
				? { ...detail, hint, throttled: true, retryAfterMs: CALLS_END_MS }
				: { ...detail, hint },
		);
	},
};

/** Pauses a task for a bulk operation. Doing it twice changes nothing. */
export async function pauseTask(
	context: IExecuteFunctions,
	taskId: string,
	subUserId: string,
	itemIndex: number,
): Promise<void> {
	await singleRequest(context, yunfu, pauseRequest(taskId, subUserId), 'idempotent', itemIndex);
}
