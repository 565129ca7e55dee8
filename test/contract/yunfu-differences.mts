import type { Forced } from './probe.mts';

/** Where the Yunfu node and the table of Yunfu's documents differ on purpose, and what a probe needs to get through. */

/** Endpoints that no operation makes; API > Call reaches them. */
export const NOT_OFFERED: Record<string, string> = {
	'user.list': 'users of a partner’s cloud node are none of a campaign’s business',
	'account.downloadNumbers': 'a link in callbacks, which needs no token: the HTTP Request node opens it',
};

const HOLIDAYS = { period: [{ begin: '2026-03-10 00:00', end: '2026-03-11 12:00' }] };
const SPAN = {
	startTime: '2026-03-02 09:00:00',
	stopTime: '2026-03-31 20:00:00',
	holidays: HOLIDAYS,
} as Forced;

const REDIAL = { redial: true, redialStatuses: [2, 3, 4, 5, 6, 7, 8, 9, 10, 12] };

/** What of a 2.0 task the documents keep apart: its type, the four script modes, redialling. */
const TASKS: Array<{ taskType: number; settings: Forced }> = [
	...[0, 1, 2, 3].map((scriptMode) => ({
		taskType: 7,
		settings: { scriptMode, ...(scriptMode === 0 ? REDIAL : {}) },
	})),
	...[0, 1].map((scriptMode) => ({ taskType: 6, settings: { scriptMode } })),
];

const NEW_TASKS = TASKS.map(({ taskType, settings }): Forced => ({ ...SPAN, taskType, ...settings }));

/**
 * Values that an operation's probes start from, where single fields with their examples do not fit together or do
 * not reach everything. Every choice is tried with each of them.
 */
export const BASES: Record<string, Forced[]> = {
	'task.create': NEW_TASKS,
	'task.update': [
		...NEW_TASKS,
		{ generation: 'legacy' },
		{ generation: 'legacy', 'additionalFields.elasticityType': undefined as never },
	],
	'number.import': [
		{},
		{ importMode: 'sync' },
		...['async', 'sync'].map((importMode): Forced => ({
			importMode,
			'options.placement': 'item',
			'options.encryption': true,
		})),
		...['async', 'sync'].map((importMode): Forced => ({
			importMode,
			'options.ignoreCrm': true,
			crmFields: undefined as never,
		})),
	],
};
