import { waitFields, type Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { simplifyField, subAccountField, taskField } from '../../fields';
import { dataRow } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { recordField } from './fields';
import { simplifyDetail } from './simplify';

/** 通话详情: https://docs.longlonglong.cn/api/API接口/通话记录/通话详情.html */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a call record',
		description: 'Get what was said in a call',
		routing: { request: { method: 'GET', url: accountPath('/task/{task_id}/detail/{record_id}') } },
	},
	kind: 'read',
	fields: [taskField, recordField, ...waitFields, simplifyField, subAccountField],
	check(request) {
		fillPath(this, request, { task_id: textOf(this, 'taskId'), record_id: textOf(this, 'recordId') });
		addQuery(request, subAccountOf(this));
	},
	rows: (body) => [dataRow(body)],
	// Yunfu writes what was said once the call is over.
	isFinal: ([row]) => Array.isArray(row.records) && row.records.length > 0,
	simplify: simplifyDetail,
};
