import type { INodeProperties } from 'n8n-workflow';

export { limitField, returnAllField, simplifyField } from '../shared';

const UUID = '^\\s*[0-9A-Za-z-]{8,64}\\s*$';
const UUID_OR_EMPTY = '^\\s*([0-9A-Za-z-]{8,64})?\\s*$';

export const pageSizeOption: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000 },
	default: 50,
	description: 'How many results to ask for in one request',
};

/** The task an operation works on. */
export const taskField: INodeProperties = {
	displayName: 'Task',
	name: 'taskId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The task to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a task…',
			typeOptions: { searchListMethod: 'searchTasks', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ec33b068-4aa1-40da-abe5-8f411b6f88d5',
			validation: [{ type: 'regex', properties: { regex: UUID, errorMessage: 'A task ID is a UUID' } }],
		},
	],
};

/** Acts for a sub-account of the main account in the credential. */
export const subAccountField: INodeProperties = {
	displayName: 'Sub-Account',
	name: 'subUserId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The sub-account to act for. Leave it empty for the main account.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a sub-account…',
			typeOptions: { searchListMethod: 'searchSubAccounts', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 5b55bcca-d653-4a58-8f9a-437fb0601f8e',
			validation: [
				{ type: 'regex', properties: { regex: UUID_OR_EMPTY, errorMessage: 'A sub-account ID is a UUID' } },
			],
		},
	],
};
