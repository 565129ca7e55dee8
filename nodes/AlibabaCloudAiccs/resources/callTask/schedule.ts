import type {
	IDataObject,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { checkValues, toClockTime, toEpochMs, z } from '../../../shared';
import { toJsonQuery, toQuery } from '../../request';
import { CALL_DAYS, RETRY_REASONS } from '../../values';

/** What a call task is told about when, how often and over which line to call; CreateAiCallTask and UpdateAiCallTask share it. */

export const taskNameField: INodeProperties = {
	displayName: 'Task Name',
	name: 'taskName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Spring renewal calls',
	description: 'Name of the call task. No other task of the account may have it.',
	routing: toQuery('TaskName'),
};

export const serviceInstanceField: INodeProperties = {
	displayName: 'Service Instance',
	name: 'virtualNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. 032712122000',
	description: 'Number of the service instance that places the calls, from the AICCS console',
	routing: toQuery('VirtualNumber'),
};

export const startFields: INodeProperties[] = [
	{
		displayName: 'Start',
		name: 'startType',
		type: 'options',
		options: [
			{
				name: 'Immediately',
				value: 'IMMEDIATE',
				description: 'Calls begin as soon as there are numbers, within the call windows',
			},
			{ name: 'Scheduled', value: 'SCHEDULE', description: 'The task starts by itself at a set time' },
		],
		default: 'IMMEDIATE',
		description: 'When the task starts',
		routing: toQuery('StartType'),
	},
	{
		displayName: 'Start Time',
		name: 'taskStartTime',
		type: 'dateTime',
		required: true,
		displayOptions: { show: { startType: ['SCHEDULE'] } },
		default: '',
		description:
			'When the task starts. A time without an offset is China time (UTC+8); a time with one is converted.',
	},
];

export const callWindowFields: INodeProperties[] = [
	{
		displayName: 'Call Days',
		name: 'callDays',
		type: 'multiOptions',
		required: true,
		options: CALL_DAYS,
		default: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
		description: 'Days of the week on which people may be called',
		routing: toJsonQuery('CallDay'),
	},
	{
		displayName: 'Call Windows',
		name: 'callWindows',
		type: 'fixedCollection',
		required: true,
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Call Window', sortable: true },
		placeholder: 'Add Call Window',
		default: {
			window: [
				{ startTime: '09:00', endTime: '12:00' },
				{ startTime: '14:00', endTime: '18:00' },
			],
		},
		description: 'Times of day, in China time, in which people may be called. Outside them the task waits.',
		options: [
			{
				displayName: 'Call Window',
				name: 'window',
				values: [
					{
						displayName: 'From',
						name: 'startTime',
						type: 'string',
						default: '09:00',
						placeholder: 'e.g. 09:00',
						description: 'Start of the window, as HH:mm or HH:mm:ss',
					},
					{
						displayName: 'To',
						name: 'endTime',
						type: 'string',
						default: '18:00',
						placeholder: 'e.g. 18:00',
						description: 'End of the window, as HH:mm or HH:mm:ss',
					},
				],
			},
		],
	},
];

const whenRetrying = { show: { missCallRetry: [true] } };

const sharedRetryFields: INodeProperties[] = [
	{
		displayName: 'Retry Missed Calls',
		name: 'missCallRetry',
		type: 'boolean',
		default: false,
		description: 'Whether to call people again who could not be reached',
		routing: toQuery('MissCallRetry'),
	},
	{
		displayName: 'Retry When',
		name: 'callRetryReasons',
		type: 'multiOptions',
		displayOptions: whenRetrying,
		options: RETRY_REASONS,
		default: ['USER_BUSY', 'NO_ANSWER'],
		description: 'Results after which the person is called again',
		routing: toJsonQuery('CallRetryReason'),
	},
	{
		displayName: 'Retries',
		name: 'callRetryTimes',
		type: 'number',
		displayOptions: whenRetrying,
		typeOptions: { minValue: 1, maxValue: 3 },
		default: 1,
		description: 'How often to call again, at most 3 times',
		routing: toQuery('CallRetryTimes'),
	},
];

/** The longest retry interval differs: 720 minutes when a task is created, 120 when it is updated. */
export function retryFields(longestInterval: number): INodeProperties[] {
	return [
		...sharedRetryFields,
		{
			displayName: 'Minutes Between Retries',
			name: 'callRetryInterval',
			type: 'number',
			displayOptions: whenRetrying,
			typeOptions: { minValue: 1, maxValue: longestInterval },
			default: 30,
			description: `How long to wait before the next try, at most ${longestInterval} minutes`,
			routing: toQuery('CallRetryInterval'),
		},
	];
}

export const concurrencyField: INodeProperties = {
	displayName: 'Concurrent Calls',
	name: 'taskCps',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 500 },
	default: 1,
	description: 'How many calls the task may hold at the same time, at most 500',
	routing: toQuery('TaskCps'),
};

