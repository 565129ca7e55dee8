import type { IDataObject } from 'n8n-workflow';

import { idOf, isObject } from '../../../shared';
import { accountPath, filledPath } from '../../address';
import { withoutEmpty } from '../../jsonBody';
import { operation } from '../../operation';
import { record, subAccount, task } from '../../pickers';

/** Most calls in one request: the vendor's limit. */
const MOST_RECORDS = 30;

const PATH = '/task/{task_id}/batch_record/download-full-voice';

/** Yunfu's page does not show the answer: rows with an ID, an object by ID, or links in the order of the question. */
function urlOf({ data }: IDataObject, recordId: string, position: number): IDataObject {
	if (isObject(data)) return { url: data[recordId] };
	if (!Array.isArray(data)) return {};
	const rows = data as unknown[];
	const named = rows
		.filter(isObject)
		.find((row) => [row.record_id, row.recordId, row.id, row.callid].some((id) => idOf(id) === recordId));
	if (named) return named;
	const entry = rows[position];
	return typeof entry === 'string' ? { url: entry } : {};
}

/** 批量播放通话录音地址: https://docs.longlonglong.cn/api/API接口/通话记录/批量播放通话录音地址.html */
export const getRecordingUrls = operation({
	name: 'Get Recording URLs',
	value: 'getRecordingUrls',
	title: 'Get the recording links of calls',
	description: 'Get a link to the recording for the calls of all input items, 30 in one request',
	route: `GET ${PATH}`,
	more: { arrayFormat: 'brackets' },
	kind: 'read',
	fields: { task_id: task, record_id: record, sub_user_id: subAccount },
	batch: {
		size: () => MOST_RECORDS,
		group: ({ task_id, sub_user_id }) => JSON.stringify([task_id, sub_user_id]),
		call: (calls) => ({
			method: 'GET',
			url: filledPath(accountPath(PATH), { task_id: calls[0].task_id }),
			qs: withoutEmpty({
				recordIds: calls.map(({ record_id: id }) => id),
				sub_user_id: calls[0].sub_user_id,
			}) as IDataObject,
			arrayFormat: 'brackets',
		}),
		output: (answer, { task_id, record_id }, position) => {
			const { url, ...more } = urlOf(answer, record_id, position);
			const link = typeof url === 'string' && url !== '' ? url : undefined;
			return { record_id, task_id, ...more, hasRecording: link !== undefined, url: link ?? null };
		},
		key: ({ record_id: id }) => id,
	},
});
