import { NodeOperationError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { encryptedOption } from '../../contact/options';
import { subAccountField, taskField } from '../../fields';
import { setJson } from '../../jsonBody';
import { NUMBER_STATUS, optionsOf } from '../../labels';
import { subAccountOf } from '../../query';
import { chinaSpanOf } from '../../times';
import { PAUSED, isPause, kindAfterPause, pauseAdvice, pauseFirstOption, withPause } from './pauseFirst';
import { phonesField, phonesOf } from './phones';

const selection: INodeProperties[] = [
	{
		displayName: 'Added After',
		name: 'addedAfter',
		type: 'dateTime',
		default: '',
		description:
			'Only numbers added at this time or later; goes with Added Before. A time without an offset is China time (UTC+8).',
	},
	{
		displayName: 'Added Before',
		name: 'addedBefore',
		type: 'dateTime',
		default: '',
		description:
			'Only numbers added up to this time; goes with Added After. A time without an offset is China time (UTC+8).',
	},
	{
		displayName: 'Number Contains',
		name: 'keyword',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1380013',
		description: 'Only numbers with these digits in them',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'multiOptions',
		options: optionsOf(NUMBER_STATUS),
		default: [],
		description: 'Only numbers with one of these states',
	},
];

const ALL_NUMBERS: INodeProperties = {
	displayName: 'Numbers',
	name: 'numbers',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'All of the Task', value: 'all', description: 'Everyone in the task is called again' },
		{ name: 'Selected', value: 'selected', description: 'Those listed or selected below' },
	],
	default: 'selected',
	description: 'Which numbers of the task to reset',
};

const shownForSelected = { show: { numbers: ['selected'] } };

/** 批量重置号码状态: https://docs.longlonglong.cn/api/API接口/号码/批量重置号码状态.html */
export const resetStatus: Operation = {
	option: {
		name: 'Reset Status',
		value: 'resetStatus',
		action: 'Reset the status of numbers',
		description:
			'Set numbers back to Waiting, so that the task calls them again. A 2.0 task may have to be paused.',
		routing: { request: { method: 'PUT', url: accountPath('/task/{task_id}/number-batch-reset') } },
	},
	kind: kindAfterPause,
	fields: [
		taskField,
		ALL_NUMBERS,
		{ ...phonesField, displayOptions: shownForSelected },
		{
			displayName: 'Select By',
			name: 'selection',
			type: 'collection',
			placeholder: 'Add Condition',
			displayOptions: shownForSelected,
			default: {},
			options: selection,
		},
		subAccountField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				encryptedOption,
				{
					displayName: 'Mark as 2.0 Task',
					name: 'isNewTask',
					type: 'boolean',
					default: false,
					description:
						'Whether to say in the request that this is a 2.0 task (is_new_task), which older versions of Yunfu need',
				},
				pauseFirstOption,
			],
		},
	],
	check(request) {
		const options = this.getNodeParameter('options', {}) as IDataObject;
		const encrypted = options.encryption === true;
		const isSelected = this.getNodeParameter('numbers') === 'selected';
		const chosen = isSelected ? (this.getNodeParameter('selection', {}) as IDataObject) : {};
		const phones = isSelected ? phonesOf(this, encrypted) : [];
		const span = chinaSpanOf(
			this,
			{ value: chosen.addedAfter, label: 'Added After' },
			{ value: chosen.addedBefore, label: 'Added Before' },
		);
		const statuses = Array.isArray(chosen.status) ? chosen.status.map(Number) : [];
		const keyword = String(chosen.keyword ?? '').trim();
		const criteria = {
			keyword,
			phones: phones.length > 0 ? phones : undefined,
			start_at: span?.[0],
			end_at: span?.[1],
			status: statuses.length > 0 ? statuses : undefined,
		};
		// An expression that comes out empty must not call everyone in the task again.
		if (isSelected && Object.values(criteria).every((value) => value === undefined || value === '')) {
			const itemIndex = this.getItemIndex();
			throw new NodeOperationError(this.getNode(), `No numbers are selected [item ${itemIndex}]`, {
				itemIndex,
				description:
					'Fill in Phone Numbers or Select By, or set Numbers to All of the Task. Nothing was sent.',
			});
		}
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		setJson(request, {
			...criteria,
			encryption: encrypted ? true : undefined,
			is_new_task: options.isNewTask === true ? true : undefined,
			...subAccountOf(this),
		});
	},
	advice: pauseAdvice,
	variants(request) {
		return withPause(this, request);
	},
	rows: (body, request) => (isPause(request) ? [] : [{ reset: true, message: body.message }]),
	async finish(rows) {
		const { pauseFirst } = this.getNodeParameter('options', {}) as IDataObject;
		const taskId = textOf(this, 'taskId');
		return rows.map((row) => ({ json: { ...row, taskId, ...(pauseFirst === true ? PAUSED : {}) } }));
	},
};
