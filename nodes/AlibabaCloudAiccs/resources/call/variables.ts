import {
	NodeOperationError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type INodeProperties,
	type INodePropertyCollection,
} from 'n8n-workflow';

import { isObject, parseLossless, plainText } from '../../../shared';
import { mappedVariablesField } from '../../variableFields';
import { engineKey, readMapped } from '../../variables';

/** What a call can be told: each kind is a parameter of its own. */
const KINDS = {
	startWordParam: {
		property: 'StartWordParam',
		label: 'Opening Variable',
		description: 'Values for the variables in the opening words of the application',
		sample: '{ "name": "Li Na" }',
	},
	promptParam: {
		property: 'PromptParam',
		label: 'Prompt Variable',
		description: 'Values for the variables in the prompt of the application',
		sample: '{ "style": "friendly" }',
	},
	bizParam: {
		property: 'BizParam',
		label: 'Business Parameter',
		description: 'Values that are passed on to your own model',
		sample: '{ "orderId": "4711" }',
	},
} as const;

export type VariableKind = keyof typeof KINDS;

const labelOf = (kind: VariableKind) => `${KINDS[kind].label}s`;
const jsonName = (kind: VariableKind) => `${kind}Json`;

/** The ways to give the values; one object for all operations. */
export const variablesModeField: INodeProperties = {
	displayName: 'Specify Variables',
	name: 'specifyVariables',
	type: 'options',
	options: [
		{
			name: 'Mapping Each Variable',
			value: 'map',
			description: 'Shows the variables of the application, where Alibaba Cloud lists them',
		},
		{ name: 'Using Name and Value Pairs', value: 'pairs' },
		{ name: 'Using JSON', value: 'json' },
	],
	default: 'pairs',
	description: 'How to give the values that the application uses in the conversation',
};

/** The variables of the application, as the editor loads them; one object for all operations. */
export const mappedVariables = mappedVariablesField('applicationCode');

const pairGroup = (kind: VariableKind): INodePropertyCollection => ({
	displayName: KINDS[kind].label,
	name: kind,
	values: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. name',
			description: 'Name of the variable, as the application defines it',
		},
		{
			displayName: 'Value',
			name: 'value',
			type: 'string',
			default: '',
			placeholder: 'e.g. Li Na',
			description: 'Value of the variable in this call',
		},
	],
});

/** The pairs of an operation that takes these kinds. */
export const variablePairs = (kinds: VariableKind[]): INodeProperties => ({
	displayName: 'Variables',
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Variable',
	displayOptions: { show: { specifyVariables: ['pairs'] } },
	default: {},
	description: 'Values that the application uses in the conversation',
	options: kinds.map(pairGroup),
});

const jsonField = (kind: VariableKind): INodeProperties => ({
	displayName: labelOf(kind),
	name: jsonName(kind),
	type: 'json',
	displayOptions: { show: { specifyVariables: ['json'] } },
	default: '{}',
	placeholder: `e.g. ${KINDS[kind].sample}`,
	description: `${KINDS[kind].description}, as a JSON object`,
});

/** JSON fields by kind; one object each for all operations. */
export const variableJsonFields: Record<VariableKind, INodeProperties> = {
	startWordParam: jsonField('startWordParam'),
	promptParam: jsonField('promptParam'),
	bizParam: jsonField('bizParam'),
};

function refuse(context: IExecuteSingleFunctions, field: string, problem: string): never {
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(context.getNode(), `${field} ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${field}" and run the node again. Nothing was sent.`,
	});
}

function fromPairs(context: IExecuteSingleFunctions, kind: VariableKind): string | undefined {
	const { [kind]: pairs = [] } = context.getNodeParameter('variables', {}) as Partial<
		Record<VariableKind, IDataObject[]>
	>;
	const values = new Map<string, string>();
	for (const { name, value } of pairs) {
		const key = plainText(name).trim();
		if (key === '') refuse(context, 'Variables', `has an entry of ${labelOf(kind)} without a name`);
		if (values.has(key)) refuse(context, 'Variables', `has two entries named "${key}"`);
		values.set(key, plainText(value));
	}
	return values.size === 0 ? undefined : JSON.stringify(Object.fromEntries(values));
}

function fromJson(context: IExecuteSingleFunctions, kind: VariableKind): string | undefined {
	const value = context.getNodeParameter(jsonName(kind), '');
	if (typeof value === 'string' && value.trim() === '') return undefined;
	let parsed: unknown = value;
	try {
		if (typeof value === 'string') parsed = parseLossless(value);
	} catch {
		refuse(context, labelOf(kind), 'is not valid JSON');
	}
	if (!isObject(parsed)) refuse(context, labelOf(kind), 'must be a JSON object, like { "name": "Li Na" }');
	if (Object.keys(parsed).length === 0) return undefined;
	// Text goes out as it was written: numbers of many digits stay exact.
	return typeof value === 'string' ? value.trim() : JSON.stringify(parsed);
}

function fromMapper(context: IExecuteSingleFunctions, kinds: VariableKind[]): IDataObject {
	const read = readMapped(context);
	if ('problem' in read) return refuse(context, 'Variables', read.problem);
	const objects: Partial<Record<VariableKind, Record<string, string>>> = {};
	for (const [key, value] of Object.entries(read.values)) {
		const { kind, name } = engineKey(key) ?? refuse(context, 'Variables', `have "${key}" of no known kind`);
		if (!kinds.includes(kind)) refuse(context, 'Variables', `have ${labelOf(kind)}, which are not sent here`);
		(objects[kind] ??= {})[name] = value;
	}
	return Object.fromEntries(
		kinds.flatMap((kind) =>
			objects[kind] ? [[KINDS[kind].property, JSON.stringify(objects[kind])] as const] : [],
		),
	);
}

/**
 * The query parameters of these kinds, each a JSON object in text; kinds without a value are left out.
 *
 * @throws NodeOperationError that names the field
 */
export function variableQuery(context: IExecuteSingleFunctions, kinds: VariableKind[]): IDataObject {
	const mode = context.getNodeParameter('specifyVariables', 'pairs');
	if (mode === 'map') return fromMapper(context, kinds);
	const read = mode === 'json' ? fromJson : fromPairs;
	const query: IDataObject = {};
	for (const kind of kinds) {
		const value = read(context, kind);
		if (value !== undefined) query[KINDS[kind].property] = value;
	}
	return query;
}
