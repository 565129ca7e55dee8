import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { subAccountField, taskField } from '../../fields';
import { addQuery, subAccountOf } from '../../query';

/** 任务删除: https://docs.longlonglong.cn/api/API接口/其他/任务/任务删除.html */
export const deleteTask: Operation = {
	option: {
		name: 'Delete (1.0)',
		value: 'delete',
		action: 'Delete a task of the previous generation',
		description: 'Delete a task of the previous generation (1.0) for good. 2.0 tasks are deleted in Yunfu.',
		routing: { request: { method: 'DELETE', url: accountPath('/task/{task_id}') } },
	},
	// Repeated after a lost answer, it would say that the task does not exist.
	kind: 'dial',
	fields: [taskField, subAccountField],
	check(request) {
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		addQuery(request, subAccountOf(this));
	},
	rows: (_body, { url }) => [
		{ deleted: true, id: decodeURIComponent(/\/task\/([^/?]+)/.exec(url)?.[1] ?? '') },
	],
};