/** Parameters that the vendor lists without explaining them. */
export const undocumentedFields: INodeProperties[] = [
	{
		displayName: 'Line Encoding',
		name: 'lineEncoding',
		type: 'string',
		default: '',
		placeholder: 'e.g. JILIANG_001_002_NET',
		description:
			'Code of the line (LineEncoding). The vendor does not explain it: use the value you were given.',
		routing: toQuery('LineEncoding'),
	},
	{
		displayName: 'Line Phone Number',
		name: 'linePhoneNum',
		type: 'string',
		default: '',
		placeholder: 'e.g. 15200003120',
		description:
			'Number of the line (LinePhoneNum). The vendor does not explain it: use the value you were given.',
		routing: toQuery('LinePhoneNum'),
	},
	{
		displayName: 'Phone Type',
		name: 'phoneType',
		type: 'number',
		default: 0,
		description: 'PhoneType. The vendor does not explain it: use the value you were given.',
		routing: toQuery('PhoneType'),
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'number',
		default: 0,
		description: 'Source. The vendor does not explain it: use the value you were given.',
		routing: toQuery('Source'),
	},
];

const LABELS = {
	taskName: 'Task Name',
	taskStartTime: 'Start Time',
	callDays: 'Call Days',
	callWindows: 'Call Windows',
	callRetryReasons: 'Retry When',
	callRetryTimes: 'Retries',
	callRetryInterval: 'Minutes Between Retries',
	taskCps: 'Concurrent Calls',
};

const wholeNumber = (least: number, most: number) =>
	z.optional(
		z
			.number(`must be a number from ${least} to ${most}`)
			.check(
				z.int(`must be a whole number from ${least} to ${most}`),
				z.gte(least, `must be at least ${least}`),
				z.lte(most, `must be at most ${most}`),
			),
	);

const clockTime = z.pipe(
	z.transform((value: unknown) => toClockTime(value)),
	z.string('must be times of day like 09:00'),
);

const scheduleRule = (longestInterval: number) =>
	z.object({
		taskName: z.string().check(z.trim(), z.minLength(1, 'must not be empty')),
		taskStartTime: z.optional(
			z.pipe(
				z.transform((value: unknown) => toEpochMs(value)),
				z.number('must be a date and time, e.g. 2026-03-02 09:00:00'),
			),
		),
		callDays: z.array(z.string()).check(z.minLength(1, 'must have at least one day')),
		callWindows: z
			.array(
				z
					.object({ startTime: clockTime, endTime: clockTime })
					.check(z.refine(({ startTime, endTime }) => startTime < endTime, 'must end after it starts')),
			)
			.check(z.minLength(1, 'must have at least one window')),
		callRetryReasons: z.optional(
			z
				.array(z.string())
				.check(z.minLength(1, 'must have at least one result when missed calls are retried')),
		),
		callRetryTimes: wholeNumber(1, 3),
		callRetryInterval: wholeNumber(1, longestInterval),
		taskCps: wholeNumber(1, 500),
	});

/**
 * Checks what the vendor's text demands of a schedule and writes start time and call windows in its form: epoch
 * milliseconds, and a JSON array of JSON strings (`["{\"startTime\":\"09:00:00\",…}"]`).
 */
export function scheduleCheck(longestInterval: number) {
	const rule = scheduleRule(longestInterval);
	return function (this: IExecuteSingleFunctions, request: IHttpRequestOptions, taskCps: unknown): void {
		const retrying = this.getNodeParameter('missCallRetry', false) === true;
		const { window: callWindows = [] } = this.getNodeParameter('callWindows', {}) as {
			window?: IDataObject[];
		};
		const checked = checkValues(
			rule,
			{
				taskName: this.getNodeParameter('taskName'),
				taskStartTime:
					this.getNodeParameter('startType') === 'SCHEDULE'
						? this.getNodeParameter('taskStartTime')
						: undefined,
				callDays: this.getNodeParameter('callDays'),
				callWindows,
				callRetryReasons: retrying ? this.getNodeParameter('callRetryReasons') : undefined,
				callRetryTimes: retrying ? this.getNodeParameter('callRetryTimes') : undefined,
				callRetryInterval: retrying ? this.getNodeParameter('callRetryInterval') : undefined,
				taskCps,
			},
			LABELS,
			{ node: this.getNode(), itemIndex: this.getItemIndex() },
		);
		request.qs = {
			...request.qs,
			TaskName: checked.taskName,
			CallTime: JSON.stringify(checked.callWindows.map((window) => JSON.stringify(window))),
			...(checked.taskStartTime === undefined ? {} : { TaskStartTime: checked.taskStartTime }),
		};
	};
}
