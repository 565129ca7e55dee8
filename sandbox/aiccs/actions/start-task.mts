import { ok } from '../response.mts';
import { failure, withTask, type Action } from './action.mts';

/** StartAiCallTask: not for a running task. Data is false when the agent is not online. */
export const startTask: Action = (parameters, context) =>
	withTask(parameters, context, (task) => {
		const { action, state, ledger, now } = context;
		if (task.status === 'RUNNING') return failure(context, 'TASK_STATUS_ERROR', '任务已在运行中');
		return {
			accept: () => {
				const started = state.start(task, now);
				ledger.add({
					vendor: 'aiccs',
					kind: 'change',
					action,
					key: `start/${task.taskId}`,
					at: now,
					taskId: task.taskId,
				});
				return ok(action, started);
			},
		};
	});
