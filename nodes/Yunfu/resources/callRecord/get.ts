import { form } from '../../../shared';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { record, subAccount, task } from '../../pickers';
import { simplifyDetail } from './simplify';

/** 通话详情: https://docs.longlonglong.cn/api/API接口/通话记录/通话详情.html */
export const get = operation({
	name: 'Get',
	title: 'Get a call record',
	description: 'Get what was said in a call',
	route: 'GET /task/{task_id}/detail/{record_id}',
	kind: 'read',
	fields: {
		task_id: task,
		record_id: record,
		waitUntilFinished: form.waitUntilFinished,
		longestWait: form.longestWait,
		simplify: form.simplify,
		sub_user_id: subAccount,
	},
	output: (answer) => [dataRow(answer)],
	// Yunfu writes what was said once the call is over.
	isFinal: ([row]) => Array.isArray(row.records) && row.records.length > 0,
	simplify: simplifyDetail,
});
