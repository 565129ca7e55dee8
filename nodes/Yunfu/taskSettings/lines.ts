import type { INodeProperties } from 'n8n-workflow';

import { checkValues, z } from '../../shared';
import { entriesOf, idText, refuse, type TaskPart, type TaskSource } from './part';
import { linePicker } from './pickers';

const LABEL = 'Lines';

/** Which lines a task calls over, and how many calls it may hold. */
export const lineFields: INodeProperties[] = [
	{
		displayName: LABEL,
		name: 'lines',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Line' },
		placeholder: 'Add Line',
		default: {},
		description: 'The lines to call over. A task without lines cannot call.',
		options: [
			{
				displayName: 'Line',
				name: 'line',
				values: [
					linePicker,
					{
						displayName: 'Concurrent Calls on This Line',
						name: 'lineLimit',
						type: 'number',
						displayOptions: { show: { '/taskType': [7] }, hide: { '/options.lineForm': ['ids'] } },
						typeOptions: { minValue: 0, numberPrecision: 0 },
						default: 1,
						description: 'Most calls at the same time over this line',
					},
				],
			},
		],
	},
	{
		displayName: 'Concurrent Calls',
		name: 'concurrency',
		type: 'number',
		required: true,
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 1,
		description: 'Most calls at the same time over all lines together. Without lines it must be 0.',
	},
];

const wholeNumber = z
	.number('must be a number')
	.check(z.int('must be a whole number'), z.gte(0, 'must not be negative'));

const rule = z.object({
	lines: z.optional(
		z.array(
			z.object({
				lineId: z.pipe(z.transform(idText), z.string().check(z.minLength(1, 'must name a line'))),
				lineLimit: z.optional(wholeNumber),
			}),
		),
	),
	concurrency: z.optional(wholeNumber),
});

export function lines(source: TaskSource): TaskPart {
	const { get, form, place } = source;
	const checked = checkValues(
		rule,
		{ lines: entriesOf(get('lines'), 'line') ?? [], concurrency: get('concurrency') },
		{ lines: LABEL, concurrency: 'Concurrent Calls' },
		place,
	);
	const { lines: chosen, concurrency } = checked;
	if (chosen?.length === 0 && concurrency !== 0) {
		refuse(place, 'Concurrent Calls', 'must be 0 when there are no lines');
	}
	if (chosen && new Set(chosen.map(({ lineId }) => lineId)).size < chosen.length) {
		refuse(place, LABEL, 'must not have a line twice');
	}
	const withLimits = form.taskType === 7 && form.lines === 'sample';
	return {
		task: { maximumcall: concurrency },
		extras: {
			line: chosen?.map(({ lineId, lineLimit }) =>
				withLimits ? { id: lineId, limit: lineLimit ?? 1 } : lineId,
			),
		},
	};
}
