import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodePropertyOptions } from 'n8n-workflow';

import { Yunfu } from '../../nodes/Yunfu/Yunfu.node.ts';
import { parseLossless } from '../../sandbox/json.mts';
import { startSandbox, type RecordedRequest, type Sandbox } from '../../sandbox/index.mts';
import { contract, type Property, type Shape } from '../../sandbox/yunfu/contract.mts';
import { parseQuery } from '../../sandbox/yunfu/query.mts';
import { routeOf } from '../../sandbox/yunfu/routes.mts';
import { Refusal, validate } from '../../sandbox/yunfu/validate.mts';
import { Engine } from '../engine/engine.mts';
import { runYunfu } from '../engine/yunfu/run.mts';
import { emptied, fieldsOf, filledIn, variations, type Forced, type OperationRef } from './probe.mts';
import { BASES, NOT_OFFERED } from './yunfu-differences.mts';

/**
 * What the node sends, for every endpoint of Yunfu's documents: each operation runs with all its fields filled in,
 * once for every choice it offers, and the requests are held against the table of the documents.
 */

const { description } = new Yunfu();

const operations = description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options, displayOptions }) =>
		((options ?? []) as INodePropertyOptions[]).map(({ value }): OperationRef => ({
			resource: String(displayOptions?.show?.resource?.[0]),
			operation: String(value),
			action: '',
		})),
	)
	.filter(({ resource }) => resource !== 'api');

interface Sent {
	request: RecordedRequest;
	ref: OperationRef;
	forced: Forced;
}

let engine: Engine;
let sandbox: Sandbox;
const sentTo = new Map<string, Sent[]>();
/** Operations that sent something at least once, and those that never did. */
const reached = new Set<string>();
const silent: string[] = [];
/** What the node said instead of sending anything. */
const refusals: string[] = [];

const nameOf = ({ resource, operation }: OperationRef) => `${resource}.${operation}`;

const keyOf = ({ method, path }: RecordedRequest) => routeOf(method, path)?.endpoint.key;

/** Every field left empty by an expression, and every number far beyond its limits. */
const extremes = (ref: OperationRef): Forced[] =>
	fieldsOf(description, ref).flatMap(({ path, field }): Forced[] => {
		if (['notice', 'boolean', 'collection', 'resourceMapper', 'options'].includes(field.type)) return [];
		// The transport reads the limit, for all nodes alike.
		if (path === 'limit') return [];
		const numbers = field.type === 'number' ? [-1, 1_000_000].map((value) => ({ [path]: value })) : [];
		return [{ [path]: emptied(field) }, ...numbers];
	});

async function run(ref: OperationRef, forced: Forced): Promise<RecordedRequest[]> {
	const before = sandbox.requests.length;
	const { error } = await runYunfu(engine, sandbox, filledIn(description, ref, forced));
	const requests = sandbox.requests.slice(before);
	for (const request of requests) {
		const key = keyOf(request) ?? `${request.method} ${request.path}`;
		sentTo.set(key, [...(sentTo.get(key) ?? []), { request, ref, forced }]);
	}
	if (requests.length > 0) reached.add(nameOf(ref));
	else refusals.push(`${nameOf(ref)} ${JSON.stringify(forced)}: ${error?.message}`);
	return requests;
}

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
	// What was sent is known; every answer is a refusal, so that no operation goes on.
	sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'business-error', times: Number.POSITIVE_INFINITY });
	for (const ref of operations) {
		for (const base of BASES[nameOf(ref)] ?? [{}]) {
			for (const forced of [...variations(description, ref), ...extremes(ref)]) {
				await run(ref, { ...base, ...forced });
			}
		}
		if (!reached.has(nameOf(ref))) silent.push(nameOf(ref));
	}
});
afterAll(async () => await sandbox.stop());

