import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../shared';
import { TASK_STATUS, labelled } from '../../labels';
import { tidy } from '../../tidy';

/** Fields that Yunfu's documents call obsolete or that tell nothing about a task. */
const OBSOLETE = [
	'start',
	'call_per_second',
	'recycle_limit',
	'random_assignment_number',
	'disable_dial_timegroup',
	'status_str',
];

/** What a 2.0 task is doing: `enable` and `new_task_extra.call_status` say it together. */
function stateOf({ enable, new_task_extra: extra }: IDataObject): string | undefined {
	const isEnabled = isObject(extra) && extra.enable !== undefined ? extra.enable : enable;
	const isDialling = isObject(extra) ? extra.call_status : undefined;
	if (isEnabled === undefined || isDialling === undefined) return undefined;
	if (!isEnabled) return 'Paused';
	return isDialling ? 'Running' : 'Waiting';
}

/** A task with a readable state, and its ID under one name however the answer calls it. */
export function simplifyTask(row: IDataObject): IDataObject {
	const task = tidy(row);
	for (const name of OBSOLETE) delete task[name];
	const state = stateOf(task) ?? TASK_STATUS[String(task.status as number)];
	const { uuid, ...rest } = task;
	return {
		...(uuid === undefined ? {} : { id: uuid }),
		...rest,
		...(rest.status === undefined ? {} : { status: labelled(rest.status, TASK_STATUS) }),
		...(state === undefined ? {} : { state }),
	};
}
