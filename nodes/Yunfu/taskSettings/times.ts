import type { INodeProperties } from 'n8n-workflow';

import { checkValues, toChinaTime, toEpochMs, z } from '../../shared';
import { entriesOf, idMember, refuse, type TaskPart, type TaskSource } from './part';
import { idPicker } from './pickers';

/** When a task calls. */
export const timeFields: INodeProperties[] = [
	{
		displayName: 'Start Time',
		name: 'startTime',
		type: 'dateTime',
		required: true,
		default: '',
		description:
			'When the task begins to call. A time without an offset is China time (UTC+8); a time with one is converted.',
	},
	{
		displayName: 'End Time',
		name: 'stopTime',
		type: 'dateTime',
		required: true,
		default: '',
		description:
			'When the task ends. A time without an offset is China time (UTC+8); a time with one is converted.',
	},
	{
		...idPicker({
			displayName: 'Dial Times',
			name: 'dialTimeId',
			description:
				'Days and hours in which people may be called. Changing the group later does not change the task.',
			searchListMethod: 'searchDialTimes',
			noun: 'dial-time group',
			placeholder: '5',
		}),
		required: true,
	},
	{
		displayName: 'Rest Periods',
		name: 'holidays',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Rest Period' },
		placeholder: 'Add Rest Period',
		default: {},
		description: 'Periods in which the task does not call, e.g. public holidays',
		options: [
			{
				displayName: 'Rest Period',
				name: 'period',
				values: [
					{
						displayName: 'From',
						name: 'begin',
						type: 'dateTime',
						default: '',
						description:
							'Start of the period. A time without an offset is China time (UTC+8); a time with one is converted.',
					},
					{
						displayName: 'To',
						name: 'end',
						type: 'dateTime',
						default: '',
						description:
							'End of the period. A time without an offset is China time (UTC+8); a time with one is converted.',
					},
				],
			},
		],
	},
];

const time = z.pipe(
	z.transform((value: unknown) => toEpochMs(value)),
	z.number('must be a date and time, e.g. 2026-03-02 09:00:00'),
);

const rule = z.object({
	startTime: z.optional(time),
	stopTime: z.optional(time),
	holidays: z.optional(
		z.array(
			z
				.object({ begin: time, end: time })
				.check(z.refine(({ begin, end }) => begin < end, 'must end after it starts')),
		),
	),
});

const LABELS = { startTime: 'Start Time', stopTime: 'End Time', holidays: 'Rest Periods' };

const asTime = (epochMs: number | undefined) => (epochMs === undefined ? undefined : toChinaTime(epochMs));
const asMinute = (epochMs: number) => toChinaTime(epochMs).slice(0, 16);

export function times(source: TaskSource): TaskPart {
	const { get, form, place } = source;
	const { startTime, stopTime, holidays } = checkValues(
		rule,
		{
			startTime: get('startTime'),
			stopTime: get('stopTime'),
			holidays: entriesOf(get('holidays'), 'period') ?? [],
		},
		LABELS,
		place,
	);
	if (startTime !== undefined && stopTime !== undefined && startTime >= stopTime) {
		refuse(place, 'End Time', 'must be later than Start Time');
	}
	return {
		task: { dial_time_id: idMember(source, get('dialTimeId'), 'Dial Times') },
		extras: {
			start_time: asTime(startTime),
			stop_time: asTime(stopTime),
			holiday: holidays?.map(({ begin, end }) => ({ [form.holidays]: asMinute(begin), end: asMinute(end) })),
		},
	};
}
