import { RequestSchema, type Values } from '../validator.mts';
import { contract, type ContractParameter } from './contract.mts';

/** What the metadata leaves unsaid: an array holds at least one item, and integers in it are ids. */
function completed(parameter: ContractParameter): ContractParameter {
	if (parameter.type !== 'array') return parameter;
	const { items } = parameter;
	return { ...parameter, minItems: 1, items: items?.type === 'integer' ? { ...items, minimum: 0 } : items };
}

const schemas = new Map(
	Object.entries(contract.actions).map(([name, { parameters }]) => [
		name,
		new RequestSchema(parameters.map(completed), { query: 'text', formData: 'text' }),
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
 * limits, and nothing that is not declared. Integers come out as bigint, arrays and objects parsed.
 */
export function checkParameters(
	action: string,
	query: URLSearchParams,
	form: URLSearchParams,
): { parameters: Values } | { problem: ParameterProblem } {
	const schema = schemas.get(action);
	if (schema === undefined) throw new Error(`${action} has no declared parameters`);
	for (const pairs of [query, form]) {
		const name = [...pairs.keys()].find((key) => pairs.getAll(key).length > 1);
		if (name !== undefined) return { problem: { name, missing: false, reason: 'is given twice' } };
	}
	const sent = { query: Object.fromEntries(query), formData: Object.fromEntries(form) };
	const result = schema.check(sent);
	if ('values' in result) return { parameters: result.values };
	const { field, kind, reason } = result.problem;
	const [name] = field.split('.');
	// A declared parameter in the wrong place is one the vendor does not see where it looks.
	const misplaced = contract.actions[action].parameters.some((parameter) => parameter.name === name);
	return { problem: { name, missing: kind === 'missing' || (kind === 'unknown' && misplaced), reason } };
}
