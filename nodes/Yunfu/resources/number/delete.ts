import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { encryptedOption } from '../../contact/options';
import { subAccountField, taskField } from '../../fields';
import { setJson } from '../../jsonBody';
import { subAccountOf } from '../../query';
import { PAUSED, isPause, kindAfterPause, pauseAdvice, pauseFirstOption, withPause } from './pauseFirst';
import { phonesField, phonesOf } from './phones';

/** 批量删除号码: https://docs.longlonglong.cn/api/API接口/号码/批量删除号码.html */
export const deleteNumbers: Operation = {
	option: {
		name: 'Delete',
		value: 'delete',
		action: 'Delete numbers from a task',
		description: 'Take numbers out of a task for good. They stay in the CRM pool. A 2.0 task must be paused.',
		routing: { request: { method: 'DELETE', url: accountPath('/task/{task_id}/number-batch-delete') } },
	},
	// Repeated after a lost answer, it would say that the numbers do not exist.
	kind: kindAfterPause,
	fields: [
		taskField,
		{ ...phonesField, required: true },
		subAccountField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [encryptedOption, pauseFirstOption],
		},
	],
	check(request) {
		const { encryption } = this.getNodeParameter('options', {}) as IDataObject;
		const phones = phonesOf(this, encryption === true);
		if (phones.length === 0) {
			const itemIndex = this.getItemIndex();
			throw new NodeOperationError(this.getNode(), `Phone Numbers is empty [item ${itemIndex}]`, {
				itemIndex,
				description: 'Give at least one number. Nothing was sent.',
			});
		}
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		setJson(request, {
			customer_info_list: phones.map((phone) => ({ phone })),
			encryption: encryption === true ? true : undefined,
			...subAccountOf(this),
		});
	},
	advice: pauseAdvice,
	variants(request) {
		return withPause(this, request);
	},
	rows: (_body, request) => (isPause(request) ? [] : [{ deleted: true }]),
	async finish(rows) {
		const { pauseFirst, encryption } = this.getNodeParameter('options', {}) as IDataObject;
		const taskId = textOf(this, 'taskId');
		const phones = phonesOf(this, encryption === true);
		return rows.map((row) => ({
			json: { ...row, taskId, phones, ...(pauseFirst === true ? PAUSED : {}) },
		}));
	},
};
