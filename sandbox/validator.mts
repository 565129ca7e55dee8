import { z } from 'zod';
import { parseDate, parseTime } from './china-time.mts';
import { parseLossless } from './json.mts';

/** The members of a value in both vendors' tables (contract.json): its type, its form in text and its limits. */
const members = {
	type: z.enum(['string', 'integer', 'boolean', 'array', 'object']).optional(),
	format: z.enum(['int32', 'int64', 'date-time', 'HH:mm', 'HH:mm:ss']).optional(),
	/** how an array or object is written where only text fits: as JSON, or with commas between the items */
	style: z.enum(['json', 'simple']).optional(),
	/** what is allowed; AICCS's metadata calls it `values` in most places */
	enum: z.array(z.union([z.string(), z.number()])).optional(),
	values: z.array(z.string()).optional(),
	minimum: z.number().optional(),
	maximum: z.number().optional(),
	minLength: z.number().optional(),
	maxLength: z.number().optional(),
	minItems: z.number().optional(),
	maxItems: z.number().optional(),
	uniqueItems: z.boolean().optional(),
	/** allowed spans of a time of day, both ends included */
	ranges: z.array(z.tuple([z.string(), z.string()])).optional(),
	/** further forms: see `about.parameter` in Yunfu's table */
	alsoAccepts: z.array(z.enum(['0/1', 'digits', 'array', 'number'])).optional(),
};

const ofProperty = {
	name: z.string(),
	required: z.boolean().optional(),
	description: z.string().optional(),
	default: z.union([z.string(), z.number()]).optional(),
	/** exists only for these values of a top-level field */
	when: z.record(z.array(z.number())).optional(),
	/** required for these values */
	requiredWhen: z.record(z.array(z.number())).optional(),
	contradiction: z.string().optional(),
};

export type Shape = z.infer<z.ZodObject<typeof members>> & {
	items?: Shape;
	properties?: Property[];
	anyOf?: Shape[];
};
export type Property = Shape & z.infer<z.ZodObject<typeof ofProperty>>;
export type Parameter<Place extends string = string> = Property & { in: Place; alsoIn?: Place[] };

const children = {
	items: z.lazy(() => shapeSchema).optional(),
	properties: z.array(z.lazy(() => propertySchema)).optional(),
	anyOf: z.array(z.lazy(() => shapeSchema)).optional(),
};
const shapeSchema: z.ZodType<Shape> = z.strictObject({ ...members, ...children });
const propertySchema: z.ZodType<Property> = z.strictObject({ ...members, ...ofProperty, ...children });

/** Schema of a line of a table: what this validator cannot check has no place there. */
export function parameterSchema<Place extends string>(
	places: [Place, ...Place[]],
): z.ZodType<Parameter<Place>> {
	const place = z.enum(places);
	const schema = { ...members, ...ofProperty, ...children, in: place, alsoIn: z.array(place).optional() };
	return z.strictObject(schema) as unknown as z.ZodType<Parameter<Place>>;
}

export type Values = Record<string, unknown>;

/** `text`: values are strings, as in a path, query or form; `json`: they keep their JSON type. */
export type Source = 'text' | 'json';

/** Values of the top-level fields that decide which fields exist (`when`). */
export type Selectors = Record<string, number>;

/** Whether a condition such as `{ task_type: [7] }` holds. */
export function applies(condition: Record<string, number[]> | undefined, selectors: Selectors): boolean {
	return Object.entries(condition ?? {}).every(([name, values]) => values.includes(selectors[name]));
}

/** A strict schema of these properties: unknown names, wrong types and values beyond the limits are refused. */
export function objectSchema(
	properties: Property[],
	source: Source,
	selectors: Selectors = {},
): z.ZodTypeAny {
	const shape: Record<string, z.ZodTypeAny> = {};
	for (const property of properties) {
		if (!applies(property.when, selectors)) continue;
		const schema = valueSchema(property, source, selectors);
		shape[property.name] = property.required ? schema : schema.optional();
	}
	return z.strictObject(shape);
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
	if (shape.style !== undefined && source === 'text') return writtenAsText(shape, selectors);
	switch (shape.type) {
		case 'integer':
			return integerSchema(shape, source);
		case 'boolean':
			return booleanSchema(shape, source);
		case 'array':
			return arraySchema(shape, source, selectors);
		case 'object':
			return shape.properties ? objectSchema(shape.properties, source, selectors) : z.record(z.unknown());
		default:
			return stringSchema(shape);
	}
}

function writtenAsText(shape: Shape, selectors: Selectors): z.ZodTypeAny {
	const text = z.string().min(1, 'must not be empty');
	const { style, ...content } = shape;
	if (style === 'simple') {
		return text.transform((list) => list.split(',')).pipe(valueSchema(content, 'text', selectors));
	}
	const parsed = text.transform((json, context) => {
		try {
			return parseLossless(json);
		} catch {
			context.addIssue({ code: z.ZodIssueCode.custom, message: 'must be JSON' });
			return z.NEVER;
		}
	});
	return parsed.pipe(valueSchema(content, 'json', selectors));
}

const INTEGER = /^-?(0|[1-9]\d*)$/;
const RANGES: Partial<Record<string, [bigint, bigint]>> = {
	int32: [-(2n ** 31n), 2n ** 31n - 1n],
	int64: [-(2n ** 63n), 2n ** 63n - 1n],
};

