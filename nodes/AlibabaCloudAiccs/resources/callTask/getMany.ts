import { form } from '../../../shared';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { pageSize, taskFilter } from '../../pickers';
import { labelled, tidy } from '../../shape';
import { TASK_STATUS } from '../../values';

const filters = form.filters({
	AgentName: form.text('Agent Name', 'Only tasks of agents whose name contains this text', {
		example: 'Test drive invitation',
	}),
	ApplicationCode: form.text('Application Code', 'Only tasks of this LLM application', {
		example: 'F32000001',
	}),
	TaskId: taskFilter,
	Source: form.number(
		'Source',
		'Only tasks created with this Source. The vendor does not explain it: use the value you were given.',
		{ example: '0' },
	),
	Status: form.choice(
		'Status',
		'Only tasks in this status',
		[
			{ name: 'Not Started', value: 'INIT' },
			{ name: 'Running', value: 'RUNNING' },
			{ name: 'Start Failed', value: 'FAILED' },
			{ name: 'Stopped', value: 'STOPPED' },
		],
		{ default: 'RUNNING' },
	),
	TaskName: form.text('Task Name', 'Only tasks whose name contains this text', {
		example: 'Spring renewal',
	}),
});

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryaicalltaskpage */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many call tasks',
	description: 'Get call tasks with their status and progress',
	action: 'QueryAiCallTaskPage',
	kind: 'read',
	fields: {
		...form.listFields,
		filters,
		options: form.options({ pageSize }),
	},
	pages: listPages('TaskId'),
	output: listRows,
	simplify(row) {
		const task = tidy(row);
		return { ...task, status: labelled(task.status, TASK_STATUS) };
	},
});
