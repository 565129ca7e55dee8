import type {
	IDataObject,
	INodeProperties,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperTypeOptions,
} from 'n8n-workflow';
import type { ZodMiniType } from 'zod/v4-mini';

import { isObject } from '../json';
import { toEpochMs } from '../time';
import * as z from '../z';
import {
	inputOf,
	propertyOf,
	type Field,
	type FieldMapping,
	type Fields,
	type Group,
	type InputOf,
	type ListSearch,
	type Property,
} from './field';
import { refuse } from './problem';
import { LOST_DIGITS, entriesOf, hasLostDigits, plainText } from './text';

/** Kinds of fields. Each reads what people really have, and refuses by name what cannot be meant. */

interface Common {
	required?: boolean;
	/** Name in n8n, where it is not the key. */
	name?: string;
	/** A field that steers the node states false. */
	sent?: boolean;
	/** How the value is sent, where that is not as it is. */
	encode?: (value: never) => unknown;
	/** When the editor shows it: other fields by name, with the values that bring it into sight. */
	show?: Record<string, Array<string | number | boolean>>;
	/** When it does not, although the others would have it shown. */
	hide?: Record<string, Array<string | number | boolean>>;
	hint?: string;
	noDataExpression?: boolean;
}

/** What a required field has for sure; it may still not be shown. */
type Given<Options, Value> = Options extends { required: true; show?: undefined } ? Value : Value | undefined;

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The rule's message, with the place in a list that it is about. */
function checked<Value>(label: string, rule: ZodMiniType<Value>, value: unknown): Value {
	const result = rule.safeParse(value);
	if (result.success) return result.data;
	const [{ path, message }] = result.error.issues;
	const position = path.find((part) => typeof part === 'number');
	return refuse(position === undefined ? label : `${label} (entry ${position + 1})`, message);
}

const NOT_PLAIN = new Set(['dateTime', 'fixedCollection', 'resourceMapper', 'notice', 'json']);

/** @param read what a value that is there comes out as */
function field<Value>(
	property: Property,
	{ required, name, sent, encode, show, hide, hint, noDataExpression }: Common,
	read: (raw: unknown, json: IDataObject) => Value,
): Field<Value> {
	const { displayName: label, default: standard, ...rest } = property;
	return {
		property: {
			displayName: label,
			...rest,
			...(noDataExpression ? { noDataExpression } : {}),
			...(required ? { required } : {}),
			...(show || hide ? { displayOptions: { ...(show && { show }), ...(hide && { hide }) } } : {}),
			...(hint === undefined ? {} : { hint }),
			default: standard,
		},
		name,
		isSent: sent !== false,
		isPlain: encode === undefined && !NOT_PLAIN.has(property.type),
		encode: encode as Field['encode'],
		parse(raw, json) {
			const value = isEmpty(raw) ? undefined : read(raw, json);
			if (required && isEmpty(value)) refuse(label, 'is empty');
			return value as Value;
		},
	};
}

const placeholderOf = (example: string | undefined) =>
	example === undefined ? {} : { placeholder: `e.g. ${example}` };

interface TextOptions extends Common {
	example?: string;
	default?: string;
	/** Most characters. */
	max?: number;
	/** What the text has to look like, and what to say otherwise. */
	pattern?: [RegExp, string];
	/** What the editor's field looks like. */
	typeOptions?: Property['typeOptions'];
}

/** Text, without spaces around it. */
export function text<const Options extends TextOptions>(
	label: string,
	description: string,
	options = {} as Options,
): Field<Given<Options, string>> {
	const { example, default: standard = '', max, pattern, typeOptions } = options;
	return field(
		{
			displayName: label,
			type: 'string',
			...(typeOptions ? { typeOptions } : {}),
			default: standard,
			...placeholderOf(example),
			description,
		},
		options,
		(raw) => {
			const value = plainText(label, raw).trim();
			if (max !== undefined && value.length > max) refuse(label, `has more than ${max} characters`);
			if (pattern && value !== '' && !pattern[0].test(value)) refuse(label, pattern[1]);
			return (value === '' ? undefined : value) as Given<Options, string>;
		},
	);
}

interface NumberOptions extends Common {
	default?: number;
	min?: number;
	max?: number;
	/** `typeOptions` beside the limits. */
	precision?: number;
	example?: string;
}

