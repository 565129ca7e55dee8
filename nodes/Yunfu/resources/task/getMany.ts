import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { newAccountPath } from '../../address';
import { limitField, pageSizeOption, returnAllField, simplifyField, subAccountField } from '../../fields';
import { generationField, isLegacy } from '../../generation';
import { listPages, listRows } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { toLegacyPath } from './legacy';
import { simplifyTask } from './simplify';

export const nameFilter: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'e.g. Spring sale',
	description: 'Only tasks with this in their name',
};

export const legacyStatusFilter: INodeProperties = {
	displayName: 'Status',
	name: 'legacyStatus',
	type: 'multiOptions',
	displayOptions: { show: { '/generation': ['legacy'] } },
	options: [
		{ name: 'Paused', value: 1 },
		{ name: 'Running', value: 2 },
		{ name: 'Waiting', value: 3 },
	],
	default: [],
	description: 'Only tasks in one of these states',
};

const statusFilter: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'multiOptions',
	displayOptions: { show: { '/generation': ['new'] } },
	options: [
		{ name: 'Paused', value: 1 },
		{ name: 'Running or Waiting', value: 3 },
	],
	default: [],
	description: 'Only tasks in one of these states',
};

/** Yunfu takes one state as a number and several as a list. */
export function statusValue(value: unknown): unknown {
	if (!Array.isArray(value) || value.length === 0) return undefined;
	return value.length === 1 ? (value[0] as unknown) : value;
}

/**
 * 任务列表 of both generations: https://help.ccgpt.net/d/1864642409773379586.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务列表.html
 */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many tasks',
		description: 'Get the tasks of an account',
		routing: { request: { method: 'GET', url: newAccountPath('/task') } },
	},
	kind: 'read',
	fields: [
		generationField,
		returnAllField,
		limitField,
		simplifyField,
		// The list of 2.0 tasks is of the main account; those of others have an operation of their own.
		{ ...subAccountField, displayOptions: { show: { generation: ['legacy'] } } },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [nameFilter, statusFilter, legacyStatusFilter],
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
	check(request) {
		const { name, status, legacyStatus } = this.getNodeParameter('filters', {}) as IDataObject;
		const legacy = isLegacy(this);
		if (legacy) toLegacyPath(request);
		addQuery(request, {
			name: String(name ?? '').trim(),
			status: statusValue(legacy ? legacyStatus : status),
			...(legacy ? subAccountOf(this) : {}),
		});
	},
	pages: listPages('uuid'),
	rows: listRows,
	simplify: simplifyTask,
};
