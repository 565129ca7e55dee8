import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { idOf, isObject, malformedId, runBulk, type Operation } from '../../../shared';
import { accountPath, fillPath, filledPath, textOf } from '../../address';
import { refuse } from '../../contact/contactRecord';
import { textReader } from '../../contact/readContacts';
import { subAccountField, taskField } from '../../fields';
import { withoutEmpty } from '../../jsonBody';
import { addQuery, subAccountOf } from '../../query';
import { yunfu } from '../../service';
import { recordField } from './fields';

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

function output(body: IDataObject, taskId: string, recordId: string, position: number): IDataObject {
	const { url, ...more } = urlOf(body, recordId, position);
	const link = typeof url === 'string' && url !== '' ? url : undefined;
	return {
		record_id: recordId,
		task_id: taskId,
		...more,
		hasRecording: link !== undefined,
		url: link ?? null,
	};
}

async function getAll(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = this.getNode();
	const taskId = textReader(this, 'taskId');
	const recordId = textReader(this, 'recordId');
	const subUserId = textReader(this, 'subUserId');
	/** The batch in flight: batches go one after the other. */
	let sent: string[] = [];
	return await runBulk<string>({
		kind: 'read',
		context: this,
		service: yunfu,
		itemCount: this.getInputData().length,
		batchSize: MOST_RECORDS,
		readItem: (itemIndex) => {
			const [task, record] = [taskId(itemIndex), recordId(itemIndex)];
			if (task === '') refuse(node, itemIndex, 'Task', 'is empty');
			const malformed = malformedId(taskField, task);
			if (malformed) refuse(node, itemIndex, 'Task', `is wrong: ${malformed}`);
			if (record === '') refuse(node, itemIndex, 'Call Record', 'is empty');
			return { group: JSON.stringify([task, subUserId(itemIndex)]), row: record };
		},
		request: (group, recordIds) => {
			const [task, subUser] = JSON.parse(group) as [string, string];
			sent = recordIds;
			return {
				method: 'GET',
				url: filledPath(accountPath(PATH), { task_id: task }),
				qs: withoutEmpty({ recordIds, sub_user_id: subUser }) as IDataObject,
				arrayFormat: 'brackets',
			};
		},
		output: (body, group, row) => {
			const [task] = JSON.parse(group) as [string, string];
			return output(body, task, row, sent.indexOf(row));
		},
		duplicates: { key: (row) => row, output: (first) => first },
	});
}

/** 批量播放通话录音地址: https://docs.longlonglong.cn/api/API接口/通话记录/批量播放通话录音地址.html */
export const getRecordingUrls: Operation = {
	option: {
		name: 'Get Recording URLs',
		value: 'getRecordingUrls',
		action: 'Get the recording links of calls',
		description: 'Get a link to the recording for the calls of all input items, 30 in one request',
		routing: { request: { method: 'GET', url: accountPath(PATH), arrayFormat: 'brackets' } },
	},
	kind: 'read',
	fields: [taskField, recordField, subAccountField],
	all: getAll,
	check(request) {
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		addQuery(request, { recordIds: [textOf(this, 'recordId')], ...subAccountOf(this) });
	},
	rows: (body, { qs, url }) => {
		const [recordId] = qs?.recordIds as string[];
		const taskId = decodeURIComponent(/\/task\/([^/]+)\//.exec(url)?.[1] ?? '');
		return [output(body, taskId, recordId, 0)];
	},
};
