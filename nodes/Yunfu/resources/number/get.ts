import type { IDataObject } from 'n8n-workflow';

import { form, normalizePhoneNumber } from '../../../shared';
import { encryption, switchedOn } from '../../contact/fields';
import { NUMBER_STATUS, labelled } from '../../labels';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { subAccount, task } from '../../pickers';
import { tidy } from '../../tidy';

/** A number of a task with a readable status. */
export function simplifyNumber(row: IDataObject): IDataObject {
	const rest = tidy(row);
	// Yunfu's own label, in Chinese.
	delete rest.status_str;
	return rest.status === undefined ? rest : { ...rest, status: labelled(rest.status, NUMBER_STATUS) };
}

/** `status` of a number that was not called yet, or is to be called again. */
const WAITING = '0';

/** 号码详情: https://docs.longlonglong.cn/api/API接口/号码/号码详情.html */
export const get = operation({
	name: 'Get',
	title: 'Get a number of a task',
	description: 'Get one number of a task and what became of it',
	route: 'GET /task/{task_id}/number/detail/{phone}',
	kind: 'read',
	fields: {
		task_id: task,
		phone: form.text('Phone Number', 'The number to look up in the task', {
			required: true,
			name: 'phoneNumber',
			example: '13800138000',
		}),
		waitUntilFinished: form.waitUntilFinished,
		longestWait: form.longestWait,
		simplify: form.simplify,
		sub_user_id: subAccount,
		options: form.options({ encryption }),
	},
	prepare: ({ phone, ...values }) => ({
		...values,
		phone: values.encryption ? phone : normalizePhoneNumber(phone),
	}),
	values: ({ encryption: encrypted, sub_user_id }) => ({ encryption: switchedOn(encrypted), sub_user_id }),
	output: (answer) => [dataRow(answer)],
	isFinal: ([row]) => row.status !== undefined && String(row.status) !== WAITING,
	simplify: simplifyNumber,
});
