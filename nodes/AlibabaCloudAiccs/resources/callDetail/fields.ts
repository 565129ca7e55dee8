import type { INodeProperties } from 'n8n-workflow';

import { externalIdField, taskField } from '../../fields';
import { toQuery } from '../../request';

const shownFor = (...findBy: string[]) => ({ show: { findBy } });

const WAYS = [
	{ name: 'Call ID', value: 'callId', description: 'ID of one phone call, e.g. from a receipt' },
	{ name: 'Detail ID', value: 'detailId', description: 'ID of one number in the task' },
	{ name: 'External ID', value: 'outId', description: 'Your own ID, given when the number was imported' },
];

const findField = (options: INodeProperties['options'], description: string): INodeProperties => ({
	displayName: 'Find By',
	name: 'findBy',
	type: 'options',
	options,
	default: 'detailId',
	description,
});

/** How to find a call detail. */
export const findByField = findField(WAYS, 'What the call detail is found by');

/** How to find a recording: by its call detail, or straight away. */
export const findRecordingField = findField(
	[
		...WAYS,
		{ name: 'Link', value: 'link', description: 'Link to the recording, from a detail or a receipt' },
	],
	'What the recording is found by',
);

/** The task, where a link makes it needless. */
export const recordingTaskField: INodeProperties = {
	...taskField,
	displayOptions: shownFor('callId', 'detailId', 'outId'),
};

/** A number in a call task. */
export const detailField: INodeProperties = {
	displayName: 'Call Detail',
	name: 'detailId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The number in the call task and what became of it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a call detail…',
			typeOptions: { searchListMethod: 'searchCallDetails', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 966212345678901234',
			validation: [
				{
					type: 'regex',
					properties: { regex: '^\\s*\\d{1,20}\\s*$', errorMessage: 'A detail ID has digits only' },
				},
			],
		},
	],
	routing: {
		send: { type: 'query', property: 'DetailId', value: '={{ String($value).trim() || undefined }}' },
	},
};

const callIdField: INodeProperties = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 155212345678901234^14201234567',
	description: 'ID of the phone call',
	routing: toQuery('CallId'),
};

/** The field that belongs to each way of finding. */
export const lookUpFields: INodeProperties[] = [
	{ ...detailField, displayOptions: shownFor('detailId') },
	{ ...callIdField, displayOptions: shownFor('callId') },
	{
		...externalIdField,
		required: true,
		displayOptions: shownFor('outId'),
		description: 'The ID of yours that the number was imported with',
	},
];

export const recordingLinkField: INodeProperties = {
	displayName: 'Recording Link',
	name: 'recordingLink',
	type: 'string',
	required: true,
	displayOptions: shownFor('link'),
	default: '',
	placeholder: 'e.g. https://example.oss-cn-hangzhou.aliyuncs.com/recording.wav?Expires=…',
	description: 'Link to the recording. Links live 7 days. No credential is sent to it.',
};

export const batchIdField: INodeProperties = {
	displayName: 'Batch ID',
	name: 'batchId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 118312345678901234',
	description: 'ID of the import the number came with, as Number > Import returns it',
	routing: toQuery('BatchId'),
};
