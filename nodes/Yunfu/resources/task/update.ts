import { form } from '../../../shared';
import { operation } from '../../operation';
import { generation, subAccount, task } from '../../pickers';
import { optionalFields, settingFields, taskBody, taskName, taskType } from '../../taskSettings';
import { legacyBody, legacyFields } from './updateLegacy';

const ofNewTasks = { generation: ['new'] };

/**
 * 任务修改 of both generations: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务修改.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务修改.html. What has to be sent is in the older page of 2.0 tasks,
 * http://telrobot.moyincloud.com/d/1864646353476104193.html: all that Create wants, and what is left out the task then lacks.
 */
export const update = operation({
	name: 'Update',
	title: 'Update a task',
	description: 'Replace the settings of a task. A running task has to be paused before.',
	route: { current: 'PUT /task/{task_id}', legacy: 'PUT /task/{task_id}' },
	isNew: true,
	body: 'json',
	kind: 'repeatable',
	fields: {
		generation,
		task_id: task,
		replaceNotice: form.notice(
			'Yunfu replaces all settings of the task: fill in those that stay, too. Task > Get shows them as they are.',
			{ show: ofNewTasks },
		),
		task_type: form.when(ofNewTasks, taskType),
		name: taskName,
		...form.allWhen(ofNewTasks, settingFields),
		...legacyFields,
		sub_user_id: subAccount,
		...form.allWhen(ofNewTasks, optionalFields),
	},
	values: (input) => ({
		sub_user_id: input.sub_user_id,
		...(input.generation === 'legacy' ? legacyBody(input) : taskBody(input)),
	}),
	output: (_answer, { task_id: id }) => [{ id, updated: true }],
});
