import { form, toClockTime } from '../../../shared';
import { CALL_DAYS, RETRY_REASONS } from '../../values';

/** What a call task is told about when, how often and over which line to call; CreateAiCallTask and UpdateAiCallTask share it. */

export const taskName = form.text(
	'Task Name',
	'Name of the call task. No other task of the account may have it.',
	{
		required: true,
		example: 'Spring renewal calls',
	},
);

export const serviceInstance = form.text(
	'Service Instance',
	'Number of the service instance that places the calls, from the AICCS console',
	{ example: '032712122000' },
);

const clockTime = (label: string, edge: string, standard: string) =>
	form.text(label, `${edge} of the window, as HH:mm or HH:mm:ss`, {
		required: true,
		default: standard,
		example: standard,
		pattern: [/^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, 'must be times of day like 09:00'],
	});

const callWindows = form.rows(
	'Call Windows',
	'Times of day, in China time, in which people may be called. Outside them the task waits.',
	{
		required: true,
		name: 'callWindows',
		entry: ['window', 'Call Window'],
		add: 'Add Call Window',
		sortable: true,
		default: {
			window: [
				{ startTime: '09:00', endTime: '12:00' },
				{ startTime: '14:00', endTime: '18:00' },
			],
		},
		members: {
			startTime: clockTime('From', 'Start', '09:00'),
			endTime: clockTime('To', 'End', '18:00'),
		},
		check: ({ startTime, endTime }) =>
			String(toClockTime(startTime)) < String(toClockTime(endTime)) ? undefined : 'must end after it starts',
		// A JSON array of JSON strings: `["{\"startTime\":\"09:00:00\",…}"]`.
		encode: (windows: Array<{ startTime: string; endTime: string }>) =>
			JSON.stringify(
				windows.map(({ startTime, endTime }) =>
					JSON.stringify({ startTime: toClockTime(startTime), endTime: toClockTime(endTime) }),
				),
			),
	},
);

/** When the task starts, and when it may call. */
export const calling = {
	StartType: form.choice(
		'Start',
		'When the task starts',
		[
			{
				name: 'Immediately',
				value: 'IMMEDIATE',
				description: 'Calls begin as soon as there are numbers, within the call windows',
			},
			{ name: 'Scheduled', value: 'SCHEDULE', description: 'The task starts by itself at a set time' },
		],
		{ default: 'IMMEDIATE' },
	),
	TaskStartTime: form.time(
		'Start Time',
		'When the task starts. A time without an offset is China time (UTC+8); a time with one is converted.',
		{ required: true, show: { startType: ['SCHEDULE'] } },
	),
	CallDay: form.choices('Call Days', 'Days of the week on which people may be called', CALL_DAYS, {
		required: true,
		name: 'callDays',
		default: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'],
	}),
	CallTime: callWindows,
};

const whenRetrying = { missCallRetry: [true] };

const retryFields = {
	MissCallRetry: form.toggle('Retry Missed Calls', 'Whether to call people again who could not be reached'),
	CallRetryReason: form.choices(
		'Retry When',
		'Results after which the person is called again',
		RETRY_REASONS,
		{ name: 'callRetryReasons', show: whenRetrying, default: ['USER_BUSY', 'NO_ANSWER'] },
	),
	CallRetryTimes: form.number('Retries', 'How often to call again, at most 3 times', {
		show: whenRetrying,
		min: 1,
		max: 3,
		default: 1,
	}),
};

/** The longest retry interval differs: 720 minutes when a task is created, 120 when it is updated. */
export const retries = (longestInterval: number) => ({
	...retryFields,
	CallRetryInterval: form.number(
		'Minutes Between Retries',
		`How long to wait before the next try, at most ${longestInterval} minutes`,
		{ show: whenRetrying, min: 1, max: longestInterval, default: 30 },
	),
});

const MOST_CALLS = 'How many calls the task may hold at the same time, at most 500';

export const concurrency = <const Required extends boolean>(required: Required, more = '') =>
	form.number('Concurrent Calls', `${MOST_CALLS}${more}`, { required, min: 1, max: 500, default: 1 });

const GIVEN = 'The vendor does not explain it: use the value you were given.';

/** Parameters that the vendor lists without explaining them. */
export const undocumented = {
	LineEncoding: form.text('Line Encoding', `Code of the line (LineEncoding). ${GIVEN}`, {
		example: 'JILIANG_001_002_NET',
	}),
	LinePhoneNum: form.text('Line Phone Number', `Number of the line (LinePhoneNum). ${GIVEN}`, {
		example: '15200003120',
	}),
	PhoneType: form.number('Phone Type', `PhoneType. ${GIVEN}`),
	Source: form.number('Source', `Source. ${GIVEN}`),
};
