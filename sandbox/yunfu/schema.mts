import { z } from 'zod';
import type { Property, Shape } from './contract.mts';
import { parseDate, parseTime } from './dates.mts';

/** `text`: values come from a path or query and are strings; `json`: they keep their JSON type. */
export type Source = 'text' | 'json';

/** Values of the top-level body fields that decide which fields exist (`when`). */
export type Selectors = Record<string, number>;

/** A strict zod schema for these properties: unknown keys, wrong types and values beyond the limits are refused. */
export function objectSchema(properties: Property[], source: Source, selectors: Selectors): z.ZodTypeAny {
	const members: Record<string, z.ZodTypeAny> = {};
	for (const property of properties) {
		if (!applies(property.when, selectors)) continue;
		const schema = valueSchema(property, source, selectors);
		members[property.name] = property.required ? schema : schema.optional();
	}
	return z.object(members).strict();
}

/** Whether a condition such as `{ task_type: [7] }` holds. */
export function applies(condition: Record<string, number[]> | undefined, selectors: Selectors): boolean {
	return Object.entries(condition ?? {}).every(([name, values]) =>
		values.includes(selectors[name] ?? Number.NaN),
	);
}

function valueSchema(shape: Shape, source: Source, selectors: Selectors): z.ZodTypeAny {
	if (shape.anyOf !== undefined) {
		const forms = shape.anyOf.map((form) => valueSchema(form, source, selectors));
		return z.union(forms as [z.ZodTypeAny, z.ZodTypeAny]);
	}
	if (shape.alsoAccepts?.includes('array')) {
		const single = { ...shape, alsoAccepts: shape.alsoAccepts.filter((form) => form !== 'array') };
		const item = valueSchema(single, source, selectors);
		return z.union([z.array(item), item]);
	}
	switch (shape.type) {
		case 'integer':
			return integerSchema(shape, source);
		case 'boolean':
			return booleanSchema(shape, source);
		case 'array':
			return arraySchema(shape, source, selectors);
		case 'object':
			return objectSchema(shape.properties ?? [], source, selectors);
		default:
			return stringSchema(shape);
	}
}

/** Ids (`digits`) come out as strings of digits, so that none is lost; other integers as numbers. */
function integerSchema(shape: Shape, source: Source): z.ZodTypeAny {
	if (shape.alsoAccepts?.includes('digits')) {
		const digits = z.string().regex(/^[1-9]\d*$|^0$/, 'must be an integer');
		if (source === 'text') return digits;
		return z
			.union([
				z
					.number()
					.int()
					.min(shape.minimum ?? 0),
				z.bigint(),
				digits,
			])
			.transform(String);
	}
	let schema = z.number().int();
	if (shape.minimum !== undefined) schema = schema.min(shape.minimum);
	if (shape.maximum !== undefined) schema = schema.max(shape.maximum);
	const options = shape.enum;
	const checked =
		options === undefined
			? schema
			: schema.refine((value) => options.includes(value), `must be one of ${options.join(', ')}`);
	if (source === 'json') return checked;
	return z
		.string()
		.regex(/^-?\d{1,15}$/, 'must be an integer')
		.transform(Number)
		.pipe(checked);
}

function booleanSchema(shape: Shape, source: Source): z.ZodTypeAny {
	if (source === 'text') {
		return z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1');
	}
	if (!shape.alsoAccepts?.includes('0/1')) return z.boolean();
	return z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);
}

function arraySchema(shape: Shape, source: Source, selectors: Selectors): z.ZodTypeAny {
	let schema = z.array(valueSchema(shape.items ?? { type: 'string' }, source, selectors));
	if (shape.minItems !== undefined) schema = schema.min(shape.minItems);
	if (shape.maxItems !== undefined) schema = schema.max(shape.maxItems);
	if (!shape.uniqueItems) return schema;
	return schema.refine((items) => new Set(items).size === items.length, 'must not hold a value twice');
}

function stringSchema(shape: Shape): z.ZodTypeAny {
	const text = z.string().min(1, 'must not be empty');
	const checked = text.superRefine((value, context) => {
		const problem = stringProblem(value, shape);
		if (problem !== undefined) context.addIssue({ code: z.ZodIssueCode.custom, message: problem });
	});
	if (!shape.alsoAccepts?.includes('number')) return checked;
	return z.union([checked, z.number().transform(String)]);
}

function stringProblem(value: string, shape: Shape): string | undefined {
	if (shape.enum !== undefined && !shape.enum.includes(value))
		return `must be one of ${shape.enum.join(', ')}`;
	if (shape.format === 'date-time') return parseDate(value) === undefined ? 'is not a valid date' : undefined;
	if (shape.format === undefined) return undefined;
	const seconds = shape.format === 'HH:mm:ss';
	const time = parseTime(value, seconds);
	if (time === undefined) return `does not match the format ${shape.format}`;
	const ranges = shape.ranges;
	if (ranges === undefined) return undefined;
	const inside = ranges.some(([from, to]) => time >= at(from, seconds) && time <= at(to, seconds));
	return inside ? undefined : `must lie in ${ranges.map((range) => range.join('-')).join(' or ')}`;
}

function at(text: string, seconds: boolean): number {
	return parseTime(text, seconds) ?? Number.NaN;
}