function wholeNumber(min: number | undefined, max: number | undefined) {
	const onlyLeast = min !== undefined && max === undefined && min !== 0;
	const range = onlyLeast ? ` of at least ${min}` : max === undefined ? '' : ` from ${min} to ${max}`;
	const least = onlyLeast
		? `must be a number${range}`
		: min === 0
			? 'must not be negative'
			: `must be at least ${min}`;
	return z
		.number(`must be a number${range}`)
		.check(
			z.int(`must be a whole number${range}`),
			z.gte(min ?? Number.MIN_SAFE_INTEGER, least),
			z.lte(max ?? Number.MAX_SAFE_INTEGER, `must be at most ${max}`),
		);
}

/** A whole number, or one in text. */
export function number<const Options extends NumberOptions>(
	label: string,
	description: string,
	options = {} as Options,
): Field<Given<Options, number>> {
	const { default: standard = 0, min, max, precision, example } = options;
	const limits = {
		...(min === undefined ? {} : { minValue: min }),
		...(max === undefined ? {} : { maxValue: max }),
		...(precision === undefined ? {} : { numberPrecision: precision }),
	};
	const rule = wholeNumber(min, max);
	return field(
		{
			displayName: label,
			type: 'number',
			...(Object.keys(limits).length > 0 ? { typeOptions: limits } : {}),
			default: standard,
			...placeholderOf(example),
			description,
		},
		options,
		(raw) => checked(label, rule, typeof raw === 'string' ? Number(raw) : raw) as Given<Options, number>,
	);
}

const SWITCHES = new Map<unknown, boolean>([
	[true, true],
	[false, false],
	['true', true],
	['false', false],
	[1, true],
	[0, false],
	['1', true],
	['0', false],
]);

/** A switch; 0 and 1 as tables have them are taken, too. */
export function toggle(
	label: string,
	description: string,
	options: Common & { default?: boolean } = {},
): Field<boolean | undefined> {
	return field(
		{ displayName: label, type: 'boolean', default: options.default ?? false, description },
		options,
		(raw) => {
			const value = typeof raw === 'string' ? raw.trim().toLowerCase() : raw;
			return SWITCHES.get(value) ?? refuse(label, 'must be true or false');
		},
	);
}

/** A choice of the editor. */
export interface Choice<Value extends string | number = string | number> extends INodePropertyOptions {
	value: Value;
}

const textOfChoices = (choices: readonly Choice[]) => choices.map(({ value }) => String(value)).join(', ');

function chosen<Value extends string | number>(
	label: string,
	choices: ReadonlyArray<Choice<Value>>,
	raw: unknown,
): Value {
	const found = choices.find(({ value }) => String(value) === String(raw as string).trim());
	return found ? found.value : refuse(label, `must be one of: ${textOfChoices(choices)}`);
}

/** One of several values, and no other. */
export function choice<const Value extends string | number>(
	label: string,
	description: string,
	choices: ReadonlyArray<Choice<Value>>,
	options: Common & { default: Value },
): Field<Value | undefined> {
	const made = field<Value | undefined>(
		{
			displayName: label,
			type: 'options',
			options: [...choices],
			default: options.default,
			description,
		},
		options,
		(raw) => chosen(label, choices, raw),
	);
	// An empty text may be one of the values.
	if (!choices.some(({ value }) => value === '')) return made;
	return { ...made, parse: (raw) => chosen(label, choices, raw ?? '') };
}

/** Some of several values, each once. */
export function choices<const Value extends string | number>(
	label: string,
	description: string,
	values: ReadonlyArray<Choice<Value>>,
	options: Common & { default: Value[] },
): Field<Value[] | undefined> {
	return field<Value[] | undefined>(
		{ displayName: label, type: 'multiOptions', options: [...values], default: options.default, description },
		options,
		(raw) => {
			const list = Array.isArray(raw) ? raw : entriesOf(label, raw);
			const taken = [...new Set(list.map((entry) => chosen(label, values, entry)))];
			return taken.length === 0 ? undefined : taken;
		},
	);
}

