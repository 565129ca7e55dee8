import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
	ResourceMapperField,
	ResourceMapperValue,
} from 'n8n-workflow';

import { fieldReader, isObject, jsonParameters, parameterTexts, plainText } from '../shared';

/** Values by key, as `PhoneNumberList` and `Variables` take them; variables without a value are left out. */
export type VariableValues = Record<string, string>;

/** Kinds of variables of an LLM application: prefixes of the key in a task, parameters of their own in a call. */
export const ENGINE_KINDS = ['startWordParam', 'promptParam', 'bizParam'] as const;

const ENGINE_KEY = /^(startWordParam|promptParam|bizParam)\.(.+)$/;

/** Kind and plain name of a key like `promptParam.product`; other keys are call variables of an agent. */
export function engineKey(key: string): { kind: (typeof ENGINE_KINDS)[number]; name: string } | undefined {
	const [, kind, name] = ENGINE_KEY.exec(key) ?? [];
	return kind === undefined ? undefined : { kind: kind as (typeof ENGINE_KINDS)[number], name };
}

interface Pair {
	kind?: unknown;
	name?: unknown;
	value?: unknown;
}

type Mapper = Pick<ResourceMapperValue, 'mappingMode' | 'value' | 'schema'>;

/** The variables of an item, or what is wrong with them, as the end of a sentence about "Variables". */
export type ReadVariables = { values: VariableValues } | { problem: string };

const shownFields = ({ schema }: Mapper): ResourceMapperField[] =>
	(schema ?? []).filter(({ removed }) => removed !== true);

/** The field of an item that has the name of a variable, with or without the prefix of its kind. */
function ofSameName(json: IDataObject, key: string): unknown {
	if (Object.hasOwn(json, key)) return json[key];
	const name = engineKey(key)?.name;
	return name !== undefined && Object.hasOwn(json, name) ? json[name] : undefined;
}

function label({ id, displayName }: ResourceMapperField): string {
	return displayName.includes(id) ? displayName : `${displayName} (${id})`;
}

function checkMapped(mapper: Mapper, raw: Record<string, unknown>): ReadVariables {
	const values: VariableValues = {};
	for (const [key, value] of Object.entries(raw)) {
		const filled = plainText(value);
		if (filled !== '') values[key] = filled;
	}
	for (const field of shownFields(mapper)) {
		const value = values[field.id];
		if (value === undefined) {
			if (field.required) return { problem: `need a value for "${label(field)}"` };
			continue;
		}
		const choices =
			field.type === 'options' ? (field.options ?? []).map((choice) => String(choice.value)) : [];
		if (choices.length > 0 && !choices.includes(value)) {
			return {
				problem: `have "${value}" for "${label(field)}", which must be one of: ${choices.join(', ')}`,
			};
		}
	}
	return { values };
}

/** A pair whose key and value may differ from item to item. */
interface PairReader {
	key: (itemIndex: number) => string;
	value: (itemIndex: number) => unknown;
}

const pairKey = (kind: string, name: unknown): string => {
	const plain = plainText(name).trim();
	return plain === '' || kind === '' || engineKey(plain) ? plain : `${kind}.${plain}`;
};

function readPairs(pairs: PairReader[], itemIndex: number): ReadVariables {
	const names = new Set<string>();
	const values: VariableValues = {};
	for (const { key: keyOf, value } of pairs) {
		const key = keyOf(itemIndex);
		if (key === '') return { problem: 'have an entry without a name' };
		if (names.has(key)) return { problem: `have two entries named "${key}"` };
		names.add(key);
		const filled = plainText(value(itemIndex));
		if (filled !== '') values[key] = filled;
	}
	return { values };
}

/** Names seldom differ between items. */
function once<Result>(of: (value: unknown) => Result): (value: unknown) => Result {
	let last: { value: unknown; result: Result } | undefined;
	return (value) => {
		if (last?.value !== value || last === undefined) last = { value, result: of(value) };
		return last.result;
	};
}

const pairReader = ({ kind, name, value }: Pair): PairReader => {
	const key = pairKey(plainText(kind), name);
	return { key: () => key, value: () => value };
};

function fromJson(value: unknown): ReadVariables {
	if (isObject(value)) return { values: parameterTexts(value) };
	const json = plainText(value).trim();
	if (json === '') return { values: {} };
	try {
		return { values: jsonParameters(json) };
	} catch {
		return { problem: 'must be a JSON object, like { "customerName": "Li Na" }' };
	}
}

/** The variables of one item. */
export function readVariables(context: IExecuteSingleFunctions): ReadVariables {
	const mode = context.getNodeParameter('specifyVariables');
	if (mode === 'json') return fromJson(context.getNodeParameter('variablesJson', ''));
	if (mode === 'pairs') {
		const { variable = [] } = context.getNodeParameter('variables', {}) as { variable?: Pair[] };
		return readPairs(variable.map(pairReader), context.getItemIndex());
	}
	return readMapped(context);
}

/** The variables of one item, from the fields the editor showed for the agent. */
export function readMapped(context: IExecuteSingleFunctions): ReadVariables {
	const mapper = context.getNodeParameter('mappedVariables', {}) as unknown as Mapper;
	return checkMapped(
		mapper,
		mapper.mappingMode === 'autoMapInputData'
			? sameNames(mapper, context.getInputData().json)
			: (mapper.value ?? {}),
	);
}

function sameNames(mapper: Mapper, json: IDataObject): Record<string, unknown> {
	return Object.fromEntries(shownFields(mapper).map(({ id }) => [id, ofSameName(json, id)]));
}

/** The same for all items of a node at once, without evaluating an expression where a field's name is enough. */
export function variablesReader(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): (itemIndex: number) => ReadVariables {
	const { parameters } = context.getNode();
	const read = (path: string, raw: unknown) =>
		fieldReader(context, items, path, raw as Parameters<typeof fieldReader>[3]);
	const mode = parameters.specifyVariables ?? 'map';
	if (mode === 'json') {
		const value = read('variablesJson', parameters.variablesJson);
		return (itemIndex) => fromJson(value(itemIndex));
	}
	if (mode === 'pairs') {
		const { variable = [] } = (parameters.variables ?? {}) as { variable?: Pair[] };
		const pairs = variable.map(({ kind, name, value }, index): PairReader => {
			const keyOf = once((plain) => pairKey(plainText(kind), plain));
			const nameOf = read(`variables.variable[${index}].name`, name);
			return {
				key: (itemIndex) => keyOf(nameOf(itemIndex)),
				value: read(`variables.variable[${index}].value`, value),
			};
		});
		return (itemIndex) => readPairs(pairs, itemIndex);
	}
	const mapper = (parameters.mappedVariables ?? {}) as unknown as Mapper;
	if (mapper.mappingMode === 'autoMapInputData') {
		return (itemIndex) => checkMapped(mapper, sameNames(mapper, items[itemIndex].json));
	}
	const readers = Object.entries(mapper.value ?? {}).map(
		([key, raw]) => [key, read(`mappedVariables.value[${JSON.stringify(key)}]`, raw)] as const,
	);
	return (itemIndex) =>
		checkMapped(mapper, Object.fromEntries(readers.map(([key, value]) => [key, value(itemIndex)])));
}
