import type { INodeProperties } from 'n8n-workflow';

import { checkValues, z } from '../../shared';
import { NUMBER_STATUS, optionsOf } from '../labels';
import type { TaskPart, TaskSource } from './part';

const MOST_TIMES = 3;
const LONGEST_INTERVAL = 60;

/** Statuses of a number after which it may be called again. */
const REDIALLED = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12];

const POP_MODES = [
	{ name: 'At Random', value: 0 },
	{ name: 'In Order', value: 1 },
	{ name: 'In Reverse Order', value: 2 },
];

const isNewVersion = { '/taskType': [7] };
const whenRedialling = { show: { redial: [true], ...isNewVersion } };

/** In which order a new-version 2.0 task calls its numbers, and whether it calls them again. */
export const redialFields: INodeProperties[] = [
	{
		displayName: 'Order of Numbers',
		name: 'popMode',
		type: 'options',
		displayOptions: { show: isNewVersion },
		options: POP_MODES,
		default: 0,
		description: 'Which number is called next',
	},
	{
		displayName: 'Redial',
		name: 'redial',
		type: 'boolean',
		displayOptions: { show: isNewVersion },
		default: false,
		description: 'Whether to call numbers again that could not be reached',
	},
	{
		displayName: 'Redial When',
		name: 'redialStatuses',
		type: 'multiOptions',
		displayOptions: whenRedialling,
		options: optionsOf(Object.fromEntries(REDIALLED.map((status) => [status, NUMBER_STATUS[status]]))),
		default: [4, 8],
		description: 'Results after which a number is called again',
	},
	{
		displayName: 'Redials',
		name: 'redialTimes',
		type: 'number',
		displayOptions: whenRedialling,
		typeOptions: { minValue: 1, maxValue: MOST_TIMES, numberPrecision: 0 },
		default: 1,
		description: `How often to call again, at most ${MOST_TIMES} times`,
	},
	{
		displayName: 'Minutes Between Redials',
		name: 'redialInterval',
		type: 'number',
		displayOptions: whenRedialling,
		typeOptions: { minValue: 0, maxValue: LONGEST_INTERVAL, numberPrecision: 0 },
		default: 10,
		description: `How long to wait before the next call, at most ${LONGEST_INTERVAL} minutes`,
	},
	{
		displayName: 'New Numbers First',
		name: 'redialNewFirst',
		type: 'boolean',
		displayOptions: whenRedialling,
		default: false,
		description: 'Whether numbers that were not called yet come before redials',
	},
	{
		displayName: 'Order of Redials',
		name: 'redialPopMode',
		type: 'options',
		displayOptions: whenRedialling,
		options: POP_MODES,
		default: 0,
		description: 'Which number is called again next',
	},
];

const wholeNumber = (least: number, most: number) =>
	z
		.number(`must be a number from ${least} to ${most}`)
		.check(
			z.int(`must be a whole number from ${least} to ${most}`),
			z.gte(least, `must be at least ${least}`),
			z.lte(most, `must be at most ${most}`),
		);

const onOrOff = z.optional(z.boolean('must be true or false, not text'));

const rule = z.object({
	redial: onOrOff,
	redialNewFirst: onOrOff,
	popMode: z.optional(wholeNumber(0, 2)),
	redialStatuses: z.optional(
		z
			.array(
				z
					.number('must be codes of results')
					.check(z.refine((status) => REDIALLED.includes(status), 'is no result that can be redialled')),
			)
			.check(
				z.minLength(1, 'must have at least one result when numbers are redialled'),
				z.refine((list) => new Set(list).size === list.length, 'must not have a result twice'),
			),
	),
	redialTimes: z.optional(wholeNumber(1, MOST_TIMES)),
	redialInterval: z.optional(wholeNumber(0, LONGEST_INTERVAL)),
	redialPopMode: z.optional(wholeNumber(0, 2)),
});

const LABELS = {
	redial: 'Redial',
	redialNewFirst: 'New Numbers First',
	popMode: 'Order of Numbers',
	redialStatuses: 'Redial When',
	redialTimes: 'Redials',
	redialInterval: 'Minutes Between Redials',
	redialPopMode: 'Order of Redials',
};

/** The samples write switches as 0 and 1. */
const asBit = (value: unknown) => (value === undefined ? undefined : Number(value === true));

export function redial(source: TaskSource): TaskPart {
	const { get, form, place } = source;
	if (form.taskType !== 7) return {};
	const isOn = get('redial') === true;
	const whenOn = (name: string) => (isOn ? get(name) : undefined);
	const checked = checkValues(
		rule,
		{
			redial: get('redial'),
			redialNewFirst: whenOn('redialNewFirst'),
			popMode: get('popMode'),
			redialStatuses: whenOn('redialStatuses'),
			redialTimes: whenOn('redialTimes'),
			redialInterval: whenOn('redialInterval'),
			redialPopMode: whenOn('redialPopMode'),
		},
		LABELS,
		place,
	);
	const conditions = { da_status: checked.redialStatuses, pop_mode: checked.redialPopMode };
	const hasConditions = Object.values(conditions).some((value) => value !== undefined);
	return {
		extras: {
			pop_mode: checked.popMode,
			redial_enabled: asBit(get('redial')),
			redial_new_number_policy: asBit(whenOn('redialNewFirst')),
			redial_interval: checked.redialInterval,
			redial_max_times: checked.redialTimes,
			redial_conditions: hasConditions ? conditions : undefined,
		},
	};
}
