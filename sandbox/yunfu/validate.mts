import { parseLossless } from '../json.mts';
import type { VendorRequest } from '../types.mts';
import { RequestSchema, type Selectors, type Values } from '../validator.mts';
import { contract, type Endpoint } from './contract.mts';
import { parseQuery } from './query.mts';
import type { Route } from './routes.mts';

export type { Values };

/** Says why a request is refused, naming the field. */
export class Refusal extends Error {
	constructor(
		message: string,
		readonly code = 422,
	) {
		super(message);
	}
}

const schemas = new Map<string, RequestSchema>();

/** Endpoints whose fields depend on task_type, the only field that `when` names. */
const conditional = new Set(
	contract.endpoints
		.filter(({ parameters }) => JSON.stringify(parameters).includes('"when"'))
		.map(({ key }) => key),
);

/**
 * Checks a request against the endpoint's table.
 * @param known what a field's existence depends on when the request does not say it (task_type of the task)
 * @returns the values of all places
 * @throws Refusal
 */
export function validate(
	request: VendorRequest,
	{ endpoint, parameters }: Route,
	known: Selectors = {},
): Values {
	const body = bodyOf(request);
	const takesBody = endpoint.parameters.some(({ in: place, alsoIn }) =>
		[place, alsoIn].flat().includes('body'),
	);
	if (!takesBody && Object.keys(body).length > 0) throw new Refusal('This interface takes no body.');
	const schema = schemaOf(endpoint, body, known);
	const result = schema.check({ path: parameters, query: parseQuery(request.query), body });
	if ('values' in result) return result.values;
	const { field, kind, reason } = result.problem;
	throw new Refusal(`The ${field} field ${kind === 'invalid' ? `is invalid: ${reason}` : `${reason}.`}`);
}

function bodyOf(request: VendorRequest): Values {
	if (request.body.trim() === '') return {};
	const type = request.headers['content-type'] ?? '';
	if (!/^application\/json\b/i.test(type)) throw new Refusal('The Content-Type must be application/json.');
	let body: unknown;
	try {
		body = parseLossless(request.body);
	} catch {
		throw new Refusal('The body is not valid JSON.', 400);
	}
	if (Array.isArray(body) && body.length === 0) return {};
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		throw new Refusal('The body must be an object.');
	return body as Values;
}

/** The schema for the task_type that is sent, that the task has, or that is the documented default. */
function schemaOf({ key, parameters }: Endpoint, body: Values, known: Selectors): RequestSchema {
	const selectors: Selectors = {};
	if (conditional.has(key)) {
		const fallback = parameters.find(({ name }) => name === 'task_type')?.default;
		const type = typeof body.task_type === 'number' ? body.task_type : (known.task_type ?? fallback);
		if (typeof type === 'number') selectors.task_type = type;
	}
	const id = `${key}|${selectors.task_type}`;
	let schema = schemas.get(id);
	if (schema === undefined) {
		schema = new RequestSchema(parameters, { path: 'text', query: 'text', body: 'json' }, selectors);
		schemas.set(id, schema);
	}
	return schema;
}
