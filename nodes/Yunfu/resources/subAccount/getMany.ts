import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath } from '../../address';
import { limitField, pageSizeOption, returnAllField, simplifyField } from '../../fields';
import { listPages, listRows } from '../../lists';
import { addQuery } from '../../query';
import { simplifyAccount } from './fields';

const filters: INodeProperties[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. sales@example.com',
		description: 'Only sub-accounts with this email address',
	},
	{
		displayName: 'ID',
		name: 'id',
		type: 'string',
		default: '',
		placeholder: 'e.g. 5b55bcca-d653-4a58-8f9a-437fb0601f8e',
		description: 'Only the sub-account with this ID',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Sales East',
		description: 'Only sub-accounts with this name',
	},
	{
		displayName: 'Phone',
		name: 'phone',
		type: 'string',
		default: '',
		placeholder: 'e.g. 13800000001',
		description: 'Only sub-accounts with this phone number',
	},
];

/** 子账户列表: https://docs.longlonglong.cn/api/API接口/子账户/子账户列表.html */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many sub accounts',
		description: 'Get the sub-accounts of the main account',
		routing: { request: { method: 'GET', url: accountPath('/subset_users') } },
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
	check(request) {
		const chosen = this.getNodeParameter('filters', {}) as IDataObject;
		addQuery(
			request,
			Object.fromEntries(filters.map(({ name }) => [name, String(chosen[name] ?? '').trim()])),
		);
	},
	pages: listPages('id'),
	rows: listRows,
	simplify: simplifyAccount,
};
