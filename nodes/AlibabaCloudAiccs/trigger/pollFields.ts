import { form, propertyOf, type Fields } from '../../shared';
import { watchedTask } from '../pickers';

const fields: Fields = {
	tasks: form.rows('Call Tasks', 'The call tasks to watch', {
		required: true,
		entry: ['task', 'Call Task'],
		add: 'Add Call Task',
		default: { task: [{ taskId: { mode: 'list', value: '' } }] },
		members: { TaskId: watchedTask },
	}),
	statuses: form.choices(
		'Results',
		'Which results start the workflow',
		[
			{ name: 'Completed', value: '1', description: 'The person was called' },
			{ name: 'Failed', value: '2', description: 'The call could not be placed, or was cancelled' },
		],
		{ required: true, default: ['1', '2'] },
	),
	startFrom: form.choice(
		'Start',
		'What to do with results from before the first activation. Afterwards it goes on where it was.',
		[
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
		{ default: 'now' },
	),
	simplify: form.simplify,
	options: form.options({
		lateHours: form.number(
			'Late Results (Hours)',
			'How long after its call a result may still turn up. Each look at a running task reads the calls of that time.',
			{ min: 1, max: 168, default: 24 },
		),
		transcriptMinutes: form.number(
			'Wait for Transcript (Minutes)',
			'How long an answered call waits for its transcript before it comes out without. 0 does not wait.',
			{ min: 0, max: 1440, default: 10 },
		),
	}),
};

/** Fields of the Poll Trigger. */
export const pollFields = Object.entries(fields).map(([key, field]) =>
	propertyOf(key, field, () => undefined),
);
