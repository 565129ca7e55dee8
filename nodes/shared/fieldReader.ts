import type { IExecuteFunctions, INodeExecutionData, NodeParameterValueType } from 'n8n-workflow';

/** `$json` followed by plain names only, e.g. `={{ $json.lead.phone }}` or `={{ $json["Phone Number"] }}`. */
const MAPPED_FIELD = /^=\{\{\s*\$json((?:\.[A-Za-z_$][\w$]*|\[(?:"[^"\\]+"|'[^'\\]+'|\d+)\])+)\s*\}\}$/;
const PATH_PART = /\.([A-Za-z_$][\w$]*)|\[(?:"([^"\\]+)"|'([^'\\]+)'|(\d+))\]/g;

type Reader = (itemIndex: number) => unknown;

function mappedPath(raw: string): string[] | undefined {
	const path = MAPPED_FIELD.exec(raw)?.[1];
	if (path === undefined) return undefined;
	return [...path.matchAll(PATH_PART)].map((part) => part[1] ?? part[2] ?? part[3] ?? part[4]);
}

/** Text, dates and the like have more to read than fields of their own: only the expression knows it. */
const MORE_THAN_FIELDS = Symbol('more than fields');

const isPlain = (value: object): boolean => {
	const prototype: unknown = Object.getPrototypeOf(value);
	return Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
};

function follow(item: INodeExecutionData, path: string[]): unknown {
	let value: unknown = item.json;
	for (const part of path) {
		if (value === undefined || value === null) return undefined;
		if (typeof value !== 'object') return MORE_THAN_FIELDS;
		if (!Object.hasOwn(value, part)) return isPlain(value) ? undefined : MORE_THAN_FIELDS;
		value = (value as Record<string, unknown>)[part];
	}
	return value;
}

/**
 * Reads one parameter for every item. A value mapped by dragging a field is taken from the item itself: evaluating
 * an expression 100,000 times to read what a name says costs more than sending the numbers.
 *
 * @param path path of the parameter, e.g. `variables.variable[0].value`
 * @param raw the parameter as the workflow holds it
 */
export function fieldReader(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
	path: string,
	raw: NodeParameterValueType | object | undefined,
): Reader {
	const evaluate: Reader = (itemIndex) => context.getNodeParameter(path, itemIndex);
	if (typeof raw === 'string') {
		if (!raw.startsWith('=')) return () => raw;
		const mapped = mappedPath(raw);
		if (mapped) {
			return (itemIndex) => {
				const value = follow(items[itemIndex], mapped);
				return value === MORE_THAN_FIELDS ? evaluate(itemIndex) : value;
			};
		}
	} else if (typeof raw !== 'object' || raw === null) {
		return () => raw;
	}
	return evaluate;
}