/** A point in time, as milliseconds since the epoch; without an offset it is China time. */
export function time<const Options extends Common & { typeOptions?: Property['typeOptions'] }>(
	label: string,
	description: string,
	options = {} as Options,
): Field<Given<Options, number>> {
	return field(
		{
			displayName: label,
			type: 'dateTime',
			...(options.typeOptions ? { typeOptions: options.typeOptions } : {}),
			default: '',
			description,
		},
		options,
		(raw) =>
			(toEpochMs(raw) ?? refuse(label, 'must be a date and time, e.g. 2026-03-02 09:00:00')) as Given<
				Options,
				number
			>,
	);
}

interface ListOptions extends Common {
	example?: string;
	/** Most entries. */
	max?: number;
	/** What each entry has to look like, and what to say otherwise. */
	pattern?: [RegExp, string];
	/** Entries never have spaces inside, so that these separate them, too. */
	splitAtSpaces?: boolean;
}

/** A list that a person writes with separators between its entries, or that an expression gives. */
export function list<const Options extends ListOptions>(
	label: string,
	description: string,
	options = {} as Options,
): Field<Given<Options, string[]>> {
	const { example, max, pattern, splitAtSpaces } = options;
	const made = field(
		{ displayName: label, type: 'string', default: '', ...placeholderOf(example), description },
		options,
		(raw) => {
			const entries = entriesOf(
				label,
				splitAtSpaces && typeof raw === 'string' ? raw.replace(/\s+/g, ',') : raw,
			);
			if (pattern && entries.some((entry) => !pattern[0].test(entry))) refuse(label, pattern[1]);
			if (max !== undefined && entries.length > max) {
				refuse(label, `must be at most ${max}, but are ${entries.length}`);
			}
			return (entries.length === 0 ? undefined : entries) as Given<Options, string[]>;
		},
	);
	return { ...made, isPlain: false };
}

interface PickerOptions extends Common {
	/** What the list shows, e.g. `call task`. */
	noun: string;
	/** The method of the node that gives the list, with its name. */
	search: Record<string, ListSearch>;
	example: string;
	/** How a typed-in value is called, e.g. `By ID`. */
	by?: string;
	/** Name of that mode. */
	mode?: string;
	/** What is said below it. */
	idHint?: string;
	/** What it has to look like, and what to say otherwise. */
	pattern?: [RegExp, string];
}

/** Something with an ID in the vendor's system: picked from a list, or by its ID. */
export function picker<const Options extends PickerOptions>(
	label: string,
	description: string,
	options: Options,
): Field<Given<Options, string>> {
	const { noun, search, example, by = 'By ID', mode = 'id', idHint, pattern, required } = options;
	const [searchListMethod] = Object.keys(search);
	const made = field(
		{
			displayName: label,
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			description,
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: `Select ${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}…`,
					typeOptions: { searchListMethod, searchable: true },
				},
				{
					displayName: by,
					name: mode,
					type: 'string',
					placeholder: `e.g. ${example}`,
					...(idHint === undefined ? {} : { hint: idHint }),
					...(pattern ? { validation: [validationOf(pattern, required === true)] } : {}),
				},
			],
		},
		options,
		(raw) => {
			const value = plainText(label, isObject(raw) && 'value' in raw ? raw.value : raw).trim();
			if (value === '') return undefined as Given<Options, string>;
			if (pattern && !pattern[0].test(value)) refuse(label, `is wrong: ${pattern[1]}`);
			return value as Given<Options, string>;
		},
	);
	return { ...made, search };
}

/** The editor's own check of what is typed in. */
const validationOf = ([{ source }, errorMessage]: [RegExp, string], required: boolean) => ({
	type: 'regex' as const,
	properties: {
		regex: required
			? source.replace(/^\^/, '^\\s*').replace(/\$$/, '\\s*$')
			: source.replace(/^\^(.*)\$$/, '^\\s*($1)?\\s*$'),
		errorMessage,
	},
});

interface JsonOptions extends Common {
	example?: string;
	default?: string;
}

/** JSON as text or, from an expression, as what it means. */
export function json(
	label: string,
	description: string,
	options: JsonOptions = {},
): Field<string | IDataObject | undefined> {
	const { example, default: standard = '{}' } = options;
	return field<string | IDataObject | undefined>(
		{ displayName: label, type: 'json', default: standard, ...placeholderOf(example), description },
		options,
		(raw) => {
			if (isObject(raw)) return raw;
			return typeof raw === 'string' ? raw : refuse(label, 'must be a JSON object');
		},
	);
}

