import type { INodeProperties } from 'n8n-workflow';

import { toQuery } from './request';

export { limitField, returnAllField, simplifyField } from '../shared';

export const pageSizeOption: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000 },
	default: 100,
	description: 'How many results to ask for in one request',
};

/** The call task an operation works on. */
export const taskField: INodeProperties = {
	displayName: 'Call Task',
	name: 'taskId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The call task to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a call task…',
			typeOptions: { searchListMethod: 'searchCallTasks', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 119181071278123456',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*\\d{1,20}\\s*$', errorMessage: 'A task ID has digits only' },
				},
			],
		},
	],
	routing: {
		send: { type: 'query', property: 'TaskId', value: '={{ String($value).trim() || undefined }}' },
	},
};

/** The agent that talks in the calls. */
export const agentField: INodeProperties = {
	displayName: 'Agent',
	name: 'agentId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The voice agent that holds the conversation. It must be online.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an agent…',
			typeOptions: { searchListMethod: 'searchAgents', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 118012345678901234',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*\\d{1,20}\\s*$', errorMessage: 'An agent ID has digits only' },
				},
			],
		},
	],
	routing: {
		send: { type: 'query', property: 'AgentId', value: '={{ String($value).trim() || undefined }}' },
	},
};

export const externalIdField: INodeProperties = {
	displayName: 'External ID',
	name: 'outId',
	type: 'string',
	default: '',
	placeholder: 'e.g. lead-4711',
	description: 'Your own ID, which comes back with the call’s result and with receipts',
	routing: toQuery('OutId'),
};

/** A voice for the calls of an LLM application. */
export const voiceField: INodeProperties = {
	displayName: 'Voice',
	name: 'ttsVoiceCode',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The voice that speaks',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a voice…',
			typeOptions: { searchListMethod: 'searchVoices', searchable: true },
		},
		{
			displayName: 'By Code',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. V9A000001',
		},
	],
	routing: {
		send: { type: 'query', property: 'TtsVoiceCode', value: '={{ String($value).trim() || undefined }}' },
	},
};
