import type { INodeProperties } from 'n8n-workflow';

import { checkValues, toClockTime, z } from '../../shared';
import { entriesOf, idMember, type TaskPart, type TaskSource } from './part';
import { idPicker } from './pickers';

const LABEL = 'Redials at Set Times';

/** Hours in which the previous form redials (时间范围10-11 13-22). */
const HOURS = [
	['10:00:00', '11:00:00'],
	['13:00:00', '22:00:00'],
];

const isPrevious = { show: { '/taskType': [6] } };

export const redialRulePicker: INodeProperties = idPicker({
	displayName: 'Redial Rule',
	name: 'ruleId',
	description: 'The rule that says which results are called again',
	searchListMethod: 'searchRedialRules',
	noun: 'redial rule',
	placeholder: '15486',
});

/** When a previous 2.0 task calls numbers again. */
export const redialRulesField: INodeProperties = {
	displayName: LABEL,
	name: 'redialRules',
	type: 'fixedCollection',
	displayOptions: isPrevious,
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Time', sortable: true },
	placeholder: 'Add Time',
	default: {},
	description: 'When to call numbers again, and which',
	options: [
		{
			displayName: 'Redial',
			name: 'redial',
			values: [
				{
					displayName: 'Time',
					name: 'time',
					type: 'string',
					default: '10:00',
					placeholder: 'e.g. 10:00',
					description: 'China time from 10:00 to 11:00 or from 13:00 to 22:00',
				},
				{
					displayName: 'Call Interval (Minutes)',
					name: 'interval',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 0 },
					default: 60,
					description: 'Minutes between calls',
				},
				redialRulePicker,
			],
		},
	],
};

const rule = z.object({
	redials: z.optional(
		z.array(
			z.object({
				time: z.pipe(
					z.transform((value: unknown) => toClockTime(value)),
					z
						.string('must be times of day like 10:00')
						.check(
							z.refine(
								(time) => HOURS.some(([from, until]) => from <= time && time <= until),
								'must be from 10:00 to 11:00 or from 13:00 to 22:00',
							),
						),
				),
				interval: z.optional(
					z
						.number('must have a number of minutes')
						.check(z.int('must have whole minutes'), z.gte(0, 'must not have negative minutes')),
				),
			}),
		),
	),
});

export function redialRules(source: TaskSource): TaskPart {
	if (source.form.taskType !== 6) return {};
	const redials = entriesOf(source.get('redialRules'), 'redial');
	if (!redials?.length) return {};
	const checked = checkValues(rule, { redials }, { redials: LABEL }, source.place).redials ?? [];
	return {
		task: {
			new_call_rules: checked.map(({ time, interval }, index) => {
				const ruleId = idMember(source, redials[index].ruleId, `${LABEL}: Redial Rule`);
				return {
					re_call_time: time,
					...(interval === undefined ? {} : { call_interval: interval }),
					...(ruleId === undefined ? {} : { rule_id: ruleId }),
				};
			}),
		},
	};
}
