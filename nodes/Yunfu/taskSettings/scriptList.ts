import type { INodeProperties } from 'n8n-workflow';

import { checkValues, z } from '../../shared';
import { entriesOf, requiredId, type TaskPart, type TaskSource } from './part';
import { scriptPicker } from './pickers';

const LABEL = 'Scripts in Turn';

const whenSeveral = { show: { scriptMode: [3], '/taskType': [7] } };

/** Several scripts that take turns. */
export const scriptListFields: INodeProperties[] = [
	{
		displayName: 'Choose the Script',
		name: 'dialMode',
		type: 'options',
		displayOptions: whenSeveral,
		options: [
			{ name: 'In Turn', value: 0, description: 'One after the other, by their order' },
			{ name: 'At Random', value: 1 },
		],
		default: 0,
		description: 'How the script of a call is chosen',
	},
	{
		displayName: LABEL,
		name: 'scriptList',
		type: 'fixedCollection',
		displayOptions: whenSeveral,
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Script', sortable: true },
		placeholder: 'Add Script',
		default: {},
		description: 'The scripts to choose from',
		options: [
			{
				displayName: 'Script',
				name: 'script',
				values: [
					scriptPicker('Script', 'A script to choose from'),
					{
						displayName: 'Order',
						name: 'sort',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 0 },
						default: 1,
						description: 'Place of the script when they take turns',
					},
				],
			},
		],
	},
];

const rule = z.object({
	dialMode: z.optional(
		z.number().check(z.refine((mode) => mode === 0 || mode === 1, 'must be In Turn or At Random')),
	),
	scripts: z
		.array(
			z.object({
				sort: z
					.number('must have an order')
					.check(z.int('must have a whole number as order'), z.gte(0, 'must have an order from 0')),
			}),
		)
		.check(z.minLength(1, 'must have at least one script')),
});

export function scriptList(source: TaskSource): TaskPart {
	const scripts = entriesOf(source.get('scriptList'), 'script') ?? [];
	const checked = checkValues(
		rule,
		{ scripts, dialMode: source.get('dialMode') },
		{ scripts: LABEL, dialMode: 'Choose the Script' },
		source.place,
	);
	return {
		extras: {
			destination_extension_multi_config: {
				dial_mode: checked.dialMode ?? 0,
				// The sample has these IDs as text, unlike all others.
				list: checked.scripts.map(({ sort }, index) => ({
					destination_extension: requiredId(source, scripts[index].scriptId, `${LABEL}: Script`, true),
					sort,
				})),
			},
		},
	};
}
