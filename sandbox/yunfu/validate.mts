import type { z } from 'zod';
import { parseLossless } from '../json.mts';
import type { VendorRequest } from '../types.mts';
import { contract, type Endpoint, type Parameter, type Place } from './contract.mts';
import { parseQuery } from './query.mts';
import type { Route } from './routes.mts';
import { objectSchema, type Selectors } from './schema.mts';

export type Values = Record<string, unknown>;

/** The values of all places; names do not repeat across places. */
export interface Input {
	values: Values;
	/** the body as sent, for echoing */
	body: Values;
}

/** Says why a request is refused, naming the field. */
export class Refusal extends Error {
	constructor(
		message: string,
		readonly code = 422,
	) {
		super(message);
	}
}

const schemas = new Map<string, z.ZodTypeAny>();

/** Endpoints whose fields depend on task_type, the only field that `when` names. */
const conditional = new Set(
	contract.endpoints
		.filter(({ parameters }) => JSON.stringify(parameters).includes('"when"'))
		.map(({ key }) => key),
);

/**
 * Checks a request against the endpoint's table.
 * @param known selectors a field's existence depends on when the request does not send them (task_type of the task)
 * @throws Refusal
 */
export function validate(request: VendorRequest, route: Route, known: Selectors = {}): Input {
	const { endpoint } = route;
	const query = parseQuery(request.query);
	const body = bodyOf(request);
	if (!takesBody(endpoint) && Object.keys(body).length > 0)
		throw new Refusal('This interface takes no body.');
	const selectors = selectorsOf(endpoint, body, known);
	const values = {
		...check(endpoint, 'path', route.parameters, selectors),
		...check(endpoint, 'query', query, selectors, body),
		...check(endpoint, 'body', body, selectors, query),
	};
	return { values, body };
}

function takesBody(endpoint: Endpoint): boolean {
	return endpoint.parameters.some((parameter) => placesOf(parameter).includes('body'));
}

function placesOf(parameter: Parameter): Place[] {
	return [parameter.in, ...(parameter.alsoIn ?? [])];
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

/** `task_type` and the like: what is sent, what the task has, or the documented default. */
function selectorsOf(endpoint: Endpoint, body: Values, known: Selectors): Selectors {
	const selectors: Selectors = { ...known };
	for (const parameter of endpoint.parameters) {
		if (parameter.in !== 'body' || parameter.type !== 'integer') continue;
		const sent = body[parameter.name];
		if (typeof sent === 'number') selectors[parameter.name] = sent;
		else if (parameter.default !== undefined) selectors[parameter.name] ??= parameter.default;
	}
	return selectors;
}

function check(
	endpoint: Endpoint,
	place: Place,
	values: Values,
	selectors: Selectors,
	other: Values = {},
): Values {
	const parameters = endpoint.parameters.filter((parameter) => placesOf(parameter).includes(place));
	const key = `${endpoint.key}|${place}|${conditional.has(endpoint.key) ? selectors['task_type'] : ''}`;
	let schema = schemas.get(key);
	if (schema === undefined) {
		// what may stand in two places is required in neither by itself
		const relaxed = parameters.map((parameter) =>
			parameter.alsoIn ? { ...parameter, required: false } : parameter,
		);
		schema = objectSchema(relaxed, place === 'body' ? 'json' : 'text', selectors);
		schemas.set(key, schema);
	}
	const result = schema.safeParse(values);
	if (!result.success) throw new Refusal(explain(result.error.issues));
	for (const { name, alsoIn, required } of parameters) {
		const missing =
			alsoIn !== undefined && required && values[name] === undefined && other[name] === undefined;
		if (missing) throw new Refusal(`The ${name} field is required.`);
	}
	return result.data as Values;
}

function explain(issues: z.ZodIssue[]): string {
	// a wrong task_type makes other fields look unknown, and an unknown field tells more than a missing one
	const issue =
		issues.find(({ path }) => path[0] === 'task_type') ??
		issues.find(({ code }) => code === 'unrecognized_keys') ??
		deepest(issues);
	const field = issue.path.join('.');
	if (issue.code === 'unrecognized_keys') {
		return `The ${[...issue.path, issue.keys[0]].join('.')} field is not known.`;
	}
	if (issue.code === 'invalid_type' && issue.received === 'undefined')
		return `The ${field} field is required.`;
	return `The ${field} field is invalid: ${issue.message}`;
}

/** Of a union, the form that the value came closest to tells most. */
function deepest(issues: z.ZodIssue[]): z.ZodIssue {
	const issue = issues[0];
	if (issue.code !== 'invalid_union') return issue;
	const candidates = issue.unionErrors.map((error) => deepest(error.issues));
	return candidates.reduce((best, candidate) =>
		candidate.path.length > best.path.length ? candidate : best,
	);
}
