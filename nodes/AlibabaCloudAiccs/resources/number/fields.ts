import type { INodeProperties } from 'n8n-workflow';

import { taskField } from '../../fields';
import { toQuery } from '../../request';
import { ENCRYPTION_TYPES } from '../../values';
import {
	mappedVariablesField,
	variablePairsField,
	variablesJsonField,
	variablesModeField,
} from '../../variableFields';

/** A number and what its call needs to know: Import and Import One share these. */
export const numberFields: INodeProperties[] = [
	taskField,
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 13800138000',
		description: 'Number to call. Drag the field of your input data that holds it here.',
	},
	{
		displayName: 'External ID',
		name: 'outId',
		type: 'string',
		default: '',
		placeholder: 'e.g. lead-4711',
		description: 'Your own ID for this number, up to 128 characters. It comes back with the call’s result.',
	},
	variablesModeField,
	mappedVariablesField('taskId.value'),
	variablePairsField,
	variablesJsonField,
];

/** Options about phone numbers. */
export const numberOptions: INodeProperties[] = [
	{
		displayName: 'Encryption',
		name: 'encryptionType',
		type: 'options',
		options: ENCRYPTION_TYPES,
		default: 0,
		description: 'Form in which Alibaba Cloud gets the numbers',
		routing: toQuery('EncryptionType'),
	},
	{
		displayName: 'Normalize Phone Numbers',
		name: 'normalize',
		type: 'boolean',
		default: true,
		description:
			'Whether to take out spaces and dashes and the country code +86 or 0086. Without it, numbers go out as they are.',
	},
	{
		displayName: 'Numbers Are',
		name: 'numbersAre',
		type: 'options',
		options: [
			{
				name: 'Already Hashed',
				value: 'hashed',
				description: 'The numbers are hashes of the chosen encryption and go out as they are',
			},
			{
				name: 'Plain (Hash for Me)',
				value: 'plain',
				description: 'This node makes the hash of each number, as lower-case hexadecimal digits',
			},
		],
		default: 'plain',
		description: 'What the input data holds, when an encryption is chosen',
	},
];
