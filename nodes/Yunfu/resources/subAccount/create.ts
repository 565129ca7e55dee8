import { NodeOperationError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath, textOf } from '../../address';
import { setJson, withoutEmpty } from '../../jsonBody';
import { SEX, optionsOf } from '../../labels';
import { dataRow } from '../../lists';
import { tidy } from '../../tidy';

const DATE = /^\d{4}-\d{2}-\d{2}/;

const detail = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

const details: INodeProperties[] = [
	detail('Alias', 'alias', 'e.g. Sales East', 'Name to show'),
	{
		displayName: 'Birthday',
		name: 'birthday',
		type: 'dateTime',
		typeOptions: { dateOnly: true },
		default: '',
		description: 'Date of birth',
	},
	detail('Duty', 'duty', 'e.g. Sales', 'What the person does'),
	{
		displayName: 'Gender',
		name: 'sex',
		type: 'options',
		options: optionsOf(SEX),
		default: 0,
		description: 'Gender of the person',
	},
	detail('Landline Phone', 'landline_phone', 'e.g. 057112345678', 'Fixed-line number'),
	detail('QQ', 'qq', 'e.g. 10001', 'QQ number'),
	detail('WeChat', 'wechat', 'e.g. li_na', 'WeChat ID'),
];

/** 子账户注册: https://docs.longlonglong.cn/api/API接口/子账户/子账户注册.html */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a sub account',
		description: 'Create a sub-account that can sign in to Yunfu and act for the main account at once',
		routing: { request: { method: 'POST', url: accountPath('/subset_users') } },
	},
	kind: 'dial',
	lookUp: 'Before you create it again, look for its email address with Sub-Account > Get Many.',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Sales East',
			description: 'Name of the sub-account',
		},
		{
			displayName: 'Email',
			name: 'email',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. sales@example.com',
			description: 'Email address to sign in with',
		},
		{
			displayName: 'Phone',
			name: 'phone',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 13800000001',
			description: 'Phone number of the sub-account',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'Password to sign in with. It does not come out of this node.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: details,
		},
	],
	check(request) {
		const { birthday, ...more } = this.getNodeParameter('additionalFields', {}) as IDataObject;
		const born = String(birthday ?? '');
		if (born !== '' && !DATE.test(born)) {
			const itemIndex = this.getItemIndex();
			throw new NodeOperationError(this.getNode(), `Birthday is not a date [item ${itemIndex}]`, {
				itemIndex,
				description: 'Give a date like 1990-05-20. Nothing was sent.',
			});
		}
		const password = String(this.getNodeParameter('password'));
		const given = withoutEmpty({ ...more, birthday: born.slice(0, 10) });
		setJson(request, {
			name: textOf(this, 'name'),
			email: textOf(this, 'email'),
			phone: textOf(this, 'phone'),
			password,
			password_confirmation: password,
			subset_data: Object.keys(given).length > 0 ? given : undefined,
		});
	},
	rows: (body) => [{ ...tidy(dataRow(body)), message: body.message }],
};
