import type { INodeProperties } from 'n8n-workflow';

/** The call an operation works on. */
export const recordField: INodeProperties = {
	displayName: 'Call Record',
	name: 'recordId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The call to get',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a call…',
			typeOptions: { searchListMethod: 'searchCallRecords', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1b7d0a5e-91f0-4c5e-8f2c-0a3fd2a8c9b1',
			hint: 'The ID or the callid of the call, as Get Many and callbacks give it',
		},
	],
};
