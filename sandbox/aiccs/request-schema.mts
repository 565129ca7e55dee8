import { z } from 'zod';
import { parseLossless } from '../json.mts';
import { contract, type ContractAction, type ContractParameter } from './contract.mts';

const INTEGER = /^-?(0|[1-9]\d*)$/;
const RANGE = {
	int32: { minimum: -(2n ** 31n), maximum: 2n ** 31n - 1n },
	int64: { minimum: -(2n ** 63n), maximum: 2n ** 63n - 1n },
};

/** A checked parameter: integers as bigint, arrays and objects parsed. */
export type ParameterValue = string | bigint | boolean | unknown[] | Record<string, unknown>;
export type Parameters = Record<string, ParameterValue | undefined>;

function stringSchema(parameter: { values?: string[]; enum?: string[]; maxLength?: number }): z.ZodTypeAny {
	const allowed = parameter.values ?? parameter.enum;
	let schema = z.string().min(1, 'must not be empty');
	if (parameter.maxLength !== undefined) schema = schema.max(parameter.maxLength);
	return allowed === undefined
		? schema
		: schema.refine((text) => allowed.includes(text), `must be one of ${allowed.join(', ')}`);
}

function integerSchema(parameter: ContractParameter): z.ZodTypeAny {
	const range = RANGE[parameter.format ?? 'int64'];
	const minimum = parameter.minimum === undefined ? range.minimum : BigInt(parameter.minimum);
	const maximum = parameter.maximum === undefined ? range.maximum : BigInt(parameter.maximum);
	return stringSchema({})
		.refine((text: string) => INTEGER.test(text), 'must be an integer')
		.refine(
			(text: string) => parameter.values === undefined || parameter.values.includes(text),
			`must be one of ${parameter.values?.join(', ')}`,
		)
		.transform((text: string) => (INTEGER.test(text) ? BigInt(text) : 0n))
		.refine((value: bigint) => value >= minimum && value <= maximum, `must be from ${minimum} to ${maximum}`);
}

function itemSchema(items: ContractParameter['items']): z.ZodTypeAny {
	if (items?.type === 'integer') {
		const bare = z.union([z.bigint(), z.number().int().transform(BigInt)]);
		return bare.refine((value) => value >= 0n, 'items must not be negative');
	}
	return items?.type === 'object' ? z.record(z.unknown()) : stringSchema({ values: items?.values });
}

/** Text of a `style: json` parameter to its value. */
function jsonText(): z.ZodTypeAny {
	return stringSchema({}).transform((text: string, context) => {
		try {
			return parseLossless(text);
		} catch {
			context.addIssue({ code: z.ZodIssueCode.custom, message: 'must be JSON' });
			return z.NEVER;
		}
	});
}

function valueSchema(parameter: ContractParameter): z.ZodTypeAny {
	switch (parameter.type) {
		case 'string':
			return stringSchema(parameter);
		case 'integer':
			return integerSchema(parameter);
		case 'boolean':
			return z.enum(['true', 'false']).transform((text) => text === 'true');
		case 'object':
			return jsonText().pipe(z.record(z.unknown()));
		case 'array':
			if (parameter.style === 'simple') {
				return stringSchema({})
					.transform((text: string) => text.split(','))
					.pipe(z.array(integerSchema({ ...parameter, type: 'integer', values: undefined })));
			}
			return jsonText().pipe(z.array(itemSchema(parameter.items)).min(1, 'must not be empty'));
	}
}

/** Strict schema of the parameters of one action in one place. */
function placeSchema(action: ContractAction, place: ContractParameter['in']): z.ZodTypeAny {
	const shape: Record<string, z.ZodTypeAny> = {};
	for (const parameter of action.parameters) {
		if (parameter.in !== place) continue;
		const schema = valueSchema(parameter);
		shape[parameter.name] = parameter.required ? schema : schema.optional();
	}
	return z.strictObject(shape);
}

const schemas = new Map(
	Object.entries(contract.actions).map(([name, action]) => [
		name,
		{ query: placeSchema(action, 'query'), formData: placeSchema(action, 'formData') },
	]),
);

/** What is wrong with a request; `missing` decides between the codes Missing<Name> and InvalidParameter.<Name>. */
export interface ParameterProblem {
	name: string;
	missing: boolean;
	reason: string;
}

/**
 * Checks the parameters of a declared action against its metadata: place, type, style, required, enumeration,
 * limits, and nothing that is not declared.
 */
export function checkParameters(
	action: string,
	query: URLSearchParams,
	form: URLSearchParams,
): { parameters: Parameters } | { problem: ParameterProblem } {
	const schema = schemas.get(action);
	if (schema === undefined) throw new Error(`${action} has no declared parameters`);
	const parameters: Parameters = {};
	for (const [place, pairs] of [
		['query', query],
		['formData', form],
	] as const) {
		const repeated = [...pairs.keys()].find((name) => pairs.getAll(name).length > 1);
		if (repeated !== undefined)
			return { problem: { name: repeated, missing: false, reason: 'is given twice' } };
		const raw = Object.fromEntries(pairs);
		const result = schema[place].safeParse(raw);
		if (!result.success) return { problem: problemFrom(action, result.error.issues, raw) };
		Object.assign(parameters, result.data);
	}
	return { parameters };
}

function problemFrom(action: string, issues: z.ZodIssue[], raw: Record<string, string>): ParameterProblem {
	const unknown = issues.find((issue) => issue.code === 'unrecognized_keys');
	if (unknown?.code === 'unrecognized_keys') {
		const name = unknown.keys[0];
		// A declared parameter in the wrong place is one the vendor does not see where it looks.
		const misplaced =
			contract.actions[action]?.parameters.some((parameter) => parameter.name === name) ?? false;
		return { name, missing: misplaced, reason: 'is not a parameter of this action' };
	}
	const issue = issues[0];
	const name = String(issue.path[0]);
	return { name, missing: !(name in raw), reason: issue.message };
}
