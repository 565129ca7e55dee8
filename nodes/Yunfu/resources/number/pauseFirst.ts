import { RequestFailure, form, type Preparation } from '../../../shared';
import { filledPath, newAccountPath } from '../../address';
import { JSON_HEADERS, jsonText } from '../../jsonBody';

/** Code of a refusal because the task is running. */
const RUNNING = '6007';

/** How long to wait before a refused request is repeated, while the calls of a paused task end. */
const CALLS_END_MS = 3000;

export const pauseFirst = form.toggle(
	'Pause Task First',
	'Whether to pause the 2.0 task before. Yunfu does not change the numbers of a running 2.0 task (code 6007). The task stays paused: its API has no way to start one, you do that in Yunfu.',
	{ sent: false },
);

interface Given {
	task_id: string;
	sub_user_id?: string;
	pauseFirst?: boolean;
}

/** What comes out when a task was paused on the way: nothing of Yunfu's API would set it going again. */
export const pausedOutput = (given: Pick<Given, 'pauseFirst'>) =>
	given.pauseFirst
		? { taskPaused: true, resume: 'Yunfu’s API has no way to start a task: start it again in Yunfu.' }
		: {};

/** 任务暂停 of 2.0 tasks: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务暂停.html */
export function pauseBefore({ task_id, sub_user_id, ...given }: Given): Preparation | undefined {
	if (!given.pauseFirst) return undefined;
	return {
		key: JSON.stringify([task_id, sub_user_id]),
		call: {
			method: 'PUT',
			url: filledPath(newAccountPath('/task_stop/{task_id}'), { task_id }),
			headers: JSON_HEADERS,
			...(sub_user_id === undefined ? {} : { qs: { sub_user_id } }),
			body: jsonText({}),
		},
		// Nobody may find out by chance that a campaign stands still.
		advice: 'The task was paused before and stays paused: start it again in Yunfu.',
	};
}

/** After a pause, refusals because of calls in progress pass, and nothing was accepted. */
export function afterPause(failure: RequestFailure, given: Pick<Given, 'pauseFirst'>): RequestFailure {
	const { message, detail } = failure;
	if (!given.pauseFirst || detail.code !== RUNNING) return failure;
	return new RequestFailure(message, { ...detail, throttled: true, retryAfterMs: CALLS_END_MS });
}
