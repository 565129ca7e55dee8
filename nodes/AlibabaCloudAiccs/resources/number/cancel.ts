import type { IDataObject } from 'n8n-workflow';

import { form, isObject, refuse } from '../../../shared';
import { dataRows } from '../../lists';
import { operation } from '../../operation';
import { task } from '../../pickers';
import { withoutResult } from '../../service';
import { CANCEL_RESULTS } from '../../values';
import { numberOptions, preparedNumber } from './numbers';

const DIGITS: [RegExp, string] = [/^\d{1,20}$/, 'must have digits only'];

const fields = {
	TaskId: task,
	cancelBy: form.choice(
		'Cancel By',
		'Which calls to cancel. Calls that are up next or going on cannot be cancelled.',
		[
			{ name: 'Batch', value: 'batch', description: 'All numbers of one import' },
			{ name: 'Detail IDs', value: 'detailIds', description: 'Single calls, by their IDs' },
			{ name: 'Phone Numbers in a Batch', value: 'phoneNumbers', description: 'Some numbers of one import' },
		],
		{ default: 'detailIds', sent: false },
	),
	DetailIdList: form.list(
		'Detail IDs',
		'IDs of call details, separated by commas, or a list from an expression',
		{
			required: true,
			show: { cancelBy: ['detailIds'] },
			example: '966210030045107721, 966210030045107722',
			pattern: DIGITS,
			splitAtSpaces: true,
		},
	),
	BatchId: form.text('Batch ID', 'ID of the batch, as Import returns it', {
		required: true,
		show: { cancelBy: ['batch', 'phoneNumbers'] },
		example: '118306112230045571',
		pattern: DIGITS,
	}),
	PhoneNumbers: form.list(
		'Phone Numbers',
		'Numbers as they were imported, separated by commas, or a list from an expression',
		{ required: true, show: { cancelBy: ['phoneNumbers'] }, example: '13800138000, 13900139000' },
	),
	simplify: form.simplify,
	options: form.options(numberOptions),
};

/**
 * What was asked for, one by one, with the reason of what was not cancelled; of a whole batch only the latter. Who is
 * said to be cancelled and is not may be called: where the counts do not say so, `cancelled` is null.
 */
function details(asked: string[], row: IDataObject): IDataObject[] {
	const failed = isObject(row.FailedDetails) ? row.FailedDetails : {};
	const reasons = Object.keys(failed);
	const others = asked.filter((id) => !Object.hasOwn(failed, id));
	const agree = Number(row.SucceedCount) === others.length && reasons.every((id) => asked.includes(id));
	const cancelled = agree ? true : row.ResultCode === 'ALL_FAILED' ? false : null;
	return [...new Set([...asked, ...reasons])].map((id) =>
		Object.hasOwn(failed, id) ? { id, cancelled: false, reason: String(failed[id]) } : { id, cancelled },
	);
}

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-cancelaicalldetails */
export const cancel = operation({
	name: 'Cancel',
	title: 'Cancel calls of a call task',
	description: 'Take numbers that have not been called yet out of a call task',
	action: 'CancelAiCallDetails',
	// Repeated after a lost answer, it would say that nothing was cancelled.
	kind: 'once',
	fields,
	prepare: (values) => {
		const numbers = values.PhoneNumbers?.map((value) => {
			const prepared = preparedNumber(value, values);
			if ('number' in prepared) return prepared.number;
			return refuse('Phone Numbers', `have one that cannot be called: ${prepared.problem}`);
		});
		return { ...values, PhoneNumbers: numbers && [...new Set(numbers)] };
	},
	output: (answer) => {
		if (!isObject(answer.Data)) throw withoutResult(answer.RequestId);
		return dataRows(answer);
	},
	simplify: (row, { TaskId, BatchId, DetailIdList = [], PhoneNumbers = [] }) => {
		const code = String((row.ResultCode as string | undefined) ?? '');
		const { TotalCount: total, SucceedCount: cancelled, FailedCount: failed } = row;
		return {
			taskId: TaskId,
			...(BatchId === undefined ? {} : { batchId: BatchId }),
			result: { code, label: CANCEL_RESULTS[code] ?? code },
			total,
			cancelled,
			failed,
			details: details([...DetailIdList, ...PhoneNumbers], row),
		};
	},
});
