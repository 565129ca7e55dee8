import type { VendorAnswer } from '../../types.mts';
import type { Endpoint } from '../contract.mts';
import type { YunfuState } from '../state.mts';
import type { Generation, Task } from '../task.mts';
import { Refusal, type Values } from '../validate.mts';

/** A request that passed the table's checks. */
export interface Call {
	state: YunfuState;
	endpoint: Endpoint;
	/** route pattern, for the ledger */
	pattern: string;
	values: Values;
	/** address of this server */
	origin: string;
}

/**
 * Checks what the table cannot say (throws Refusal, changes nothing) and returns the function that changes state and
 * answers.
 */
export type Operation = (call: Call) => () => VendorAnswer;

/** The message of the endpoint's success answer. */
export function messageOf(call: Call): string {
	return call.endpoint.response.message ?? '';
}

/** The task a request names; it must belong to the account the request acts on. @throws Refusal 404 */
export function taskOf(call: Call, generation?: Generation, anyOwner = false): Task {
	const { state, values } = call;
	const owner = state.owner(values);
	const task = state.task(String(values['task_id']), generation);
	if (!anyOwner && task.owner !== owner) throw new Refusal('任务不存在', 404);
	return task;
}

/** Refuses with 6007 while a 2.0 task dials. `always` is false for what only the older documents forbid. */
export function mustBeStopped(call: Call, task: Task, always: boolean): void {
	if (task.generation !== 'new' || !task.isDialling(call.state.now)) return;
	if (always || task.type === 6 || call.state.refuseImportsWhileDialling) {
		throw new Refusal('2.0任务启动中,请先停止任务', 6007);
	}
}

/** Notes a change of existing things. */
export function noteChange(call: Call, taskId: string | undefined, key: string): void {
	call.state.context.ledger.add({
		vendor: 'yunfu',
		kind: 'change',
		action: call.pattern,
		key: `${call.pattern} ${key}`,
		at: call.state.now,
		...(taskId === undefined ? {} : { taskId }),
	});
}
