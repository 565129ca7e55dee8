import {
	NodeOperationError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { toClockTime } from '../../../shared';
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

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Working days',
	description: 'Name of the dial-time group',
};

/** When the calls of a task may be placed. */
export const hoursField: INodeProperties = {
	displayName: 'Hours',
	name: 'hours',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Hours', sortable: true },
	default: {},
	placeholder: 'Add Hours',
	description:
		'When calls may be placed, in China time (UTC+8). The names of the days follow Yunfu’s samples, where 1 is Monday and 0 Sunday.',
	options: [
		{
			displayName: 'Hours',
			name: 'span',
			values: [
				{
					displayName: 'Days',
					name: 'days',
					type: 'multiOptions',
					options: WEEKDAYS,
					default: [1, 2, 3, 4, 5],
					description: 'Days of the week with these hours',
				},
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '09:00',
					placeholder: 'e.g. 09:00',
					description: 'First minute of the day to call',
				},
				{
					displayName: 'To',
					name: 'to',
					type: 'string',
					default: '18:00',
					placeholder: 'e.g. 18:00',
					description: 'Last minute of the day to call',
				},
			],
		},
	],
};

function refuse(context: IExecuteSingleFunctions, problem: string): never {
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(context.getNode(), `Hours ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: 'Change the field "Hours" and run the node again. Nothing was sent.',
	});
}

/** The hours in Yunfu's form, by day of the week; undefined when there are none. */
export function contentOf(context: IExecuteSingleFunctions): IDataObject[] | undefined {
	const { span = [] } = context.getNodeParameter('hours', {}) as { span?: IDataObject[] };
	const byDay = new Map<number, IDataObject[]>();
	for (const [index, { days, from, to }] of span.entries()) {
		const entry = `(entry ${index + 1})`;
		const begin = toClockTime(from)?.slice(0, 5);
		const end = toClockTime(to)?.slice(0, 5);
		if (begin === undefined || end === undefined) refuse(context, `${entry} must be times like 09:00`);
		if (begin >= end) refuse(context, `${entry} must end after they begin`);
		const chosen = (Array.isArray(days) ? days : [days]).map(Number);
		if (chosen.length === 0 || !chosen.every((day) => WEEKDAYS.some(({ value }) => value === day))) {
			refuse(context, `${entry} need days of the week`);
		}
		for (const day of chosen) {
			byDay.set(day, [...(byDay.get(day) ?? []), { begin_time: begin, end_time: end }]);
		}
	}
	if (byDay.size === 0) return undefined;
	return [...byDay].sort(([a], [b]) => a - b).map(([week, times]) => ({ week, times }));
}

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
