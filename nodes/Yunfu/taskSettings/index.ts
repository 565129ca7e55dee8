import { form, type InputOf } from '../../shared';
import { withoutEmpty } from '../jsonBody';
import { lineFields, lines } from './lines';
import { more, moreFields } from './more';
import { formOptions, taskType } from './options';
import { redial, redialFields } from './redial';
import { scriptFields, scripts } from './scripts';
import { timeFields, times } from './times';

/** The settings of a task; Create and Update share them. */

export { taskType };

export const taskName = form.text('Task Name', 'Name of the task', {
	name: 'taskName',
	required: true,
	example: 'Spring renewal calls',
});

export const settingFields = { ...scriptFields, ...timeFields, ...lineFields, ...redialFields };

/** What of a task's settings need not be given. */
export const optionalFields = { additionalFields: moreFields, options: formOptions };

interface Head {
	task_type: 6 | 7 | undefined;
	name: string;
}

/**
 * The body that sets a task, from the fields of Create and Update, with the checks that Yunfu's document demands.
 *
 * @throws Problem that names the field
 */
export function taskBody(
	input: Head & InputOf<typeof settingFields> & InputOf<typeof optionalFields>,
): Record<string, unknown> {
	const parts = [scripts(input), times(input), lines(input), redial(input), more(input)];
	const members = (place: 'task' | 'extras') =>
		Object.fromEntries(parts.flatMap((part) => Object.entries(part[place] ?? {})));
	return {
		name: input.name,
		task_type: input.task_type,
		...members('task'),
		task_extras: withoutEmpty(members('extras')),
	};
}