/** A sentence between the fields. */
export const notice = (message: string, options: Pick<Common, 'show'> = {}): Field<undefined> =>
	field({ displayName: message, type: 'notice', default: '' }, { ...options, sent: false }, () => undefined);

interface EntriesOptions extends Common {
	/** The button's text and the placeholder. */
	add: string;
	default?: IDataObject;
	sortable?: boolean;
}

interface RowsOptions<Members extends Fields> extends EntriesOptions {
	/** Name and label of one entry. */
	entry: [name: string, label: string];
	members: Members;
	/** What is wrong with an entry as a whole. */
	check?: (entry: InputOf<Members>) => string | undefined;
}

const unrouted = () => undefined;

/** The property of a list of entries, or of several lists side by side. */
const entriesProperty = (
	displayName: string,
	description: string,
	{ add, default: standard = {}, sortable }: EntriesOptions,
	groups: Array<{ name: string; label: string; members: Fields }>,
): Property => ({
	displayName,
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		multipleValueButtonText: add,
		...(sortable ? { sortable } : {}),
	},
	placeholder: add,
	default: standard as INodeProperties['default'],
	description,
	options: groups.map(({ name, label, members }) => ({
		displayName: label,
		name,
		values: Object.entries(members).map(([key, member]) => propertyOf(key, member, unrouted)),
	})),
});

/** The entries of a list, whose problems name the list and the place in it. */
function readEntries<Members extends Fields>(
	label: string,
	members: Members,
	raw: unknown,
	json: IDataObject,
	check?: RowsOptions<Members>['check'],
): Array<InputOf<Members>> {
	const list: unknown[] = Array.isArray(raw) ? raw : refuse(label, 'must be a list');
	return list.map((values, index) => {
		const place = `${label} (entry ${index + 1})`;
		let problem: string | undefined = 'must be an object';
		try {
			const read = isObject(values) ? inputOf(members, values, json) : undefined;
			problem = read ? check?.(read) : problem;
			if (read && problem === undefined) return read;
		} catch (error) {
			problem = error instanceof Error ? error.message : String(error);
		}
		return refuse(place, problem ?? '');
	});
}

/** A list of entries with fields of their own. */
export function rows<Members extends Fields>(
	label: string,
	description: string,
	options: RowsOptions<Members>,
): Field<Array<InputOf<Members>>> {
	const { entry, members, check, required } = options;
	const [name, entryLabel] = entry;
	const made = field<Array<InputOf<Members>>>(
		entriesProperty(label, description, options, [{ name, label: entryLabel, members }]),
		options,
		(raw, json) => readEntries(label, members, isObject(raw) ? (raw[name] ?? []) : raw, json, check),
	);
	return {
		...made,
		parse(raw, json) {
			const found = made.parse(raw, json) ?? [];
			if (required && found.length === 0) refuse(label, 'is empty');
			return found;
		},
	};
}

interface SeveralRowsOptions<Name extends string, Members extends Fields> extends EntriesOptions {
	/** Labels of the lists, by name. */
	lists: Record<Name, string>;
	members: Members;
}

/** Several lists of the same kind of entries in one field. */
export function severalRows<Name extends string, Members extends Fields>(
	label: string,
	description: string,
	options: SeveralRowsOptions<Name, Members>,
): Field<Partial<Record<Name, Array<InputOf<Members>>>> | undefined> {
	const { lists, members } = options;
	const groups = Object.entries<string>(lists).map(([name, groupLabel]) => ({
		name,
		label: groupLabel,
		members,
	}));
	return field(entriesProperty(label, description, options, groups), options, (raw, json) => {
		if (!isObject(raw)) return refuse(label, 'must be an object');
		const given = groups.filter(({ name }) => raw[name] !== undefined);
		const read = given.map(({ name }) => [name, readEntries(label, members, raw[name], json)]);
		return Object.fromEntries(read) as Partial<Record<Name, Array<InputOf<Members>>>>;
	});
}

/** What a resource mapper was told. */
export interface Mapped {
	/** Values by the ID of the field. */
	values: Record<string, unknown>;
	/** The fields as the editor loaded them, those that the user took out left out. */
	schema: ResourceMapperField[];
}

