import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { idMember, refuse, type TaskPart, type TaskSource } from './part';
import { scriptPicker } from './pickers';
import { scriptList, scriptListFields } from './scriptList';
import { scriptRules, variableRulesField } from './scriptRules';
import { scriptWindows, timeWindowsField } from './scriptWindows';

const ONE_SCRIPT = { name: 'One Script', value: 0 };
const BY_TIME = { name: 'By Time of Day', value: 1, description: 'Other scripts in certain hours' };

const BY_VARIABLE = {
	name: 'By Number Variable',
	value: 2,
	description: 'By the Script Keyword of each number',
};
const SEVERAL = { name: 'Several Scripts', value: 3, description: 'Scripts that take turns' };

/** Each task type has modes of its own. */
const scriptModeField = (taskType: number, options: INodePropertyOptions[]): INodeProperties => ({
	displayName: 'Script Mode',
	name: 'scriptMode',
	type: 'options',
	displayOptions: { show: { '/taskType': [taskType] } },
	options,
	default: 0,
	description: 'Whether other scripts than the one above may talk, and when',
});

/** Who talks in the calls of a task. */
export const scriptFields: INodeProperties[] = [
	{
		displayName: 'Script Kind',
		name: 'scriptKind',
		type: 'options',
		options: [
			{ name: '1.0 Script', value: 'group', description: 'Including scripts of large models' },
			{ name: '2.0 Script', value: 'robot' },
		],
		default: 'group',
		description: 'Where the scripts come from (group_type). All scripts of a task are of one kind.',
	},
	{
		...scriptPicker('Script', 'The script that talks, unless another one is set for the call'),
		required: true,
	},
	scriptModeField(7, [ONE_SCRIPT, BY_TIME, BY_VARIABLE, SEVERAL]),
	scriptModeField(6, [ONE_SCRIPT, BY_TIME]),
	timeWindowsField,
	variableRulesField,
	...scriptListFields,
];

const NOTHING = (): TaskPart => ({});

/** What each script mode (`is_group_switch`) demands. */
const BLOCKS: Record<number, Array<(source: TaskSource) => TaskPart>> = {
	6: [NOTHING, scriptWindows],
	7: [NOTHING, scriptWindows, scriptRules, scriptList],
};

export function scripts(source: TaskSource): TaskPart {
	const { get, form } = source;
	const mode = get('scriptMode');
	const block = mode === undefined ? NOTHING : BLOCKS[form.taskType][Number(mode)];
	if (!block) refuse(source.place, 'Script Mode', 'is set to something that this task type does not have');
	const { task, extras } = block(source);
	return {
		task: {
			group_type: get('scriptKind'),
			destination_extension: idMember(source, get('scriptId'), 'Script'),
			is_group_switch: mode,
			...task,
		},
		extras,
	};
}
