import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

import { withoutEmpty } from '../jsonBody';
import { lineFields, lines } from './lines';
import { more, moreFields } from './more';
import { formOf, formOptions } from './options';
import { taskSource } from './part';
import { redial, redialFields } from './redial';
import { redialRules, redialRulesField } from './redialRules';
import { scriptFields, scripts } from './scripts';
import { timeFields, times } from './times';

export { taskTypeField } from './options';
export { moreFields };

/** The settings of a task; Create and Update share them. */

export const nameField: INodeProperties = {
	displayName: 'Task Name',
	name: 'taskName',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Spring renewal calls',
	description: 'Name of the task',
};

export const settingFields: INodeProperties[] = [
	...scriptFields,
	...timeFields,
	...lineFields,
	...redialFields,
	redialRulesField,
];

/** What of a task's settings need not be given. */
export const optionalFields: INodeProperties[] = [
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: moreFields,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: formOptions,
	},
];

/**
 * The body that sets a task, from the fields of Create and Update, with the checks that Yunfu's document demands.
 *
 * @throws NodeOperationError that names the field and the item
 */
export function taskBody(context: IExecuteSingleFunctions): Record<string, unknown> {
	const source = taskSource(context, formOf(context));
	const parts = [scripts, times, lines, redial, redialRules, more].map((part) => part(source));
	const members = (place: 'task' | 'extras') =>
		Object.fromEntries(parts.flatMap((part) => Object.entries(part[place] ?? {})));
	const name = source.get('taskName');
	const extras = withoutEmpty(members('extras'));
	return {
		name: typeof name === 'string' ? name.trim() : name,
		task_type: source.form.taskType,
		...members('task'),
		task_extras: Object.keys(extras).length > 0 ? extras : undefined,
	};
}
