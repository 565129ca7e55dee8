import type { IDataObject } from 'n8n-workflow';
import { isInteger, isSafeNumber, parse } from 'lossless-json';

/** A bare run of digits that a JavaScript number might not hold. Text inside strings may match too: that only costs time. */
const LONG_NUMBER = /(?:^|[:,[\s])-?\d{16}/;

/** Identifiers have 18 digits: what a number cannot hold comes out as a string of the same digits. */
const exactNumber = (digits: string): number | string =>
	isSafeNumber(digits) || !isInteger(digits) ? Number(digits) : digits;

/**
 * `JSON.parse` that never loses a digit of an integer.
 *
 * @throws SyntaxError when the text is not JSON.
 */
export function parseLossless(text: string): unknown {
	return LONG_NUMBER.test(text) ? parse(text, undefined, exactNumber) : (JSON.parse(text) as unknown);
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
