import type { IDataObject } from 'n8n-workflow';

import { form } from '../../../shared';
import { crmFilter } from '../../contact/crmFields';
import { encryption } from '../../contact/fields';
import { SEX, labelled, optionsOf } from '../../labels';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { pageSize } from '../../pickers';
import { tidy } from '../../tidy';
import { customerFilters, encryptionOf, filterOf } from './filters';

const filters = form.filters({
	...customerFilters,
	ai_call: form.toggle(
		'Called by AI',
		'Whether to get customers that were called by a robot, or those that were not',
		{ default: true },
	),
	company: form.text('Company', 'Only customers of this company', { example: 'Acme Trading' }),
	email: form.text('Email', 'Only customers with this email address', { example: 'li.na@example.com' }),
	is_follow: form.toggle(
		'Followed Up',
		'Whether to get customers that a person has followed up, or the others',
		{ default: true },
	),
	sex: form.choices('Gender', 'Only customers with one of these', optionsOf(SEX), { default: [] }),
});

/** Yes or no as the API takes it. */
const flag = (value: boolean | undefined) => (value === undefined ? undefined : Number(value));

function simplify(row: IDataObject): IDataObject {
	const customer = tidy(row);
	return {
		...customer,
		...(customer.sex === undefined ? {} : { sex: labelled(customer.sex, SEX) }),
		...(customer.is_follow === undefined ? {} : { is_follow: Number(customer.is_follow) === 1 }),
		...(customer.ai_call === undefined ? {} : { ai_call: Number(customer.ai_call) === 1 }),
	};
}

/** 客户公海(线索阶段)筛选: https://docs.longlonglong.cn/api/API接口/客户公海管理/数据公海/客户公海(线索阶段)筛选.html */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many customers',
	description: 'Get customers of the CRM pool',
	route: 'GET /type/{type}/get_customer',
	kind: 'read',
	fields: {
		type: form.text(
			'Stage',
			'Stage of the customers in the CRM pool. Yunfu’s documents name clue, which means leads.',
			{ required: true, name: 'stage', default: 'clue', example: 'clue' },
		),
		...form.listFields,
		crmFields: crmFilter,
		filters,
		options: form.options({ encryption, pageSize }),
	},
	values: ({ email, company, sex, is_follow, ai_call, ...values }) => ({
		...filterOf(values),
		...encryptionOf(values),
		email,
		company,
		sex,
		is_follow: flag(is_follow),
		ai_call: flag(ai_call),
	}),
	pages: listPages('id'),
	output: listRows,
	simplify,
});
