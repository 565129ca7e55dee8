import type { Operation } from '../../../shared';
import { newAccountPath } from '../../address';
import { simplifyField, subAccountField } from '../../fields';
import { dataRow } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { tidy } from '../../tidy';

/** 任务初始化: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务初始化.html */
export const initialize: Operation = {
	option: {
		name: 'Initialize',
		value: 'initialize',
		action: 'Initialize a task',
		description: 'Get what a task can be made of: scripts, lines, dial times, background sounds and more',
		routing: { request: { method: 'GET', url: newAccountPath('/task/create') } },
	},
	kind: 'read',
	fields: [subAccountField, simplifyField],
	check(request) {
		addQuery(request, subAccountOf(this));
	},
	rows: (body) => [dataRow(body)],
	simplify: tidy,
};
