import type { INodeProperties } from 'n8n-workflow';

import { checkValues, toClockTime, z } from '../../shared';
import { idText, refuse, requiredId, entriesOf, type TaskPart, type TaskSource } from './part';
import { scriptPicker } from './pickers';

const LABEL = 'Scripts by Time';

/** Scripts by time of day, for both task types. */
export const timeWindowsField: INodeProperties = {
	displayName: LABEL,
	name: 'timeWindows',
	type: 'fixedCollection',
	displayOptions: { show: { scriptMode: [1] } },
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Time Window', sortable: true },
	placeholder: 'Add Time Window',
	default: {},
	description: 'Which script talks at which time of day, in China time',
	options: [
		{
			displayName: 'Time Window',
			name: 'window',
			values: [
				{
					displayName: 'From',
					name: 'begin',
					type: 'string',
					default: '09:00',
					placeholder: 'e.g. 09:00',
					description: 'Start of the window, as HH:mm',
				},
				{
					displayName: 'To',
					name: 'end',
					type: 'string',
					default: '12:00',
					placeholder: 'e.g. 12:00',
					description: 'End of the window, as HH:mm',
				},
				scriptPicker('Script', 'The script that talks in this window'),
				{
					...scriptPicker(
						'Script Outside the Window',
						'The script that talks at other times. If it is empty, the Script of the task does.',
						'defaultScriptId',
					),
					displayOptions: { show: { '/taskType': [6] } },
				},
			],
		},
	],
};

const time = z.pipe(
	z.transform((value: unknown) => toClockTime(value)?.slice(0, 5)),
	z.string('must be times of day like 09:00'),
);

const rule = z.object({
	windows: z
		.array(
			z
				.object({ begin: time, end: time })
				.check(z.refine(({ begin, end }) => begin < end, 'must end after it starts')),
		)
		.check(z.minLength(1, 'must have at least one time window')),
});

/** Each task type has a block of its own for this. */
export function scriptWindows(source: TaskSource): TaskPart {
	const windows = entriesOf(source.get('timeWindows'), 'window') ?? [];
	const checked = checkValues(rule, { windows }, { windows: LABEL }, source.place).windows;
	const script = (index: number) => requiredId(source, windows[index].scriptId, `${LABEL}: Script`);
	if (source.form.taskType !== 6) {
		return {
			extras: {
				destination_extension_list: checked.map(({ begin, end }, index) => ({
					begin,
					end,
					destination_extension: script(index),
				})),
			},
		};
	}
	const otherwise = source.get('scriptId');
	return {
		task: {
			group_switch_rule: checked.map(({ begin, end }, index) => {
				const own = windows[index].defaultScriptId;
				const fallback = idText(own) === '' ? otherwise : own;
				if (idText(fallback) === '') refuse(source.place, `${LABEL}: Script Outside the Window`, 'is empty');
				return {
					switch_start: begin,
					switch_end: end,
					group_id: script(index),
					default_group_id: requiredId(source, fallback, `${LABEL}: Script Outside the Window`),
				};
			}),
		},
	};
}
