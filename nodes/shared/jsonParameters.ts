import { isLosslessNumber, parse, stringify } from 'lossless-json';

/**
 * The members of a JSON object as parameters of a request: texts as they are, numbers with all their digits, objects
 * and lists as JSON text. Members without a value are left out.
 *
 * @throws SyntaxError when the text is not JSON, TypeError when it is not an object
 */
export function jsonParameters(text: string): Record<string, string> {
	const members = parse(text);
	if (
		typeof members !== 'object' ||
		members === null ||
		Array.isArray(members) ||
		isLosslessNumber(members)
	) {
		throw new TypeError('is not a JSON object');
	}
	return parameterTexts(members as Record<string, unknown>);
}

/** The same for values that are no longer JSON text. */
export function parameterTexts(members: Record<string, unknown>): Record<string, string> {
	const texts: Record<string, string> = {};
	for (const [name, value] of Object.entries(members)) {
		if (value === undefined || value === null || value === '') continue;
		texts[name] = typeof value === 'string' ? value : (stringify(value) ?? '');
	}
	return texts;
}
