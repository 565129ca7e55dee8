import { operation } from '../../operation';
import { generation, subAccount, task } from '../../pickers';

/**
 * 任务暂停 of both generations: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务暂停.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务暂停.html
 */
export const pause = operation({
	name: 'Pause',
	title: 'Pause a task',
	description: 'Stop a task from dialing. Yunfu’s API has no way to start it again: you do that in Yunfu.',
	route: { current: 'PUT /task_stop/{task_id}', legacy: 'GET /task_stop/{task_id}' },
	isNew: true,
	body: 'nothing',
	kind: 'repeatable',
	fields: { generation, task_id: task, sub_user_id: subAccount },
	output: ({ message }, { task_id: id }) => [{ id, paused: true, message }],
});
