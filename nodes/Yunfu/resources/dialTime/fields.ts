import type { IDataObject } from 'n8n-workflow';

import { form, toClockTime } from '../../../shared';
import { tidy } from '../../tidy';

const WEEKDAYS = [
	{ name: 'Monday', value: 1 },
	{ name: 'Tuesday', value: 2 },
	{ name: 'Wednesday', value: 3 },
	{ name: 'Thursday', value: 4 },
	{ name: 'Friday', value: 5 },
	{ name: 'Saturday', value: 6 },
	{ name: 'Sunday', value: 0 },
];

export const groupName = (description: string) =>
	form.text('Name', description, { required: true, example: 'Working days' });

interface Span {
	days?: number[];
	from?: string;
	to?: string;
}

const HOURS =
	'When calls may be placed, in China time (UTC+8). The names of the days follow Yunfu’s samples, where 1 is Monday and 0 Sunday.';

/** Hours as Yunfu compares them. */
const minute = (time?: string) => toClockTime(time)?.slice(0, 5);

function problemOf({ days, from, to }: Span): string | undefined {
	const [begin, end] = [minute(from), minute(to)];
	if (begin === undefined || end === undefined) return 'must be times like 09:00';
	if (begin >= end) return 'must end after they begin';
	return days === undefined ? 'need days of the week' : undefined;
}

/** When the calls of a task may be placed. */
export const hours = (more = '') =>
	form.rows('Hours', `${HOURS}${more}`, {
		name: 'hours',
		entry: ['span', 'Hours'],
		add: 'Add Hours',
		sortable: true,
		members: {
			days: form.choices('Days', 'Days of the week with these hours', WEEKDAYS, {
				default: [1, 2, 3, 4, 5],
			}),
			from: form.text('From', 'First minute of the day to call', { default: '09:00', example: '09:00' }),
			to: form.text('To', 'Last minute of the day to call', { default: '18:00', example: '18:00' }),
		},
		check: problemOf,
	});

/** The hours in Yunfu's form, by day of the week; undefined when there are none. */
export function contentOf(spans: Span[]): IDataObject[] | undefined {
	const byDay = new Map<number, IDataObject[]>();
	for (const { days = [], from, to } of spans) {
		for (const day of days) {
			const times = byDay.get(day) ?? [];
			byDay.set(day, [...times, { begin_time: minute(from), end_time: minute(to) }]);
		}
	}
	if (byDay.size === 0) return undefined;
	return [...byDay].sort(([a], [b]) => a - b).map(([week, times]) => ({ week, times }));
}

/** Whether tasks get the hours, and whether they hold on holidays. */
export const switches = {
	is_default: form.toggle('Default', 'Whether new tasks get these hours', { name: 'isDefault' }),
	skip_holiday: form.toggle('Skip Holidays', 'Whether no calls are placed on public holidays', {
		name: 'skipHoliday',
	}),
};

const dayName = (week: unknown) => WEEKDAYS.find(({ value }) => value === Number(week))?.name;

/** A dial-time group with the names of the days. */
export function simplifyDialTime(row: IDataObject): IDataObject {
	const group = tidy(row);
	if (!Array.isArray(group.content)) return group;
	const content = (group.content as IDataObject[]).map((entry) => {
		const day = dayName(entry.week);
		return day === undefined ? entry : { ...entry, day };
	});
	return { ...group, content };
}
