import type { Operation } from '../../../shared';
import { fillPath, newAccountPath, textOf } from '../../address';
import { simplifyField, subAccountField, taskField } from '../../fields';
import { generationField, isLegacy } from '../../generation';
import { dataRow } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { toLegacyPath } from './legacy';
import { simplifyTask } from './simplify';

/**
 * 2.0任务编辑, 任务编辑: https://help.ccgpt.net/d/1864646946206756866.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务编辑.html
 */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a task',
		description: 'Get the settings and the state of a task',
		routing: { request: { method: 'GET', url: newAccountPath('/task/{task_id}/edit') } },
	},
	kind: 'read',
	fields: [generationField, taskField, simplifyField, subAccountField],
	check(request) {
		if (isLegacy(this)) toLegacyPath(request);
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		addQuery(request, subAccountOf(this));
	},
	rows: (body, { url }) => [{ uuid: taskIdIn(url), ...dataRow(body) }],
	simplify: simplifyTask,
};

/** The form does not carry the ID of the task. */
const taskIdIn = (url: string) => decodeURIComponent(/\/task\/([^/]+)/.exec(url)?.[1] ?? '');
