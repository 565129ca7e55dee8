import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { limitField, pageSizeOption, returnAllField, simplifyField, taskField } from '../../fields';
import { listPages, listRows } from '../../lists';
import { actionRequest, toQuery } from '../../request';
import { labelled, tidy } from '../../shape';
import { TASK_STATUS } from '../../values';

const filters: INodeProperties[] = [
	{
		displayName: 'Agent Name',
		name: 'agentName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Test drive invitation',
		description: 'Only tasks of agents whose name contains this text',
		routing: toQuery('AgentName'),
	},
	{
		displayName: 'Application Code',
		name: 'applicationCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. F32000001',
		description: 'Only tasks of this LLM application',
		routing: toQuery('ApplicationCode'),
	},
	{ ...taskField, required: undefined, description: 'Only this call task' },
	{
		displayName: 'Source',
		name: 'source',
		type: 'number',
		default: 0,
		placeholder: 'e.g. 0',
		description:
			'Only tasks created with this Source. The vendor does not explain it: use the value you were given.',
		routing: toQuery('Source'),
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Not Started', value: 'INIT' },
			{ name: 'Running', value: 'RUNNING' },
			{ name: 'Start Failed', value: 'FAILED' },
			{ name: 'Stopped', value: 'STOPPED' },
		],
		default: 'RUNNING',
		description: 'Only tasks in this status',
		routing: toQuery('Status'),
	},
	{
		displayName: 'Task Name',
		name: 'taskName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Spring renewal',
		description: 'Only tasks whose name contains this text',
		routing: toQuery('TaskName'),
	},
];

/** QueryAiCallTaskPage: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryaicalltaskpage */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many call tasks',
		description: 'Get call tasks with their status and progress',
		routing: actionRequest('QueryAiCallTaskPage'),
	},
	kind: 'read',
	fields: [
		returnAllField,
		limitField,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filters,
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [pageSizeOption],
		},
	],
	pages: listPages('TaskId'),
	rows: listRows,
	simplify(row) {
		const task = tidy(row);
		return { ...task, status: labelled(task.status, TASK_STATUS) };
	},
};
