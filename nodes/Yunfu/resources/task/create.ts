import { RequestFailure, parseLossless, type Operation } from '../../../shared';
import { newAccountPath } from '../../address';
import { subAccountField } from '../../fields';
import { setJson } from '../../jsonBody';
import { dataRow } from '../../lists';
import { subAccountOf } from '../../query';
import { nameField, optionalFields, settingFields, taskBody, taskTypeField } from '../../taskSettings';
import { tidy } from '../../tidy';

/** 任务创建: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务创建.html */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a task',
		description: 'Create a task that calls the numbers you import into it, from its start time on',
		routing: { request: { method: 'POST', url: newAccountPath('/task') } },
	},
	kind: 'dial',
	fields: [taskTypeField, nameField, ...settingFields, subAccountField, ...optionalFields],
	check(request) {
		setJson(request, { ...subAccountOf(this), ...taskBody(this) });
	},
	rows: (body, request) => {
		const { name } = parseLossless(String(request.body)) as { name: string };
		const created = tidy(dataRow(body));
		if (created.id === undefined) {
			throw new RequestFailure('Yunfu accepted the task, but did not tell its ID', { outcome: 'unknown' });
		}
		return [{ ...created, name }];
	},
};
