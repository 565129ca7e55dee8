import { form, refuse, textIn, type Field, type InputOf } from '../../shared';
import { scriptPicker } from '../pickers';
import { clockTime } from './clockTime';
import { idMember, type IdForm, type TaskPart } from './ids';

const MOST_RULES = 100;
const MOST_KEYWORDS = 10;

const WINDOWS = 'Scripts by Time';
const RULES = 'Scripts by Number Variable';
const SCRIPTS = 'Scripts in Turn';

const NO_SCRIPT = 'Script is empty';

/** Scripts by time of day, for both task types. */
export const timeWindows = form.rows(WINDOWS, 'Which script talks at which time of day, in China time', {
	add: 'Add Time Window',
	sortable: true,
	show: { scriptMode: [1] },
	entry: ['window', 'Time Window'],
	members: {
		begin: clockTime('From', 'Start of the window, as HH:mm', '09:00'),
		end: clockTime('To', 'End of the window, as HH:mm', '12:00'),
		scriptId: scriptPicker('Script', 'The script that talks in this window', {}),
		defaultScriptId: scriptPicker(
			'Script Outside the Window',
			'The script that talks at other times. If it is empty, the Script of the task does.',
			{ show: { '/taskType': [6] } },
		),
	},
	check: ({ begin, end, scriptId }) => {
		if (begin.slice(0, 5) >= end.slice(0, 5)) return 'must end after it starts';
		return scriptId === undefined ? NO_SCRIPT : undefined;
	},
});

/** Keywords as people type them, or as a list from an expression. */
const keywords: Field<string[]> = {
	...form.text('Keywords', `Up to ${MOST_KEYWORDS} different keywords, separated by commas`, {
		example: 'male, man',
	}),
	parse: (raw) =>
		(Array.isArray(raw) ? raw : textIn('Keywords', raw).split(/[,，\n]/))
			.map((keyword) => textIn('Keywords', keyword).trim())
			.filter((keyword) => keyword !== ''),
};

const order = (standard: number, description: string) =>
	form.number('Order', description, { min: 0, precision: 0, default: standard });

/** Scripts by what a number's Script Keyword says. */
export const variableRules = form.rows(
	RULES,
	`Which script talks to whom, by the Script Keyword of the imported number. At most ${MOST_RULES} rules.`,
	{
		add: 'Add Rule',
		sortable: true,
		show: { scriptMode: [2], '/taskType': [7] },
		entry: ['rule', 'Rule'],
		members: {
			mode: form.choice(
				'When the Number',
				'How the Script Keyword of the number is compared with the keywords',
				[
					{ name: 'Contains Any Keyword', value: 0 },
					{ name: 'Equals Any Keyword', value: 1 },
				],
				{ default: 1 },
			),
			keywords,
			scriptId: scriptPicker('Script', 'The script that talks to these numbers', {}),
			sort: order(0, 'The rule with the lowest order that fits is used'),
		},
		check: ({ mode, keywords: words, scriptId, sort }) => {
			if (mode === undefined) return 'must say how to compare';
			if (words.length === 0) return 'must have a keyword';
			if (words.length > MOST_KEYWORDS) return `may have at most ${MOST_KEYWORDS} keywords`;
			if (new Set(words).size < words.length) return 'must not have a keyword twice';
			if (sort === undefined) return 'must have an order';
			return scriptId === undefined ? NO_SCRIPT : undefined;
		},
	},
);

const whenSeveral = { scriptMode: [3], '/taskType': [7] };

/** Several scripts that take turns. */
export const scriptListFields = {
	dial_mode: form.choice(
		'Choose the Script',
		'How the script of a call is chosen',
		[
			{ name: 'In Turn', value: 0, description: 'One after the other, by their order' },
			{ name: 'At Random', value: 1 },
		],
		{ default: 0, show: whenSeveral },
	),
	scriptList: form.rows(SCRIPTS, 'The scripts to choose from', {
		add: 'Add Script',
		sortable: true,
		show: whenSeveral,
		entry: ['script', 'Script'],
		members: {
			scriptId: scriptPicker('Script', 'A script to choose from', {}),
			sort: order(1, 'Place of the script when they take turns'),
		},
		check: ({ scriptId, sort }) => {
			if (sort === undefined) return 'must have an order';
			return scriptId === undefined ? NO_SCRIPT : undefined;
		},
	}),
};

type Input = InputOf<
	{ timeWindows: typeof timeWindows; variableRules: typeof variableRules } & typeof scriptListFields
> & {
	idForm: IdForm;
	task_type: number | undefined;
	destination_extension: string;
};

/** Each task type has a block of its own for this. */
export function scriptWindows(input: Input): TaskPart {
	const { timeWindows: windows, idForm, destination_extension: otherwise } = input;
	if (windows.length === 0) refuse(WINDOWS, 'must have at least one time window');
	const blocks = windows.map(({ begin, end, scriptId, defaultScriptId }) => ({
		begin: begin.slice(0, 5),
		end: end.slice(0, 5),
		script: idMember(idForm, scriptId),
		fallback: idMember(idForm, defaultScriptId ?? otherwise),
	}));
	if (input.task_type === 6) {
		return {
			task: {
				group_switch_rule: blocks.map(({ begin, end, script, fallback }) => ({
					switch_start: begin,
					switch_end: end,
					group_id: script,
					default_group_id: fallback,
				})),
			},
		};
	}
	return {
		extras: {
			destination_extension_list: blocks.map(({ begin, end, script }) => ({
				begin,
				end,
				destination_extension: script,
			})),
		},
	};
}

export function scriptRules({ variableRules: rules, idForm }: Input): TaskPart {
	if (rules.length === 0) refuse(RULES, 'must have at least one rule');
	if (rules.length > MOST_RULES) refuse(RULES, `may have at most ${MOST_RULES} rules`);
	return {
		extras: {
			destination_extension_with_variable_list: rules.map(({ mode, keywords: values, scriptId, sort }) => ({
				mode,
				values,
				destination_extension: idMember(idForm, scriptId),
				sort,
			})),
		},
	};
}

export function scriptList({ scriptList: list, dial_mode = 0, idForm }: Input): TaskPart {
	if (list.length === 0) refuse(SCRIPTS, 'must have at least one script');
	return {
		extras: {
			destination_extension_multi_config: {
				dial_mode,
				// The sample has these IDs as text, unlike all others.
				list: list.map(({ scriptId, sort }) => ({
					destination_extension: idMember(idForm, scriptId, true),
					sort,
				})),
			},
		},
	};
}