interface MapperOptions extends Common {
	/** The method of the node that gives the fields, with its name. */
	mapping: Record<string, FieldMapping>;
	typeOptions: Omit<ResourceMapperTypeOptions, 'resourceMapperMethod' | 'localResourceMapperMethod'>;
	/** Fields that decide which fields there are. */
	dependsOn?: string[];
	/** The item's value for a field that is mapped by name. */
	ofItem: (json: IDataObject, field: ResourceMapperField) => unknown;
}

/** Fields that only the vendor knows, each with a value. */
export function mapper(label: string, description: string, options: MapperOptions): Field<Mapped> {
	const { mapping, typeOptions, dependsOn, ofItem } = options;
	const [resourceMapperMethod] = Object.keys(mapping);
	const made = field<Mapped | undefined>(
		{
			displayName: label,
			type: 'resourceMapper',
			default: { mappingMode: 'defineBelow', value: null },
			description,
			typeOptions: {
				...(dependsOn ? { loadOptionsDependsOn: dependsOn } : {}),
				resourceMapper: { resourceMapperMethod, ...typeOptions },
			},
		},
		{ ...options, noDataExpression: true, sent: false },
		(raw, item) => {
			if (!isObject(raw)) return undefined;
			const all = Array.isArray(raw.schema) ? (raw.schema as unknown as ResourceMapperField[]) : [];
			const schema = all.filter(({ removed }) => removed !== true);
			const values =
				raw.mappingMode === 'autoMapInputData'
					? Object.fromEntries(schema.map((entry) => [entry.id, ofItem(item, entry)]))
					: isObject(raw.value)
						? raw.value
						: {};
			return { values, schema };
		},
	);
	return {
		...made,
		mapping,
		readsItem: true,
		parse: (raw, item) => made.parse(raw, item) ?? { values: {}, schema: [] },
	};
}

export const group =
	(displayName: string, placeholder: string) =>
	<Members extends Fields>(members: Members, show?: Common['show'], name?: string): Group<Members> => ({
		name,
		property: {
			displayName,
			type: 'collection',
			placeholder,
			...(show ? { displayOptions: { show } } : {}),
			default: {},
		},
		members,
	});

/** Parameters that few need. */
export const additionalFields = group('Additional Fields', 'Add Field');
/** What narrows a list. */
export const filters = group('Filters', 'Add Filter');
/** How the node works. */
export const options = group('Options', 'Add Option');

/** A field, shown only beside certain values of others. */
export const when = <Value>(
	show: Common['show'],
	{ property, ...rest }: Field<Value>,
): Field<Value | undefined> => ({
	...rest,
	property: { ...property, displayOptions: { show } },
});

/** Fields of an operation, shown only beside certain values of others; what brings each into sight besides stays. */
export const allWhen = <Members extends Fields>(
	show: NonNullable<Common['show']>,
	members: Members,
): Members => {
	const shown = Object.entries(members).map(([key, member]) => {
		const { displayOptions } = member.property;
		const both = { ...displayOptions, show: { ...show, ...displayOptions?.show } };
		return [key, { ...member, property: { ...member.property, displayOptions: both } }];
	});
	return Object.fromEntries(shown) as Members;
};

/** A field with other words. */
export const worded = <Value>(
	{ property, ...rest }: Field<Value>,
	words: Partial<Pick<Property, 'displayName' | 'description' | 'hint'>>,
): Field<Value> => ({ ...rest, property: { ...property, ...words } });

/** Text that the editor hides, as it is: spaces may belong to it. */
export const secret = (label: string, description: string): Field<string> => ({
	...text(label, description, { required: true, typeOptions: { password: true } }),
	parse: (raw) => plainText(label, raw) || refuse(label, 'is empty'),
});

/** A value of any kind, as it is. */
export const anything = (label: string, description: string, example: string): Field<unknown> => ({
	...text(label, description, { example, sent: false }),
	parse: (raw) => {
		if (hasLostDigits(raw)) refuse(label, LOST_DIGITS);
		return raw;
	},
});

/** A field that the editor requires and the operation looks at itself, e.g. because it may leave the item out. */
export const lenient = (label: string, required: Field<string>): Field<string | undefined> => ({
	...required,
	parse: (raw) => plainText(label, raw).trim() || undefined,
});
