import type { INodeProperties } from 'n8n-workflow';

import { checkValues, z } from '../../shared';
import { entriesOf, requiredId, type TaskPart, type TaskSource } from './part';
import { scriptPicker } from './pickers';

const LABEL = 'Scripts by Number Variable';
const MOST_RULES = 100;
const MOST_KEYWORDS = 10;

/** Scripts by what a number's Script Keyword says. */
export const variableRulesField: INodeProperties = {
	displayName: LABEL,
	name: 'variableRules',
	type: 'fixedCollection',
	displayOptions: { show: { scriptMode: [2], '/taskType': [7] } },
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Rule', sortable: true },
	placeholder: 'Add Rule',
	default: {},
	description: `Which script talks to whom, by the Script Keyword of the imported number. At most ${MOST_RULES} rules.`,
	options: [
		{
			displayName: 'Rule',
			name: 'rule',
			values: [
				{
					displayName: 'When the Number',
					name: 'mode',
					type: 'options',
					options: [
						{ name: 'Contains Any Keyword', value: 0 },
						{ name: 'Equals Any Keyword', value: 1 },
					],
					default: 1,
					description: 'How the Script Keyword of the number is compared with the keywords',
				},
				{
					displayName: 'Keywords',
					name: 'keywords',
					type: 'string',
					default: '',
					placeholder: 'e.g. male, man',
					description: `Up to ${MOST_KEYWORDS} different keywords, separated by commas`,
				},
				scriptPicker('Script', 'The script that talks to these numbers'),
				{
					displayName: 'Order',
					name: 'sort',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 0 },
					default: 0,
					description: 'The rule with the lowest order that fits is used',
				},
			],
		},
	],
};

/** Keywords as people type them, or as a list from an expression. */
const keywordList = (value: unknown): string[] =>
	(Array.isArray(value) ? value.map(String) : String(value ?? '').split(/[,，\n]/))
		.map((keyword) => keyword.trim())
		.filter((keyword) => keyword !== '');

const rule = z.object({
	rules: z
		.array(
			z.object({
				mode: z.number().check(z.refine((mode) => mode === 0 || mode === 1, 'must say how to compare')),
				keywords: z.pipe(
					z.transform(keywordList),
					z.array(z.string()).check(
						z.minLength(1, 'must have a keyword'),
						z.maxLength(MOST_KEYWORDS, `may have at most ${MOST_KEYWORDS} keywords`),
						z.refine((list) => new Set(list).size === list.length, 'must not have a keyword twice'),
					),
				),
				sort: z
					.number('must have an order')
					.check(z.int('must have a whole number as order'), z.gte(0, 'must have an order from 0')),
			}),
		)
		.check(
			z.minLength(1, 'must have at least one rule'),
			z.maxLength(MOST_RULES, `may have at most ${MOST_RULES} rules`),
		),
});

export function scriptRules(source: TaskSource): TaskPart {
	const rules = entriesOf(source.get('variableRules'), 'rule') ?? [];
	const checked = checkValues(rule, { rules }, { rules: LABEL }, source.place).rules;
	return {
		extras: {
			destination_extension_with_variable_list: checked.map(({ mode, keywords, sort }, index) => ({
				mode,
				values: keywords,
				destination_extension: requiredId(source, rules[index].scriptId, `${LABEL}: Script`),
				sort,
			})),
		},
	};
}
