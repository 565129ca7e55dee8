import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import {
	limitField,
	pageSizeOption,
	returnAllField,
	simplifyField,
	subAccountField,
	taskField,
} from '../../fields';
import { NUMBER_STATUS, optionsOf } from '../../labels';
import { listPages, listRows } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { chinaTimeOf } from '../../times';
import { encryptedOption } from '../../contact/options';
import { simplifyNumber } from './simplify';

const filters: INodeProperties[] = [
	{
		displayName: 'Added After',
		name: 'addedAfter',
		type: 'dateTime',
		default: '',
		description: 'Only numbers added at this time or later. A time without an offset is China time (UTC+8).',
	},
	{
		displayName: 'Added Before',
		name: 'addedBefore',
		type: 'dateTime',
		default: '',
		description: 'Only numbers added up to this time. A time without an offset is China time (UTC+8).',
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

/** 号码列表: https://docs.longlonglong.cn/api/API接口/号码/号码列表.html */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many numbers of a task',
		description: 'Get the numbers of a task and what became of them',
		routing: { request: { method: 'GET', url: accountPath('/task/{task_id}/number') } },
	},
	kind: 'read',
	fields: [
		taskField,
		returnAllField,
		limitField,
		simplifyField,
		subAccountField,
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
			options: [encryptedOption, pageSizeOption],
		},
	],
	check(request) {
		const { status, addedAfter, addedBefore } = this.getNodeParameter('filters', {}) as IDataObject;
		const { encryption } = this.getNodeParameter('options', {}) as IDataObject;
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		addQuery(request, {
			status: Array.isArray(status) && status.length > 0 ? status : undefined,
			start_at: chinaTimeOf(this, addedAfter, 'Added After'),
			end_at: chinaTimeOf(this, addedBefore, 'Added Before'),
			encryption: encryption === true ? true : undefined,
			...subAccountOf(this),
		});
	},
	pages: listPages('id'),
	rows: listRows,
	simplify: simplifyNumber,
};
