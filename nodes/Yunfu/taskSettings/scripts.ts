import { form, type InputOf } from '../../shared';
import { scriptPicker } from '../pickers';
import { idMember, type IdForm, type TaskPart } from './ids';
import {
	scriptList,
	scriptListFields,
	scriptRules,
	scriptWindows,
	timeWindows,
	variableRules,
} from './scriptModes';

const MODE = 'Whether other scripts than the one above may talk, and when';
const ONE_SCRIPT = { name: 'One Script', value: 0 } as const;
const BY_TIME = { name: 'By Time of Day', value: 1, description: 'Other scripts in certain hours' } as const;
const BY_VARIABLE = {
	name: 'By Number Variable',
	value: 2,
	description: 'By the Script Keyword of each number',
} as const;
const SEVERAL = { name: 'Several Scripts', value: 3, description: 'Scripts that take turns' } as const;

/** Who talks in the calls of a task. Each task type has script modes of its own. */
export const scriptFields = {
	group_type: form.choice(
		'Script Kind',
		'Where the scripts come from (group_type). All scripts of a task are of one kind.',
		[
			{ name: '1.0 Script', value: 'group', description: 'Including scripts of large models' },
			{ name: '2.0 Script', value: 'robot' },
		],
		{ name: 'scriptKind', default: 'group' },
	),
	destination_extension: scriptPicker(
		'Script',
		'The script that talks, unless another one is set for the call',
		{ name: 'scriptId', required: true },
	),
	is_group_switch: form.choice('Script Mode', MODE, [ONE_SCRIPT, BY_TIME, BY_VARIABLE, SEVERAL], {
		name: 'scriptMode',
		default: 0,
		show: { '/taskType': [7] },
	}),
	previousMode: form.choice('Script Mode', MODE, [ONE_SCRIPT, BY_TIME], {
		name: 'scriptMode',
		default: 0,
		show: { '/taskType': [6] },
	}),
	timeWindows,
	variableRules,
	...scriptListFields,
};

/** What each script mode (`is_group_switch`) demands. */
const BLOCKS = [(): TaskPart => ({}), scriptWindows, scriptRules, scriptList];

export function scripts(
	input: InputOf<typeof scriptFields> & { idForm: IdForm; task_type: number | undefined },
): TaskPart {
	const mode = input.is_group_switch ?? input.previousMode;
	const { task, extras } = BLOCKS[mode ?? 0](input);
	return {
		task: {
			group_type: input.group_type,
			destination_extension: idMember(input.idForm, input.destination_extension),
			is_group_switch: mode,
			...task,
		},
		extras,
	};
}
