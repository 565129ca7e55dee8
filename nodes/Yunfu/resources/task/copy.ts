import type { Operation } from '../../../shared';
import { fillPath, newAccountPath, textOf } from '../../address';
import { subAccountField, taskField } from '../../fields';
import { dataRow } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { tidy } from '../../tidy';

/** 任务复制: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务复制.html */
export const copy: Operation = {
	option: {
		name: 'Copy',
		value: 'copy',
		action: 'Copy a task',
		description: 'Create a task with the settings of another 2.0 task',
		routing: { request: { method: 'GET', url: newAccountPath('/copy/task/{task_id}') } },
	},
	kind: 'dial',
	fields: [taskField, subAccountField],
	check(request) {
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		addQuery(request, subAccountOf(this));
	},
	rows: (body, { url }) => [
		{
			...tidy(dataRow(body)),
			copiedFrom: decodeURIComponent(/\/copy\/task\/([^/]+)/.exec(url)?.[1] ?? ''),
			message: body.message,
		},
	],
};
