import { ok } from '../response.mts';
import { failure, withTask, type Action } from './action.mts';
import { taskConfigFrom } from './task-config.mts';

/** UpdateAiCallTask: the task must not be running. */
export const updateTask: Action = (parameters, context) =>
	withTask(parameters, context, (task) => {
		const { action, state, ledger, now } = context;
		const checked = taskConfigFrom(parameters, 120);
		if ('refusal' in checked) return checked.refusal;
		const { config } = checked;
		if (task.status === 'RUNNING') return failure(context, 'TASK_STATUS_ERROR', '任务运行中,不可修改');
		if (state.nameTaken(config.taskName, task.taskId)) {
			return failure(context, 'TASK_NAME_EXIST', '任务名称已存在');
		}
		return {
			accept: () => {
				state.updateTask(task, config);
				ledger.add({
					vendor: 'aiccs',
					kind: 'change',
					action,
					key: `update/${task.taskId}`,
					at: now,
					taskId: task.taskId,
				});
				return ok(action, true);
			},
		};
	});
