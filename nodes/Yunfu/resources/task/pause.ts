import type { Operation } from '../../../shared';
import { fillPath, newAccountPath, textOf } from '../../address';
import { subAccountField, taskField } from '../../fields';
import { generationField, isLegacy } from '../../generation';
import { setJson } from '../../jsonBody';
import { addQuery, subAccountOf } from '../../query';
import { toLegacyPath } from './legacy';

/**
 * 任务暂停 of both generations: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务暂停.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务暂停.html
 */
export const pause: Operation = {
	option: {
		name: 'Pause',
		value: 'pause',
		action: 'Pause a task',
		description: 'Stop a task from dialing. Yunfu’s API has no way to start it again: you do that in Yunfu.',
		routing: { request: { method: 'PUT', url: newAccountPath('/task_stop/{task_id}') } },
	},
	kind: 'idempotent',
	fields: [generationField, taskField, subAccountField],
	check(request) {
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		addQuery(request, subAccountOf(this));
		if (isLegacy(this)) {
			toLegacyPath(request);
			request.method = 'GET';
		} else {
			setJson(request, {});
		}
	},
	rows: ({ message }, { url }) => [
		{ id: decodeURIComponent(/\/task_stop\/([^/]+)/.exec(url)?.[1] ?? ''), paused: true, message },
	],
};
