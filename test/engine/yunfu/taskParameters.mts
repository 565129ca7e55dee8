import type { INodeParameters } from 'n8n-workflow';

import { byId } from './run.mts';

/** Lines of the sandbox: one for everything, one for 1.0 scripts without a large model. */
export const LINE_ANY = '29c39ec4-b292-4af9-a88b-922d61866aag';
export const LINE_REGULAR = '29c39ec4-b292-4af9-a88b-922d61866sub';

/** 18 digits; a double would make ...520 of both ...520 and ...521. */
export const LONG_SCRIPT = '215870475195883520';

/** What Create needs at least, for a new-version 2.0 task. */
export const NEW_VERSION: INodeParameters = {
	resource: 'task',
	operation: 'create',
	taskType: 7,
	taskName: '春季续费',
	scriptId: byId(LONG_SCRIPT),
	startTime: '2026-03-02 09:00:00',
	stopTime: '2026-03-31T20:00:00+08:00',
	dialTimeId: byId('5'),
	lines: { line: [{ lineId: byId(LINE_ANY), lineLimit: 2 }] },
	concurrency: 2,
};

/** The same for a previous 2.0 task. */
export const PREVIOUS: INodeParameters = {
	...NEW_VERSION,
	taskType: 6,
	lines: { line: [{ lineId: byId(LINE_ANY) }, { lineId: byId(LINE_REGULAR) }] },
};

const EXTRAS = { start_time: '2026-03-02 09:00:00', stop_time: '2026-03-31 20:00:00', holiday: [] };

/** What goes out for NEW_VERSION, but for the digits of long IDs. */
export const NEW_VERSION_BODY = {
	name: '春季续费',
	task_type: 7,
	group_type: 'group',
	destination_extension: LONG_SCRIPT,
	is_group_switch: 0,
	dial_time_id: 5,
	maximumcall: 2,
	task_extras: {
		...EXTRAS,
		line: [{ id: LINE_ANY, limit: 2 }],
		pop_mode: 0,
		redial_enabled: 0,
	},
};

export const PREVIOUS_BODY = {
	...NEW_VERSION_BODY,
	task_type: 6,
	task_extras: { ...EXTRAS, line: [LINE_ANY, LINE_REGULAR] },
};
