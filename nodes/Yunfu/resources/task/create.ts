import { RequestFailure } from '../../../shared';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { subAccount } from '../../pickers';
import { optionalFields, settingFields, taskBody, taskName, taskType } from '../../taskSettings';
import { tidy } from '../../tidy';

/** 任务创建: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务创建.html */
export const create = operation({
	name: 'Create',
	title: 'Create a task',
	description: 'Create a task that calls the numbers you import into it, from its start time on',
	route: 'POST /task',
	isNew: true,
	body: 'json',
	kind: 'once',
	fields: {
		task_type: taskType,
		name: taskName,
		...settingFields,
		sub_user_id: subAccount,
		...optionalFields,
	},
	values: (input) => ({ sub_user_id: input.sub_user_id, ...taskBody(input) }),
	output: (answer, { name }) => {
		const created = tidy(dataRow(answer));
		if (created.id === undefined) {
			throw new RequestFailure('Yunfu accepted the task, but did not tell its ID', { outcome: 'unknown' });
		}
		return [{ ...created, name }];
	},
});
