import { form, type Field } from '../../../shared';
import { detail, foundDetail, task } from '../../pickers';

const WAYS = [
	{ name: 'Call ID', value: 'callId', description: 'ID of one phone call, e.g. from a receipt' },
	{ name: 'Detail ID', value: 'detailId', description: 'ID of one number in the task' },
	{ name: 'External ID', value: 'outId', description: 'Your own ID, given when the number was imported' },
] as const;

const shownFor = (findBy: string) => ({ show: { findBy: [findBy] } });

/** The field that belongs to each way of finding. */
const found = {
	DetailId: foundDetail,
	CallId: form.text('Call ID', 'ID of the phone call', {
		required: true,
		example: '155212345678901234^14201234567',
		...shownFor('callId'),
	}),
	OutId: form.text('External ID', 'The ID of yours that the number was imported with', {
		required: true,
		example: 'lead-4711',
		...shownFor('outId'),
	}),
};

/** A call detail of a task, found in one of three ways. */
export const detailFields = {
	TaskId: task,
	findBy: form.choice('Find By', 'What the call detail is found by', WAYS, {
		default: 'detailId',
		sent: false,
	}),
	...found,
};

/** A recording: by its call detail, or straight away. */
export const recordingFields = {
	findBy: form.choice(
		'Find By',
		'What the recording is found by',
		[
			...WAYS,
			{ name: 'Link', value: 'link', description: 'Link to the recording, from a detail or a receipt' },
		],
		{ default: 'detailId', sent: false },
	),
	TaskId: form.when({ findBy: ['callId', 'detailId', 'outId'] }, task as Field<string | undefined>),
	...found,
	recordingLink: form.text(
		'Recording Link',
		'Link to the recording. Links live 7 days. No credential is sent to it.',
		{
			required: true,
			sent: false,
			example: 'https://example.oss-cn-hangzhou.aliyuncs.com/recording.wav?Expires=…',
			...shownFor('link'),
		},
	),
};

export const conversationFields = {
	TaskId: task,
	DetailId: detail,
	BatchId: form.text('Batch ID', 'ID of the import the number came with, as Number > Import returns it', {
		required: true,
		example: '118312345678901234',
	}),
};
