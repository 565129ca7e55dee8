import type { INodeProperties } from 'n8n-workflow';

interface Picker {
	displayName: string;
	name: string;
	description: string;
	searchListMethod: string;
	/** What the list shows, e.g. `script`. */
	noun: string;
	placeholder: string;
}

/** A field for something with a numeric ID: from the list of the account, or by its ID. */
export function idPicker({
	displayName,
	name,
	description,
	searchListMethod,
	noun,
	placeholder,
}: Picker): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${noun}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${placeholder}`,
				validation: [
					{
						type: 'regex',
						properties: { regex: '^\\s*\\d{0,20}\\s*$', errorMessage: `The ID of a ${noun} has digits only` },
					},
				],
			},
		],
	};
}

export const scriptPicker = (displayName: string, description: string, name = 'scriptId'): INodeProperties =>
	idPicker({
		displayName,
		name,
		description,
		searchListMethod: 'searchScripts',
		noun: 'script',
		placeholder: '215870475195883520',
	});

/** Lines have IDs of another form than everything else. */
export const linePicker: INodeProperties = {
	displayName: 'Line',
	name: 'lineId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'A line of the account. The list shows those that can serve the chosen script.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a line…',
			typeOptions: { searchListMethod: 'searchLines', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 29c39ec4-b292-4af9-a88b-922d61866aag',
		},
	],
};
