import type { IDataObject } from 'n8n-workflow';

import { epochToIso, isObject, parseEmbedded } from '../shared';

/** Fields that hold JSON in a string. */
const EMBEDDED = new Set(['conversationRecord', 'options', 'outputTagValue', 'dialogContent', 'rows']);

/** Fields that hold epoch milliseconds. */
const EPOCH = /(Time|time)$/;

export interface Turn {
	role: string;
	content: string;
	time?: unknown;
}

const camel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const camelNames = new Map<string, string>();

/** The vendor's names are few, and come back in every row. */
function camelName(name: string): string {
	let known = camelNames.get(name);
	if (known === undefined) {
		known = camel(name);
		if (camelNames.size < 1000) camelNames.set(name, known);
	}
	return known;
}

/** A transcript's turns, when the value is one. */
export function transcriptTurns(value: unknown): Turn[] | undefined {
	if (
		!Array.isArray(value) ||
		value.length === 0 ||
		!value.every((turn) => isObject(turn) && 'content' in turn)
	) {
		return undefined;
	}
	return (value as IDataObject[]).map(({ role, content, time }) => ({
		role: String(role ?? ''),
		content: String(content ?? ''),
		...(time === undefined ? {} : { time: epochToIso(time) }),
	}));
}

/** A transcript as plain text, one turn a line. */
export function transcriptText(turns: Turn[]): string {
	return turns.map(({ role, content }) => `${role}: ${content}`).join('\n');
}

/** Text that holds JSON, parsed; the names inside it belong to its owner and stay as they are. */
function embedded(name: string, value: unknown): unknown {
	const parsed = parseEmbedded(value);
	return name === 'conversationRecord' || name === 'dialogContent'
		? (transcriptTurns(parsed) ?? parsed)
		: parsed;
}

/**
 * A value as people use it in a workflow: names in camelCase as in the vendor's receipts, JSON in strings parsed,
 * times in ISO 8601. Fields this package does not know come along.
 */
function tidyValue(name: string, value: unknown): unknown {
	if (EMBEDDED.has(name)) return embedded(name, value);
	if (Array.isArray(value)) return value.map((entry) => tidyValue('', entry));
	if (isObject(value)) return tidy(value);
	return EPOCH.test(name) ? epochToIso(value) : value;
}

export function tidy(row: IDataObject): IDataObject {
	const tidied: Record<string, unknown> = {};
	for (const original of Object.keys(row)) {
		const name = camelName(original);
		tidied[name] = tidyValue(name, row[original]);
	}
	return tidied as IDataObject;
}

/** A status with its name; codes that are not in the vendor's list stay as they are. */
export function labelled(code: IDataObject[string], labels: Record<string, string>): IDataObject[string] {
	const label = labels[String(code)];
	return label === undefined ? code : { code, label };
}

const JSON_STRING_OR_TRAILING_COMMA = /("(?:[^"\\]|\\.)*")|,(?=\s*[\]}])/g;

/**
 * Turns of a transcript however the vendor writes it: its samples have commas after the last entry, and JSON whose
 * quotes are escaped once too often. Undefined when it is none of these.
 */
export function readTranscript(value: unknown): Turn[] | undefined {
	const turns = transcriptTurns(parseEmbedded(value));
	if (turns || typeof value !== 'string' || !/^\s*\[/.test(value)) return turns;
	const unescaped = /^\s*\[\s*\{\s*\\"/.test(value) ? unescapeOnce(value) : value;
	const text = unescaped.replace(JSON_STRING_OR_TRAILING_COMMA, (_, quoted?: string) => quoted ?? '');
	return transcriptTurns(parseEmbedded(text));
}

function unescapeOnce(value: string): string {
	return value.replace(/\\(["\\])/g, '$1');
}
