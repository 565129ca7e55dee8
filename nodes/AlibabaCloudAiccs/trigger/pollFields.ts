import type { INodeProperties } from 'n8n-workflow';

import { simplifyField, taskField } from '../fields';

/** Fields of the Poll Trigger. */
export const pollFields: INodeProperties[] = [
	{
		displayName: 'Call Tasks',
		name: 'tasks',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Call Task' },
		required: true,
		default: { task: [{ taskId: { mode: 'list', value: '' } }] },
		placeholder: 'Add Call Task',
		description: 'The call tasks to watch',
		options: [
			{
				displayName: 'Call Task',
				name: 'task',
				values: [{ ...taskField, description: 'A call task to watch', routing: undefined }],
			},
		],
	},
	{
		displayName: 'Results',
		name: 'statuses',
		type: 'multiOptions',
		options: [
			{ name: 'Completed', value: '1', description: 'The person was called' },
			{ name: 'Failed', value: '2', description: 'The call could not be placed, or was cancelled' },
		],
		required: true,
		default: ['1', '2'],
		description: 'Which results start the workflow',
	},
	{
		displayName: 'Start',
		name: 'startFrom',
		type: 'options',
		options: [
			{
				name: 'From the Beginning',
				value: 'beginning',
				description: 'Also all results that the tasks have when they are first looked at',
			},
			{
				name: 'From Now',
				value: 'now',
				description: 'Only results that come in after the tasks were first looked at',
			},
		],
		default: 'now',
		description:
			'What to do with results from before the first activation. Afterwards it goes on where it was.',
	},
	simplifyField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Late Results (Hours)',
				name: 'lateHours',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 168 },
				default: 24,
				description:
					'How long after its call a result may still turn up. Each look at a running task reads the calls of that time.',
			},
			{
				displayName: 'Wait for Transcript (Minutes)',
				name: 'transcriptMinutes',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1440 },
				default: 10,
				description:
					'How long an answered call waits for its transcript before it comes out without. 0 does not wait.',
			},
		],
	},
];
