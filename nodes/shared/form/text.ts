import { isObject } from '../json';
import { refuse } from './problem';

/** Halves of characters beyond the first plane, as a text that was cut in the middle of an emoji has them. */
const HALF_CHARACTER = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Few texts have any: looking for one costs less than looking around every character. */
const HALVES = /[\uD800-\uDFFF]/;

/** What separates the entries of a list that a person writes. */
const BETWEEN_ENTRIES = /[,，;；、\r\n]+/;

/** Columns of rich text, e.g. of Feishu's tables, are lists of pieces of text. */
const isRichText = (value: unknown[]): value is Array<{ text: string }> =>
	value.length > 0 && value.every((part) => isObject(part) && typeof part.text === 'string');

const isDate = (value: object): value is { toISOString: () => string } | { toISO: () => string } =>
	'toISOString' in value || ('toISO' in value && typeof value.toISO === 'function');

export const LOST_DIGITS =
	'is a number whose last digits were lost before this node: make it text where it comes from';

/** Whether a number had more digits than it can hold when it came to this node. */
export const hasLostDigits = (value: unknown): boolean =>
	typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER;

/**
 * What people have where a text is wanted: text, numbers, dates, rich text. Nothing is `''`.
 *
 * @throws Problem for objects, and for numbers whose last digits are wrong already
 */
export function plainText(label: string, value: unknown): string {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return HALVES.test(value) ? value.replace(HALF_CHARACTER, '\uFFFD') : value;
	if (hasLostDigits(value)) refuse(label, LOST_DIGITS);
	if (typeof value !== 'object') return String(value as number | boolean);
	if (Array.isArray(value)) {
		if (isRichText(value)) return plainText(label, value.map((part) => part.text).join(''));
		return refuse(label, 'must be text, but is a list');
	}
	if (isDate(value)) return 'toISO' in value ? value.toISO() : value.toISOString();
	return refuse(label, 'must be text, but is an object');
}

/**
 * The entries of a list, or of a text with `, ， ; ； 、` or line breaks between them; without empty ones, each once.
 *
 * @throws Problem for entries that are no text
 */
export function entriesOf(label: string, value: unknown): string[] {
	const list =
		Array.isArray(value) && !isRichText(value) ? value : plainText(label, value).split(BETWEEN_ENTRIES);
	const entries = list.map((entry) => plainText(label, entry).trim());
	return [...new Set(entries.filter((entry) => entry !== ''))];
}

/** Entries of a list that came as a whole, whose name or value holds what the user typed. */
export function matching<Entry extends { name: string; value: unknown }>(entries: Entry[], filter = '') {
	const wanted = filter.trim().toLowerCase();
	return {
		results: entries.filter(({ name, value }) => `${name} ${String(value)}`.toLowerCase().includes(wanted)),
	};
}
