import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { form, isObject, jsonParameters, parameterTexts, refuse, textIn, type Mapped } from '../shared';
import { mapCallVariables } from './mapCallVariables';

/** Values by key, as `PhoneNumberList` and `Variables` take them; variables without a value are left out. */
export type VariableValues = Record<string, string>;

/** Kinds of variables of an LLM application: prefixes of the key in a task, parameters of their own in a call. */
export const ENGINE_KINDS = ['startWordParam', 'promptParam', 'bizParam'] as const;

export type EngineKind = (typeof ENGINE_KINDS)[number];

const ENGINE_KEY = /^(startWordParam|promptParam|bizParam)\.(.+)$/;

/** Kind and plain name of a key like `promptParam.product`; other keys are call variables of an agent. */
export function engineKey(key: string): { kind: EngineKind; name: string } | undefined {
	const [, kind, name] = ENGINE_KEY.exec(key) ?? [];
	return kind === undefined ? undefined : { kind: kind as EngineKind, name };
}

/** The field of an item that has the name of a variable, with or without the prefix of its kind. */
function ofSameName(json: IDataObject, { id }: ResourceMapperField): unknown {
	if (Object.hasOwn(json, id)) return json[id];
	const name = engineKey(id)?.name;
	return name !== undefined && Object.hasOwn(json, name) ? json[name] : undefined;
}

/**
 * The agent's own call variables, as the editor loads them.
 *
 * @param dependsOn parameter that decides which agent it is
 */
export const mappedVariables = (dependsOn: string) =>
	form.mapper('Variables', 'Values for the call variables of the agent', {
		name: 'mappedVariables',
		show: { specifyVariables: ['map'] },
		mapping: { mapCallVariables },
		dependsOn: [dependsOn],
		typeOptions: {
			mode: 'add',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: true,
			multiKeyMatch: false,
			noFieldsError:
				'No call variables yet: choose the call task or application first. If it is chosen, it has none. Name and value pairs work without them.',
		},
		ofItem: ofSameName,
	});

/** How the values of call variables are given; Import and Import One share these, Place has the mapper too. */
export const variableFields = {
	specifyVariables: form.choice(
		'Specify Variables',
		'How to give the values that the agent uses in the conversation',
		[
			{
				name: 'Mapping Each Variable',
				value: 'map',
				description: 'Shows the variables of the agent, to drag fields on or to map by name',
			},
			{
				name: 'Using Name and Value Pairs',
				value: 'pairs',
				description: 'For agents that cannot be looked up',
			},
			{ name: 'Using JSON', value: 'json', description: 'All variables as one JSON object' },
		],
		{ default: 'map', sent: false },
	),
	mappedVariables: mappedVariables('taskId.value'),
	variables: form.rows(
		'Variables',
		'Values the agent uses in the conversation. The names are those of its call variables.',
		{
			sent: false,
			show: { specifyVariables: ['pairs'] },
			entry: ['variable', 'Variable'],
			add: 'Add Variable',
			members: {
				kind: form.choice(
					'Kind',
					'Tasks of an LLM application need to know where a variable belongs',
					[
						{ name: 'Business Parameter', value: 'bizParam', description: 'Of an LLM application' },
						{ name: 'Call Variable', value: '', description: 'Of a voice agent' },
						{ name: 'Opening Variable', value: 'startWordParam', description: 'Of an LLM application' },
						{ name: 'Prompt Variable', value: 'promptParam', description: 'Of an LLM application' },
					],
					{ default: '', noDataExpression: true },
				),
				name: form.text('Name', 'Key of the variable', { example: 'customerName' }),
				value: form.text(
					'Value',
					'What the agent says or uses for it. Without a value the variable is not sent.',
					{ example: 'Li Na' },
				),
			},
		},
	),
	variablesJson: form.json(
		'Variables (JSON)',
		'Values by key as a JSON object. The keys of tasks of an LLM application begin with startWordParam., promptParam. or bizParam.',
		{
			sent: false,
			show: { specifyVariables: ['json'] },
			example: '{ "customerName": "Li Na", "carSeries": "SUV" }',
		},
	),
};

const label = ({ id, displayName }: ResourceMapperField) =>
	displayName.includes(id) ? displayName : `${displayName} (${id})`;

/**
 * The variables that a resource mapper was told, held against what the agent says of them.
 *
 * @throws Problem
 */
export function mappedValues({ values: given, schema }: Mapped): VariableValues {
	const values: VariableValues = {};
	for (const [key, value] of Object.entries(given)) {
		const filled = textIn('Variables', value);
		if (filled !== '') values[key] = filled;
	}
	for (const field of schema) {
		const value = values[field.id];
		if (value === undefined) {
			if (field.required) refuse('Variables', `need a value for "${label(field)}"`);
			continue;
		}
		const known = field.type === 'options' ? (field.options ?? []).map((choice) => String(choice.value)) : [];
		if (known.length > 0 && !known.includes(value)) {
			refuse('Variables', `have "${value}" for "${label(field)}", which must be one of: ${known.join(', ')}`);
		}
	}
	return values;
}

function pairedValues(pairs: Array<{ kind?: string; name?: string; value?: string }>): VariableValues {
	const values: VariableValues = {};
	const keys = new Set<string>();
	for (const { kind, name, value } of pairs) {
		if (name === undefined) return refuse('Variables', 'have an entry without a name');
		const key = !kind || engineKey(name) ? name : `${kind}.${name}`;
		if (keys.has(key)) refuse('Variables', `have two entries named "${key}"`);
		keys.add(key);
		if (value !== undefined) values[key] = value;
	}
	return values;
}

function valuesInJson(value: string | IDataObject = ''): VariableValues {
	if (isObject(value)) return parameterTexts(value);
	if (value.trim() === '') return {};
	let values: VariableValues | undefined;
	try {
		values = jsonParameters(value);
	} catch {
		values = undefined;
	}
	return values ?? refuse('Variables', 'must be a JSON object, like { "customerName": "Li Na" }');
}

interface Given {
	specifyVariables?: string;
	mappedVariables: Mapped;
	variables: Parameters<typeof pairedValues>[0];
	variablesJson?: string | IDataObject;
}

/** @throws Problem that says what is wrong with the variables */
export function variableValues({ specifyVariables, ...given }: Given): VariableValues {
	if (specifyVariables === 'json') return valuesInJson(given.variablesJson);
	if (specifyVariables === 'pairs') return pairedValues(given.variables);
	return mappedValues(given.mappedVariables);
}
