import { ok } from '../response.mts';
import { failure, missing, type Action } from './action.mts';
import { taskConfigFrom } from './task-config.mts';

/** CreateAiCallTask: Data is the new task's id as a bare int64. */
export const createTask: Action = (parameters, context) => {
	const { action, state, ledger, now } = context;
	const agentId = parameters.text('AgentId');
	const applicationCode = parameters.text('ApplicationCode');
	if (agentId === undefined && applicationCode === undefined) return missing('AgentId');
	const checked = taskConfigFrom(parameters, 720);
	if ('refusal' in checked) return checked.refusal;
	const agent = agentId === undefined ? undefined : state.agent(agentId);
	if (agentId !== undefined && agent === undefined)
		return failure(context, 'AGENT_NOT_EXIST', '智能体不存在');
	const { config } = checked;
	if (state.nameTaken(config.taskName)) return failure(context, 'TASK_NAME_EXIST', '任务名称已存在');
	return {
		accept: () => {
			const applicationName = parameters.text('ApplicationName');
			const task = state.addTask({ ...config, agent, applicationCode, applicationName }, now);
			ledger.add({
				vendor: 'aiccs',
				kind: 'task',
				action,
				key: config.taskName,
				at: now,
				taskId: task.taskId,
				name: config.taskName,
			});
			return ok(action, task.taskId);
		},
	};
};
