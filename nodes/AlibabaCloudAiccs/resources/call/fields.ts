import type { INodeProperties } from 'n8n-workflow';

import { toQuery } from '../../request';

/** Calls of the engine are in no list of the vendor's API. */
export const LOOK_UP_CALL =
	'Before you place it again, look the call up in the AICCS console or among the receipts, by its External ID.';

export const dialNotice: INodeProperties = {
	displayName:
		'This dials a real person at once, and Alibaba Cloud bills the call. An item is never dialed twice by a retry.',
	name: 'dialNotice',
	type: 'notice',
	default: '',
};

export const callerNumberField: INodeProperties = {
	displayName: 'Caller Number',
	name: 'callerNumber',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 057112345678',
	description:
		'Number that the person sees: one of your numbers in mainland China, from Real Number Management in the Voice Service console',
	routing: toQuery('CallerNumber'),
};

export const applicationCodeField: INodeProperties = {
	displayName: 'Application Code',
	name: 'applicationCode',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. F32000001',
	description: 'Code of the LLM application that holds the conversation, from the AICCS console',
	routing: toQuery('ApplicationCode'),
};

/** ID of a call of an LLM application. */
export const callIdField: INodeProperties = {
	displayName: 'Call ID',
	name: 'callId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 125165515123^11195613123',
	description: 'ID of the call, as Place returns it',
	routing: toQuery('CallId'),
};
