import type { INodeProperties } from 'n8n-workflow';

import { crmFieldsField, detailsField, extraField, nameField, phoneField } from '../../contact/fields';
import { subAccountField, taskField } from '../../fields';
import { contactOptions } from '../../contact/options';
import { pauseFirstOption } from './pauseFirst';

/** Most numbers in one request: the vendor's limits. */
export const MOST_NUMBERS = { async: 200, sync: 100 };

const scriptSelector: INodeProperties = {
	displayName: 'Script Keyword',
	name: 'scriptSelector',
	type: 'string',
	default: '',
	placeholder: 'e.g. female',
	description:
		'What a task that chooses its script by number variable compares with its keywords (control_select_robot)',
};

const syncOnly = { show: { '/importMode': ['sync'] } };

const options: INodeProperties[] = [
	...contactOptions,
	{
		displayName: 'Add Suffix to Numbers',
		name: 'addSuffix',
		type: 'boolean',
		default: false,
		description:
			'Whether Yunfu adds an underscore and random characters to each number, so that a number can be in a task more than once',
	},
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 200 },
		default: 200,
		description: 'How many numbers go into one request: at most 200, with a result at once 100',
	},
	{
		displayName: 'Duplicates',
		name: 'duplicates',
		type: 'options',
		options: [
			{
				name: 'Send All',
				value: 'all',
				description: 'A number that is there twice is called twice. Needs Add Suffix to Numbers.',
			},
			{
				name: 'Send Once',
				value: 'once',
				description: 'The first item with a number is sent, the others are reported as duplicates',
			},
		],
		default: 'once',
		description: 'What to do when several items have the same number for the same task',
	},
	{
		displayName: 'Keep Out of CRM Pool',
		name: 'ignoreCrm',
		type: 'boolean',
		default: false,
		description: 'Whether the numbers go into the task only. CRM Fields need the CRM pool.',
	},
	pauseFirstOption,
	{
		displayName: 'Skip Numbers That Yunfu Refuses',
		name: 'skipError',
		type: 'boolean',
		displayOptions: syncOnly,
		default: false,
		description: 'Whether Yunfu takes the other numbers of a request when it refuses one of them',
	},
	{
		displayName: 'Sub-Account and Encryption Go',
		name: 'placement',
		type: 'options',
		options: [
			{
				name: 'With Each Number',
				value: 'item',
				description: 'As the current page of asynchronous imports shows',
			},
			{ name: 'With the Request', value: 'top', description: 'As the other pages show' },
		],
		default: 'top',
		description: 'Where the two stand in the request: Yunfu’s documents say both',
	},
];

export const importFields: INodeProperties[] = [
	taskField,
	phoneField,
	nameField,
	extraField,
	{
		displayName: 'Import Mode',
		name: 'importMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'In the Background',
				value: 'async',
				description: 'Up to 200 numbers per request. Yunfu tells the result by callback.',
			},
			{
				name: 'With a Result at Once',
				value: 'sync',
				description: 'Up to 100 numbers per request. Yunfu says at once which numbers it refuses.',
			},
		],
		default: 'async',
		description: 'Which of Yunfu’s two ways to add numbers to use',
	},
	crmFieldsField,
	subAccountField,
	detailsField([scriptSelector]),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	},
];
