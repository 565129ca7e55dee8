import type { IDataObject, IDisplayOptions, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { isObject } from '../json';
import { isGroup, nameOf, type Field, type Fields, type InputOf } from './field';

/** Where the values of a run come from. */
export interface Source {
	/** As the workflow holds them, expressions included. */
	parameters: INodeParameters;
	/** What n8n makes of a parameter for an item. */
	evaluate: (path: string, itemIndex: number) => unknown;
	item: (itemIndex: number) => INodeExecutionData;
}

/** `$json` followed by plain names only, e.g. `={{ $json.lead.phone }}` or `={{ $json["Phone Number"] }}`. */
const MAPPED_FIELD = /^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\[(?:"[^"\\]+"|'[^'\\]+'|\d+)\])+)\s*\}\}$/;
const PATH_PART = /\.([A-Za-z_$][\w$]*)|\[(?:"([^"\\]+)"|'([^'\\]+)'|(\d+))\]/g;

/** Text, dates and the like have more to read than fields of their own: only the expression knows it. */
const MORE_THAN_FIELDS = Symbol('more than fields');

const isPlain = (value: object): boolean => {
	const prototype: unknown = Object.getPrototypeOf(value);
	return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
};

function follow(json: IDataObject, path: string[]): unknown {
	let value: unknown = json;
	for (const part of path) {
		if (value === undefined || value === null) return undefined;
		if (typeof value !== 'object') return MORE_THAN_FIELDS;
		if (!Object.hasOwn(value, part)) return isPlain(value) ? undefined : MORE_THAN_FIELDS;
		value = (value as Record<string, unknown>)[part];
	}
	return value;
}

/** A value that is the same for all items, or how to read it for one. */
type Raw = { constant: unknown } | { read: (itemIndex: number) => unknown };

const isConstant = (raw: Raw): raw is { constant: unknown } => 'constant' in raw;

const isName = /^[A-Za-z_$][\w$]*$/;

/**
 * What the workflow holds at a path, ready to be read for every item. A value mapped by dragging a field is taken from the
 * item itself: evaluating an expression 100,000 times to read what a name says costs more than sending the numbers.
 */
function rawAt(source: Source, path: string, value: unknown): Raw {
	if (typeof value === 'string') {
		if (!value.startsWith('=')) return { constant: value };
		const evaluate = (itemIndex: number) => source.evaluate(path, itemIndex);
		const mapped = MAPPED_FIELD.exec(value)?.[1];
		if (mapped === undefined) return { read: evaluate };
		const names = [...mapped.matchAll(PATH_PART)].map((part) => part[1] ?? part[2] ?? part[3] ?? part[4]);
		return {
			read: (itemIndex) => {
				const found = follow(source.item(itemIndex).json, names);
				return found === MORE_THAN_FIELDS ? evaluate(itemIndex) : found;
			},
		};
	}
	if (typeof value !== 'object' || value === null) return { constant: value };
	const members = Object.entries(value).map(([name, member]) => {
		const place = isName.test(name) ? `.${name}` : `[${Array.isArray(value) ? name : JSON.stringify(name)}]`;
		return [name, rawAt(source, `${path}${place}`, member)] as const;
	});
	if (members.every(([, member]) => isConstant(member))) return { constant: value };
	return {
		read: (itemIndex) => {
			const read: Record<string, unknown> = Array.isArray(value) ? ([] as never) : {};
			for (const [name, member] of members) {
				read[name] = isConstant(member) ? member.constant : member.read(itemIndex);
			}
			return read;
		},
	};
}

/** A member of something that an expression may have made as a whole. */
function memberOf(whole: Raw, name: string): Raw {
	const of = (value: unknown) => (isObject(value) ? value[name] : undefined);
	return isConstant(whole)
		? { constant: of(whole.constant) }
		: { read: (itemIndex) => of(whole.read(itemIndex)) };
}

/**
 * A condition of the editor: another field's key with the values it is about. Several fields may share a name, of which
 * one is shown at a time.
 */
interface Condition {
	keys: string[];
	values: Set<string>;
	shows: boolean;
}

interface Entry {
	key: string;
	field: Field;
	raw: Raw;
	conditions: Condition[];
}

/** Names as conditions write them: `status`, `/status`, `/options.lineForm`. */
function conditionsOf(options: IDisplayOptions | undefined, keys: Map<string, string[]>): Condition[] {
	return (['show', 'hide'] as const).flatMap((way) =>
		Object.entries(options?.[way] ?? {}).flatMap(([name, values]): Condition[] => {
			// What decides by the kind of node or the deployment says nothing about values.
			if (name.startsWith('@')) return [];
			const found = keys.get(name.replace(/^\//, ''));
			const plain = (values ?? []).every((value) => typeof value !== 'object');
			if (found === undefined || !plain)
				throw new Error(`A field is shown by "${name}", which is not understood`);
			return [{ keys: found, values: new Set(values?.map(String)), shows: way === 'show' }];
		}),
	);
}

const isShown = (conditions: Condition[], values: Record<string, unknown>) =>
	conditions.every(({ keys, values: wanted, shows }) => {
		const shown = keys.find((key) => values[key] !== undefined) ?? keys[0];
		return wanted.has(String(values[shown])) === shows;
	});

/** Names in n8n, with the keys of their fields. */
function keysOf(fields: Fields, path = '', keys = new Map<string, string[]>()): Map<string, string[]> {
	for (const [key, field] of Object.entries(fields)) {
		const name = `${path}${nameOf(key, field)}`;
		if (isGroup(field)) keysOf(field.members, `${name}.`, keys);
		else keys.set(name, [...(keys.get(name) ?? []), key]);
	}
	return keys;
}

function entriesOf(fields: Fields, source: Source): Entry[] {
	const keys = keysOf(fields);
	const entries: Entry[] = [];
	for (const [key, field] of Object.entries(fields)) {
		const name = nameOf(key, field);
		const { displayOptions, default: standard } = field.property;
		const conditions = conditionsOf(displayOptions, keys);
		const held = Object.hasOwn(source.parameters, name) ? source.parameters[name] : standard;
		if (!isGroup(field)) {
			entries.push({ key, field, raw: rawAt(source, name, held), conditions });
			continue;
		}
		const whole = typeof held === 'string' ? rawAt(source, name, held) : undefined;
		for (const [memberKey, member] of Object.entries(field.members)) {
			if (isGroup(member)) throw new Error(`${memberKey} is a group in a group, which is not understood`);
			const memberName = nameOf(memberKey, member);
			const raw = whole
				? memberOf(whole, memberName)
				: rawAt(source, `${name}.${memberName}`, (held as IDataObject | undefined)?.[memberName]);
			entries.push({
				key: memberKey,
				field: member,
				raw,
				conditions: [...conditions, ...conditionsOf(member.property.displayOptions, keys)],
			});
		}
	}
	return inOrderOfConditions(entries);
}

/** What a condition is about is read before what it shows. */
function inOrderOfConditions(entries: Entry[]): Entry[] {
	const byKey = new Map(entries.map((entry) => [entry.key, entry]));
	const ordered = new Set<Entry>();
	const take = (entry: Entry, above: Entry[]) => {
		if (above.includes(entry)) throw new Error(`${entry.key} is shown by itself`);
		for (const key of entry.conditions.flatMap(({ keys }) => keys)) {
			take(byKey.get(key) as Entry, [...above, entry]);
		}
		ordered.add(entry);
	};
	for (const entry of entries) take(entry, []);
	return [...ordered];
}

/** The values of one item, checked. */
export type InputReader<F extends Fields> = (itemIndex: number) => InputOf<F>;

/**
 * Reads the values of an operation's fields for every item; what is the same for all items is read once.
 *
 * @throws Error at once when conditions of the fields cannot be understood; Problem for an item whose value is refused
 */
export function inputReader<F extends Fields>(fields: F, source: Source): InputReader<F> {
	const fixed: Record<string, unknown> = {};
	const variable: Entry[] = [];
	/** What is wrong with a value that all items share. */
	let refusal: unknown;
	const isVariable = new Set<string>();
	for (const entry of entriesOf(fields, source)) {
		const { key, field, raw, conditions } = entry;
		if (
			!isConstant(raw) ||
			field.readsItem ||
			conditions.some(({ keys }) => keys.some((name) => isVariable.has(name)))
		) {
			isVariable.add(key);
			variable.push(entry);
			continue;
		}
		if (!isShown(conditions, fixed)) continue;
		try {
			fixed[key] = field.parse(raw.constant, {});
		} catch (error) {
			refusal ??= error;
		}
	}
	// Objects of one shape are copied as a whole; one that grows key by key costs more than all its values.
	const blank: Record<string, unknown> = { ...fixed };
	for (const { key } of variable) blank[key] = undefined;
	return (itemIndex) => {
		if (refusal !== undefined) throw refusal;
		const values = { ...blank };
		for (const { key, field, raw, conditions } of variable) {
			if (!isShown(conditions, values)) continue;
			const value = isConstant(raw) ? raw.constant : raw.read(itemIndex);
			values[key] = field.parse(value, field.readsItem ? source.item(itemIndex).json : {});
		}
		return values as InputOf<F>;
	};
}
