import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isObject, type Operation } from '../../../shared';
import { simplifyField, taskField } from '../../fields';
import { actionRequest } from '../../request';
import { CANCEL_RESULTS } from '../../values';
import { withoutResult } from '../../withoutResult';
import { numberOptions } from './fields';
import { refuse, text } from './numberRecord';
import { numberPreparation } from './phoneNumbers';

const fields: INodeProperties[] = [
	taskField,
	{
		displayName: 'Cancel By',
		name: 'cancelBy',
		type: 'options',
		options: [
			{ name: 'Batch', value: 'batch', description: 'All numbers of one import' },
			{ name: 'Detail IDs', value: 'detailIds', description: 'Single calls, by their IDs' },
			{ name: 'Phone Numbers in a Batch', value: 'phoneNumbers', description: 'Some numbers of one import' },
		],
		default: 'detailIds',
		description: 'Which calls to cancel. Calls that are up next or going on cannot be cancelled.',
	},
	{
		displayName: 'Detail IDs',
		name: 'detailIdList',
		type: 'string',
		required: true,
		displayOptions: { show: { cancelBy: ['detailIds'] } },
		default: '',
		placeholder: 'e.g. 966210030045107721, 966210030045107722',
		description: 'IDs of call details, separated by commas, or a list from an expression',
	},
	{
		displayName: 'Batch ID',
		name: 'batchId',
		type: 'string',
		required: true,
		displayOptions: { show: { cancelBy: ['batch', 'phoneNumbers'] } },
		default: '',
		placeholder: 'e.g. 118306112230045571',
		description: 'ID of the batch, as Import returns it',
	},
	{
		displayName: 'Phone Numbers',
		name: 'phoneNumbers',
		type: 'string',
		required: true,
		displayOptions: { show: { cancelBy: ['phoneNumbers'] } },
		default: '',
		placeholder: 'e.g. 13800138000, 13900139000',
		description: 'Numbers as they were imported, separated by commas, or a list from an expression',
	},
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: numberOptions,
	},
];

/** Numbers may have spaces inside: only commas, semicolons and line breaks separate them. */
function entries(value: unknown): string[] {
	const list = Array.isArray(value) ? value : text(value).split(/[,\uFF0C;\uFF1B\u3001\n]+/);
	return list.map(text).filter((part) => part !== '');
}

const parsedList = (value: unknown): string[] =>
	typeof value === 'string' ? (JSON.parse(value) as string[]) : [];

/**
 * What was asked for, one by one, with the reason of what was not cancelled; of a whole batch only the latter. Who is
 * said to be cancelled and is not may be called: where the counts do not say so, `cancelled` is null.
 */
function details(asked: string[], row: IDataObject): IDataObject[] {
	const failed = isObject(row.FailedDetails) ? row.FailedDetails : {};
	const reasons = Object.keys(failed);
	const others = asked.filter((id) => !Object.hasOwn(failed, id));
	const agree = Number(row.SucceedCount) === others.length && reasons.every((id) => asked.includes(id));
	const cancelled = agree ? true : text(row.ResultCode) === 'ALL_FAILED' ? false : null;
	return [...new Set([...asked, ...reasons])].map((id) =>
		Object.hasOwn(failed, id) ? { id, cancelled: false, reason: String(failed[id]) } : { id, cancelled },
	);
}

/** CancelAiCallDetails: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-cancelaicalldetails */
export const cancel: Operation = {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel calls of a call task',
		description: 'Take numbers that have not been called yet out of a call task',
		routing: actionRequest('CancelAiCallDetails'),
	},
	// Repeated after a lost answer, it would say that nothing was cancelled.
	kind: 'dial',
	fields,
	check(request) {
		const node = this.getNode();
		const itemIndex = this.getItemIndex();
		const by = this.getNodeParameter('cancelBy');
		if (by === 'detailIds') {
			const ids = entries(text(this.getNodeParameter('detailIdList')).replace(/\s+/g, ','));
			if (ids.length === 0 || ids.some((id) => !/^\d{1,20}$/.test(id))) {
				refuse(node, itemIndex, 'Detail IDs', 'must have digits only');
			}
			request.qs = { ...request.qs, DetailIdList: JSON.stringify([...new Set(ids)]) };
			return;
		}
		const batchId = text(this.getNodeParameter('batchId'));
		if (!/^\d{1,20}$/.test(batchId)) refuse(node, itemIndex, 'Batch ID', 'must have digits only');
		request.qs = { ...request.qs, BatchId: batchId };
		if (by !== 'phoneNumbers') return;
		const prepare = numberPreparation(this.getNodeParameter('options', {}) as IDataObject);
		const numbers = entries(this.getNodeParameter('phoneNumbers')).map((value) => {
			const prepared = prepare(value);
			if ('problem' in prepared)
				return refuse(
					node,
					itemIndex,
					'Phone Numbers',
					`have one that cannot be called: ${prepared.problem}`,
				);
			return prepared.number;
		});
		if (numbers.length === 0) refuse(node, itemIndex, 'Phone Numbers', 'have no number');
		request.qs.PhoneNumbers = JSON.stringify([...new Set(numbers)]);
	},
	rows: ({ Data: data, RequestId: requestId }) => {
		if (!isObject(data)) throw withoutResult(requestId);
		return [data];
	},
	simplify: (row, { qs }) => {
		const code = text(row.ResultCode);
		const { TotalCount: total, SucceedCount: cancelled, FailedCount: failed } = row;
		const asked = [...parsedList(qs?.DetailIdList), ...parsedList(qs?.PhoneNumbers)];
		return {
			taskId: qs?.TaskId,
			...(qs?.BatchId === undefined ? {} : { batchId: qs.BatchId }),
			result: { code, label: CANCEL_RESULTS[code] ?? code },
			total,
			cancelled,
			failed,
			details: details(asked, row),
		};
	},
};
