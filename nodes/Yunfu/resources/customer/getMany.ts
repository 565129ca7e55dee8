import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { refuse } from '../../contact/contactRecord';
import { crmFilterField } from '../../contact/fields';
import { encryptedOption } from '../../contact/options';
import { limitField, pageSizeOption, returnAllField, simplifyField } from '../../fields';
import { SEX, labelled, optionsOf } from '../../labels';
import { listPages, listRows } from '../../lists';
import { addQuery } from '../../query';
import { tidy } from '../../tidy';
import { customerFilters, encryptionOf, filterOf, listOf } from './filters';

function simplifyCustomer(row: IDataObject): IDataObject {
	const customer = tidy(row);
	return {
		...customer,
		...(customer.sex === undefined ? {} : { sex: labelled(customer.sex, SEX) }),
		...(customer.is_follow === undefined ? {} : { is_follow: Number(customer.is_follow) === 1 }),
		...(customer.ai_call === undefined ? {} : { ai_call: Number(customer.ai_call) === 1 }),
	};
}

const yesOrNo = (displayName: string, name: string, description: string) => ({
	displayName,
	name,
	type: 'boolean' as const,
	default: true,
	description,
});

/** Yes or no as the API takes it; expressions may give either form. */
function flag(context: IExecuteSingleFunctions, value: unknown, label: string): 0 | 1 | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	if (value === true || value === 1) return 1;
	if (value === false || value === 0) return 0;
	return refuse(context.getNode(), context.getItemIndex(), label, 'must be true or false, not text');
}

/** 客户公海(线索阶段)筛选: https://docs.longlonglong.cn/api/API接口/客户公海管理/数据公海/客户公海(线索阶段)筛选.html */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many customers',
		description: 'Get customers of the CRM pool',
		routing: { request: { method: 'GET', url: accountPath('/type/{type}/get_customer') } },
	},
	kind: 'read',
	fields: [
		{
			displayName: 'Stage',
			name: 'stage',
			type: 'string',
			required: true,
			default: 'clue',
			placeholder: 'e.g. clue',
			description: 'Stage of the customers in the CRM pool. Yunfu’s documents name clue, which means leads.',
		},
		returnAllField,
		limitField,
		simplifyField,
		crmFilterField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				...customerFilters,
				yesOrNo(
					'Called by AI',
					'aiCall',
					'Whether to get customers that were called by a robot, or those that were not',
				),
				{
					displayName: 'Company',
					name: 'company',
					type: 'string' as const,
					default: '',
					placeholder: 'e.g. Acme Trading',
					description: 'Only customers of this company',
				},
				{
					displayName: 'Email',
					name: 'email',
					type: 'string' as const,
					default: '',
					placeholder: 'e.g. li.na@example.com',
					description: 'Only customers with this email address',
				},
				yesOrNo(
					'Followed Up',
					'isFollow',
					'Whether to get customers that a person has followed up, or the others',
				),
				{
					displayName: 'Gender',
					name: 'sex',
					type: 'multiOptions' as const,
					options: optionsOf(SEX),
					default: [],
					description: 'Only customers with one of these',
				},
			].sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
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
		const chosen = this.getNodeParameter('filters', {}) as IDataObject;
		fillPath(this, request, { type: textOf(this, 'stage') });
		addQuery(request, {
			...filterOf(this),
			...encryptionOf(this),
			email: String(chosen.email ?? '').trim(),
			company: String(chosen.company ?? '').trim(),
			sex: listOf(chosen.sex),
			is_follow: flag(this, chosen.isFollow, 'Followed Up'),
			ai_call: flag(this, chosen.aiCall, 'Called by AI'),
		});
	},
	pages: listPages('id'),
	rows: listRows,
	simplify: simplifyCustomer,
};
