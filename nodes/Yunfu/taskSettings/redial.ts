import { form, refuse, type InputOf } from '../../shared';
import { NUMBER_STATUS, optionsOf } from '../labels';
import { redialRulePicker } from '../pickers';
import { clockTime } from './clockTime';
import { idMember, type IdForm, type TaskPart } from './ids';

const MOST_TIMES = 3;
const LONGEST_INTERVAL = 60;

/** Statuses of a number after which it may be called again. */
const REDIALLED = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12];

const POP_MODES = [
	{ name: 'At Random', value: 0 },
	{ name: 'In Order', value: 1 },
	{ name: 'In Reverse Order', value: 2 },
];

/** Hours in which the previous form redials (时间范围10-11 13-22). */
const HOURS = [
	['10:00:00', '11:00:00'],
	['13:00:00', '22:00:00'],
];

const isNewVersion = { '/taskType': [7] };
const whenRedialling = { redial: [true], ...isNewVersion };

/**
 * In which order a new-version 2.0 task calls its numbers, and whether it calls them again; when a previous 2.0 task calls
 * them again.
 */
export const redialFields = {
	pop_mode: form.choice('Order of Numbers', 'Which number is called next', POP_MODES, {
		default: 0,
		show: isNewVersion,
	}),
	redial_enabled: form.toggle('Redial', 'Whether to call numbers again that could not be reached', {
		name: 'redial',
		show: isNewVersion,
	}),
	da_status: form.choices(
		'Redial When',
		'Results after which a number is called again',
		optionsOf(Object.fromEntries(REDIALLED.map((status) => [status, NUMBER_STATUS[status]]))),
		{ name: 'redialStatuses', default: [4, 8], show: whenRedialling },
	),
	redial_max_times: form.number('Redials', `How often to call again, at most ${MOST_TIMES} times`, {
		name: 'redialTimes',
		min: 1,
		max: MOST_TIMES,
		precision: 0,
		default: 1,
		show: whenRedialling,
	}),
	redial_interval: form.number(
		'Minutes Between Redials',
		`How long to wait before the next call, at most ${LONGEST_INTERVAL} minutes`,
		{ min: 0, max: LONGEST_INTERVAL, precision: 0, default: 10, show: whenRedialling },
	),
	redial_new_number_policy: form.toggle(
		'New Numbers First',
		'Whether numbers that were not called yet come before redials',
		{ name: 'redialNewFirst', show: whenRedialling },
	),
	redial_pop_mode: form.choice('Order of Redials', 'Which number is called again next', POP_MODES, {
		default: 0,
		show: whenRedialling,
	}),
	new_call_rules: form.rows('Redials at Set Times', 'When to call numbers again, and which', {
		name: 'redialRules',
		add: 'Add Time',
		sortable: true,
		show: { '/taskType': [6] },
		entry: ['redial', 'Redial'],
		members: {
			time: clockTime('Time', 'China time from 10:00 to 11:00 or from 13:00 to 22:00', '10:00'),
			interval: form.number('Call Interval (Minutes)', 'Minutes between calls', {
				min: 0,
				precision: 0,
				default: 60,
			}),
			ruleId: redialRulePicker('Redial Rule', 'The rule that says which results are called again', {}),
		},
		check: ({ time }) =>
			HOURS.some(([from, until]) => from <= time && time <= until)
				? undefined
				: 'must be from 10:00 to 11:00 or from 13:00 to 22:00',
	}),
};

/** The samples write switches as 0 and 1. */
const asBit = (value: boolean | undefined) => (value === undefined ? undefined : Number(value));

type Input = Partial<InputOf<typeof redialFields>> & { idForm: IdForm };

/** @throws Problem when no result is redialled */
export function redial({ idForm, ...input }: Input): TaskPart {
	if (input.redial_enabled && !input.da_status) {
		refuse('Redial When', 'must have at least one result when numbers are redialled');
	}
	const rules = input.new_call_rules?.map(({ time, interval, ruleId }) => ({
		re_call_time: time,
		call_interval: interval,
		rule_id: idMember(idForm, ruleId),
	}));
	return {
		task: { new_call_rules: rules?.length ? rules : undefined },
		extras: {
			pop_mode: input.pop_mode,
			redial_enabled: asBit(input.redial_enabled),
			redial_new_number_policy: asBit(input.redial_new_number_policy),
			redial_interval: input.redial_interval,
			redial_max_times: input.redial_max_times,
			redial_conditions: input.redial_enabled
				? { da_status: input.da_status, pop_mode: input.redial_pop_mode }
				: undefined,
		},
	};
}
