import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { subAccount, task } from '../../pickers';
import { tidy } from '../../tidy';

/** 任务复制: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务复制.html */
export const copy = operation({
	name: 'Copy',
	title: 'Copy a task',
	description: 'Create a task with the settings of another 2.0 task',
	route: 'GET /copy/task/{task_id}',
	isNew: true,
	kind: 'once',
	fields: { task_id: task, sub_user_id: subAccount },
	output: (answer, { task_id: id }) => [
		{ ...tidy(dataRow(answer)), copiedFrom: id, message: answer.message },
	],
});
