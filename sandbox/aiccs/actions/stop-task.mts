import { ok } from '../response.mts';
import { failure, withTask, type Action } from './action.mts';

/** StopAiCallTask: only for a running task; calls going on end by themselves. */
export const stopTask: Action = (parameters, context) =>
	withTask(parameters, context, (task) => {
		const { action, state, ledger, now } = context;
		if (task.status !== 'RUNNING') return failure(context, 'TASK_STATUS_ERROR', '任务未在运行中');
		return {
			accept: () => {
				state.stop(task, now);
				ledger.add({
					vendor: 'aiccs',
					kind: 'change',
					action,
					key: `stop/${task.taskId}`,
					at: now,
					taskId: task.taskId,
				});
				return ok(action, true);
			},
		};
	});
