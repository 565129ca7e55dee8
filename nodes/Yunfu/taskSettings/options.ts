import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { refuse, type TaskForm } from './part';

export const taskTypeField: INodeProperties = {
	displayName: 'Task Type',
	name: 'taskType',
	type: 'options',
	options: [
		{ name: 'New-Version 2.0', value: 7, description: 'With more ways to choose scripts, and redials' },
		{ name: 'Previous 2.0', value: 6, description: 'With redials at set times' },
	],
	default: 7,
	description: 'Which of Yunfu’s two kinds of 2.0 tasks it is',
};

/** Where Yunfu's documents contradict each other. */
export const formOptions: INodeProperties[] = [
	{
		displayName: 'IDs As',
		name: 'idForm',
		type: 'options',
		options: [
			{ name: 'In Yunfu’s Sample', value: 'sample', description: 'Numbers, but text in Scripts in Turn' },
			{ name: 'Numbers', value: 'number' },
			{ name: 'Text', value: 'text' },
		],
		default: 'sample',
		description: 'How IDs of scripts and the like are written in the request; Yunfu’s documents show both',
	},
	{
		displayName: 'Lines As',
		name: 'lineForm',
		type: 'options',
		displayOptions: { show: { '/taskType': [7] } },
		options: [
			{ name: 'IDs Only', value: 'ids', description: 'As the table of parameters shows' },
			{ name: 'IDs With Limits', value: 'sample', description: 'As the sample of new-version 2.0 shows' },
		],
		default: 'sample',
		description: 'How lines are written in the request; Yunfu’s documents show both',
	},
	{
		displayName: 'Rest Periods As',
		name: 'holidayForm',
		type: 'options',
		options: [
			{ name: 'Begin and End', value: 'begin', description: 'As the samples show' },
			{ name: 'Start and End', value: 'start', description: 'As the tables of parameters show' },
		],
		default: 'begin',
		description: 'How rest periods are written in the request; Yunfu’s documents show both',
	},
];

/** The shapes the user has chosen. */
export function formOf(context: IExecuteSingleFunctions): TaskForm {
	const { idForm, lineForm, holidayForm } = context.getNodeParameter('options', {}) as IDataObject;
	const taskType = Number(context.getNodeParameter('taskType', 7));
	if (taskType !== 6 && taskType !== 7) {
		refuse(
			{ node: context.getNode(), itemIndex: context.getItemIndex() },
			'Task Type',
			'must be 7 (new-version 2.0) or 6 (previous 2.0)',
		);
	}
	return {
		taskType,
		ids: (idForm ?? 'sample') as TaskForm['ids'],
		lines: (lineForm ?? 'sample') as TaskForm['lines'],
		holidays: (holidayForm ?? 'begin') as TaskForm['holidays'],
	};
}