/** What the sandbox says about a request, by the table alone. */
function problemOf({ request, forced }: Sent): string | undefined {
	const route = routeOf(request.method, request.path);
	if (route === undefined) return 'is not documented';
	const seen = { ...request, query: new URLSearchParams(request.rawQuery) };
	try {
		const known: Record<string, number> =
			route.endpoint.key === 'task.update' ? { task_type: Number(forced.taskType ?? 7) } : {};
		validate(seen as unknown as Parameters<typeof validate>[0], route, known);
		return undefined;
	} catch (error) {
		if (error instanceof Refusal) return error.message;
		throw error;
	}
}

const about = (sent: Sent) => `${nameOf(sent.ref)} ${JSON.stringify(sent.forced)}`;

/** `data.*.phone` and the like: every name in a value. */
function namesIn(value: unknown, prefix = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((entry) => namesIn(entry, `${prefix}.*`));
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, entry]) => {
		const path = prefix === '' ? name : `${prefix}.${name}`;
		return [path, ...namesIn(entry, path)];
	});
}

function documentedNames({ properties, items, anyOf }: Shape, prefix: string): string[] {
	return [
		...(properties ?? []).flatMap((property) => namesOf(property, `${prefix}.`)),
		...(items ? documentedNames(items, `${prefix}.*`) : []),
		...(anyOf ?? []).flatMap((form) => documentedNames(form, prefix)),
	];
}

const namesOf = (property: Property, prefix = ''): string[] => [
	`${prefix}${property.name}`,
	...documentedNames(property, `${prefix}${property.name}`),
];

it('every operation sends something', () => {
	expect(silent.flatMap((name) => refusals.filter((refusal) => refusal.startsWith(name)))).toEqual([]);
	expect(silent).toEqual([]);
});

it('every endpoint has an operation, and nothing undocumented is asked for', () => {
	const offered = contract.endpoints.map(({ key }) => key).filter((key) => !(key in NOT_OFFERED));
	expect([...sentTo.keys()].sort()).toEqual(offered.sort());
});

describe.each(contract.endpoints.filter(({ key }) => !(key in NOT_OFFERED)).map(({ key }) => key))(
	'%s',
	(key) => {
		const endpoint = contract.endpoints.find((candidate) => candidate.key === key)!;
		const sent = () => sentTo.get(key) ?? [];

		it('sends what the documents allow, and nothing they lack', () => {
			const problems = sent().flatMap((one) => {
				const problem = problemOf(one);
				return problem === undefined ? [] : [`${about(one)}: ${problem}`];
			});
			expect(problems).toEqual([]);
		});

		it('reaches every parameter in its place', () => {
			const seen = {
				path: new Set(
					sent().flatMap(({ request }) => Object.keys(routeOf(request.method, request.path)!.parameters)),
				),
				query: new Set(
					sent().flatMap(({ request }) => namesIn(parseQuery(new URLSearchParams(request.rawQuery)))),
				),
				body: new Set(sent().flatMap(({ request }) => namesIn(parseLossless(request.body || '{}')))),
			};
			const missing = endpoint.parameters.flatMap((parameter) =>
				namesOf(parameter).filter(
					(name) => ![parameter.in, ...(parameter.alsoIn ?? [])].some((place) => seen[place].has(name)),
				),
			);
			expect(missing).toEqual([]);
		});

		it('offers every value of every enumeration', () => {
			const missing = endpoint.parameters.flatMap(({ name, in: place, enum: values, items }) => {
				const wanted = (values ?? items?.enum ?? []).map(String);
				const given = new Set(
					sent().flatMap(({ request }) => {
						const value =
							place === 'query'
								? parseQuery(new URLSearchParams(request.rawQuery))[name]
								: (parseLossless(request.body || '{}') as Record<string, unknown>)[name];
						return [value ?? []].flat(2).map(String);
					}),
				);
				return wanted.filter((value) => !given.has(value)).map((value) => `${name} ${value}`);
			});
			expect(missing).toEqual([]);
		});
	},
);
