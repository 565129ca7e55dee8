import { operation } from '../../operation';
import { subAccount, task } from '../../pickers';

/** 任务删除: https://docs.longlonglong.cn/api/API接口/其他/任务/任务删除.html */
export const deleteTask = operation({
	name: 'Delete (1.0)',
	value: 'delete',
	title: 'Delete a task of the previous generation',
	description: 'Delete a task of the previous generation (1.0) for good. 2.0 tasks are deleted in Yunfu.',
	route: 'DELETE /task/{task_id}',
	// Repeated after a lost answer, it would say that the task does not exist.
	kind: 'once',
	fields: { task_id: task, sub_user_id: subAccount },
	output: (_answer, { task_id: id }) => [{ deleted: true, id }],
});
