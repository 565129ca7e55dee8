import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { fillPath, newAccountPath, textOf } from '../../address';
import { subAccountField, taskField } from '../../fields';
import { generationField, isLegacy } from '../../generation';
import { setJson } from '../../jsonBody';
import { subAccountOf } from '../../query';
import { nameField, optionalFields, settingFields, taskBody, taskTypeField } from '../../taskSettings';
import { toLegacyPath } from './legacy';
import { legacyBody, legacyUpdateFields } from './updateLegacy';

const replaceNotice: INodeProperties = {
	displayName:
		'Yunfu replaces all settings of the task: fill in those that stay, too. Task > Get shows them as they are.',
	name: 'replaceNotice',
	type: 'notice',
	default: '',
};

const forNewTasks = { show: { generation: ['new'] } };

/**
 * 任务修改 of both generations: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务修改.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务修改.html. What has to be sent is in the older page of 2.0 tasks,
 * http://telrobot.moyincloud.com/d/1864646353476104193.html: all that Create wants, and what is left out the task then lacks.
 */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a task',
		description: 'Replace the settings of a task. A running task has to be paused before.',
		routing: { request: { method: 'PUT', url: newAccountPath('/task/{task_id}') } },
	},
	kind: 'idempotent',
	fields: [
		generationField,
		taskField,
		...updateDisplayOptions(forNewTasks, [replaceNotice, taskTypeField, nameField, ...settingFields]),
		...legacyUpdateFields,
		subAccountField,
		...updateDisplayOptions(forNewTasks, optionalFields),
	],
	check(request) {
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		if (isLegacy(this)) {
			toLegacyPath(request);
			setJson(request, { ...subAccountOf(this), ...legacyBody(this) });
			return;
		}
		setJson(request, { ...subAccountOf(this), ...taskBody(this) });
	},
	rows: (_body, { url }) => [
		{ id: decodeURIComponent(/\/task\/([^/?]+)/.exec(url)?.[1] ?? ''), updated: true },
	],
};
