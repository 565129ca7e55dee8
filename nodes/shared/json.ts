import type { IDataObject } from 'n8n-workflow';

/** A value as text: objects as JSON, dates as the text that JSON has for them, nothing as `''`. */
export function plainText(value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return String(value as string | number | boolean);
	const json = JSON.stringify(value);
	return json.startsWith('"') ? (JSON.parse(json) as string) : json;
}

/** An integer that a JavaScript number might not hold, where a value may stand. Text inside strings may match too. */
const LONG_INTEGER = /(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE]|\s*:)/g;

/** The index after the string that begins at `start`. */
function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
		let backslashes = 0;
		while (text[end - 1 - backslashes] === '\\') backslashes++;
		if (backslashes % 2 === 0) return end + 1;
	}
	return text.length;
}

/**
 * The text with the integers that a number cannot hold as strings of the same digits. JSON.parse does the rest, many
 * times faster than a parser written in JavaScript.
 */
function quoteLongIntegers(text: string): string {
	let quoted = '';
	let copied = 0;
	/** An index outside of any string; the strings before it are behind us. */
	let outside = 0;
	LONG_INTEGER.lastIndex = 0;
	for (let match = LONG_INTEGER.exec(text); match; match = LONG_INTEGER.exec(text)) {
		const [digits] = match;
		for (let quote = text.indexOf('"', outside); quote >= 0 && quote < match.index;) {
			outside = endOfString(text, quote);
			quote = text.indexOf('"', outside);
		}
		if (outside > match.index) LONG_INTEGER.lastIndex = outside;
		else if (!Number.isSafeInteger(Number(digits))) {
			quoted += `${text.slice(copied, match.index)}"${digits}"`;
			copied = match.index + digits.length;
		}
	}
	return copied === 0 ? text : quoted + text.slice(copied);
}

/**
 * `JSON.parse` that never loses a digit of an integer: identifiers have 18 digits, and come out as strings of the same
 * digits.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseLossless(text: string): unknown {
	return JSON.parse(quoteLongIntegers(text)) as unknown;
}

/** Fields that hold JSON in a string: parsed where it is JSON, else as it was. */
export function parseEmbedded(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return parseLossless(value);
	} catch {
		return value;
	}
}

/** JSON array of integers written digit by digit, e.g. `[119181071278123456]`. */
export function integerArray(digits: string[]): string {
	return `[${digits.join(',')}]`;
}

export function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none where it is no list. */
export function objectsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}
