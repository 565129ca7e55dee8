import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { normalizePhoneNumber, waitFields, type Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { encryptedOption } from '../../contact/options';
import { simplifyField, subAccountField, taskField } from '../../fields';
import { dataRow } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { simplifyNumber } from './simplify';

const phoneNumberField: INodeProperties = {
	displayName: 'Phone Number',
	name: 'phoneNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 13800138000',
	description: 'The number to look up in the task',
};

/** `status` of a number that was not called yet, or is to be called again. */
const WAITING = '0';

/** 号码详情: https://docs.longlonglong.cn/api/API接口/号码/号码详情.html */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a number of a task',
		description: 'Get one number of a task and what became of it',
		routing: { request: { method: 'GET', url: accountPath('/task/{task_id}/number/detail/{phone}') } },
	},
	kind: 'read',
	fields: [
		taskField,
		phoneNumberField,
		...waitFields,
		simplifyField,
		subAccountField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [encryptedOption],
		},
	],
	check(request) {
		const { encryption } = this.getNodeParameter('options', {}) as IDataObject;
		const phone = textOf(this, 'phoneNumber');
		fillPath(this, request, {
			task_id: textOf(this, 'taskId'),
			phone: encryption === true ? phone : normalizePhoneNumber(phone),
		});
		addQuery(request, { encryption: encryption === true ? true : undefined, ...subAccountOf(this) });
	},
	rows: (body) => [dataRow(body)],
	isFinal: ([row]) => row.status !== undefined && String(row.status) !== WAITING,
	simplify: simplifyNumber,
};