/** Integers of a format come out as bigint, ids (`digits`) as text, so that no digit is lost; others as numbers. */
function integerSchema(shape: Shape, source: Source): z.ZodTypeAny {
	const range = RANGES[shape.format ?? ''];
	const text = z.string().regex(INTEGER, 'must be an integer');
	if (shape.alsoAccepts?.includes('digits')) {
		const number = z
			.number()
			.int()
			.min(shape.minimum ?? 0);
		const digits = text.refine((id) => !id.startsWith('-'), 'must be an integer');
		return source === 'text' ? digits : z.union([number, z.bigint(), digits]).transform(String);
	}
	const low = shape.minimum ?? range?.[0] ?? Number.MIN_SAFE_INTEGER;
	const high = shape.maximum ?? range?.[1] ?? Number.MAX_SAFE_INTEGER;
	const read: z.ZodType<number | bigint, z.ZodTypeDef, unknown> =
		source === 'text'
			? text.transform((digits) => (range ? BigInt(digits) : Number(digits)))
			: range
				? z.union([z.bigint(), z.number().int().transform(BigInt)])
				: z.number().int();
	const allowed = allowedBy(shape);
	return read
		.refine((value) => value >= low && value <= high, `must be from ${low} to ${high}`)
		.refine((value) => allowed?.includes(String(value)) ?? true, `must be one of ${allowed?.join(', ')}`);
}

function allowedBy(shape: Shape): string[] | undefined {
	return (shape.enum ?? shape.values)?.map(String);
}

function booleanSchema(shape: Shape, source: Source): z.ZodTypeAny {
	if (source === 'text') {
		const words = allowedBy(shape) ?? ['true', 'false', '1', '0'];
		return z.enum(words as [string, ...string[]]).transform((word) => word === 'true' || word === '1');
	}
	if (!shape.alsoAccepts?.includes('0/1')) return z.boolean();
	return z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);
}

function arraySchema(shape: Shape, source: Source, selectors: Selectors): z.ZodTypeAny {
	const schema = z
		.array(valueSchema(shape.items ?? { type: 'string' }, source, selectors))
		.min(shape.minItems ?? 0)
		.max(shape.maxItems ?? Number.MAX_SAFE_INTEGER);
	if (!shape.uniqueItems) return schema;
	return schema.refine((items) => new Set(items).size === items.length, 'must not hold a value twice');
}

function stringSchema(shape: Shape): z.ZodTypeAny {
	const text = z
		.string()
		.min(shape.minLength ?? 1, 'must not be empty')
		.max(shape.maxLength ?? Number.MAX_SAFE_INTEGER)
		.superRefine((value, context) => {
			const message = stringProblem(value, shape);
			if (message !== undefined) context.addIssue({ code: z.ZodIssueCode.custom, message });
		});
	return shape.alsoAccepts?.includes('number') ? z.union([text, z.number().transform(String)]) : text;
}

function stringProblem(value: string, shape: Shape): string | undefined {
	const { format, ranges } = shape;
	const allowed = allowedBy(shape);
	if (allowed?.includes(value) === false) return `must be one of ${allowed.join(', ')}`;
	if (format === undefined) return undefined;
	if (format === 'date-time') return parseDate(value) === undefined ? 'is not a valid date' : undefined;
	const timeOf = (text: string): number => parseTime(text, format === 'HH:mm:ss') ?? Number.NaN;
	const time = timeOf(value);
	if (Number.isNaN(time)) return `does not match the format ${format}`;
	const inside = ranges?.some(([from, to]) => time >= timeOf(from) && time <= timeOf(to)) ?? true;
	return inside ? undefined : `must lie in ${ranges?.map((range) => range.join('-')).join(' or ')}`;
}

/** What is wrong with a request: the field's path with dots, and why. */
export interface Problem {
	field: string;
	kind: 'missing' | 'unknown' | 'invalid';
	reason: string;
}

/** One endpoint's table, ready to check requests. */
export class RequestSchema<Place extends string = string> {
	private readonly places: Array<[Place, z.ZodTypeAny]>;

	/**
	 * @param sources the places that are looked at, in order, and how values are written there
	 * @param selectors of the fields that a `when` of the table names, and of no others
	 */
	constructor(
		parameters: Array<Parameter<Place>>,
		sources: Record<Place, Source>,
		private readonly selectors: Selectors = {},
	) {
		this.places = (Object.keys(sources) as Place[]).map((place) => {
			const here = parameters.filter(
				(parameter) => parameter.in === place || parameter.alsoIn?.includes(place),
			);
			return [place, objectSchema(here, sources[place], selectors)];
		});
	}

	/** The values of all places in one object, as names do not repeat across places, or the first problem. */
	check(sent: Record<Place, Values>): { values: Values } | { problem: Problem } {
		const values: Values = {};
		for (const [place, schema] of this.places) {
			const result = schema.safeParse(sent[place]);
			if (!result.success) return { problem: this.problemOf(result.error.issues) };
			Object.assign(values, result.data);
		}
		return { values };
	}

	/** A wrong selector makes other fields look unknown, and an unknown field tells more than a missing one. */
	private problemOf(issues: z.ZodIssue[]): Problem {
		const issue =
			issues.find(({ path }) => path[0] in this.selectors) ??
			issues.find(({ code }) => code === 'unrecognized_keys') ??
			deepest(issues);
		const field = issue.path.join('.');
		if (issue.code === 'unrecognized_keys') {
			return { field: [...issue.path, issue.keys[0]].join('.'), kind: 'unknown', reason: 'is not known' };
		}
		if (issue.code === 'invalid_type' && issue.received === 'undefined') {
			return { field, kind: 'missing', reason: 'is required' };
		}
		return { field, kind: 'invalid', reason: issue.message };
	}
}

/** Of a union, the form that the value came closest to tells most. */
function deepest([issue]: z.ZodIssue[]): z.ZodIssue {
	if (issue.code !== 'invalid_union') return issue;
	return issue.unionErrors
		.map((error) => deepest(error.issues))
		.reduce((best, candidate) => (candidate.path.length > best.path.length ? candidate : best));
}
