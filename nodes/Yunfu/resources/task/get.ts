import { form } from '../../../shared';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { generation, subAccount, task } from '../../pickers';
import { simplifyTask } from './simplify';

/**
 * 2.0任务编辑, 任务编辑: https://help.ccgpt.net/d/1864646946206756866.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务编辑.html
 */
export const get = operation({
	name: 'Get',
	title: 'Get a task',
	description: 'Get the settings and the state of a task',
	route: { current: 'GET /task/{task_id}/edit', legacy: 'GET /task/{task_id}/edit' },
	isNew: true,
	kind: 'read',
	fields: { generation, task_id: task, simplify: form.simplify, sub_user_id: subAccount },
	// The form does not carry the ID of the task.
	output: (answer, { task_id: uuid }) => [{ uuid, ...dataRow(answer) }],
	simplify: simplifyTask,
});
