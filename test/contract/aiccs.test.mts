import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NodeParameterValueType } from 'n8n-workflow';

import { AlibabaCloudAiccs } from '../../nodes/AlibabaCloudAiccs/AlibabaCloudAiccs.node.ts';
import { contract, type ContractParameter } from '../../sandbox/aiccs/contract.mts';
import { checkParameters } from '../../sandbox/aiccs/request-schema.mts';
import { startSandbox, type RecordedRequest, type Sandbox } from '../../sandbox/index.mts';
import { runAiccs } from '../engine/aiccs/run.mts';
import { Engine } from '../engine/engine.mts';
import { DIFFERENCES, FIELD_NAMES, TEXT_LIMITS, type Difference } from './aiccs-differences.mts';
import {
	emptied,
	fieldsOf,
	filledIn,
	operationsOf,
	variations,
	type Forced,
	type OperationRef,
} from './probe.mts';

/**
 * What the node sends, for every action of the vendor's metadata: each operation runs with all its fields filled in,
 * once for every choice it offers, and the requests are held against the metadata.
 */

const { description } = new AlibabaCloudAiccs();
const operations = operationsOf(description);
const actions = Object.keys(contract.actions);

const differences = (action: string, kind: Difference['kind']) =>
	DIFFERENCES.filter((difference) => difference.action === action && difference.kind === kind);
const names = (found: Array<{ parameter: string }>) => found.map(({ parameter }) => parameter);

interface Sent {
	requests: RecordedRequest[];
	/** What the node said instead of sending anything. */
	refusals: string[];
}

const NOTHING: Sent = { requests: [], refusals: ['no operation makes this request'] };

let engine: Engine;
let sandbox: Sandbox;
const sentBy = new Map<string, Sent>();

async function run(ref: OperationRef, forced: Forced): Promise<Sent> {
	const before = sandbox.requests.length;
	const { error } = await runAiccs(engine, sandbox, filledIn(description, ref, forced));
	const requests = sandbox.requests.slice(before).filter(({ action }) => action === ref.action);
	const refusals =
		requests.length === 0 ? [`${ref.operation} ${JSON.stringify(forced)}: ${error?.message}`] : [];
	return { requests, refusals };
}

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
	// What was sent is known; every answer is a refusal, so that no operation goes on.
	sandbox.faults.add({ match: { vendor: 'aiccs' }, kind: 'business-error', times: Number.POSITIVE_INFINITY });
	for (const ref of operations) {
		const sent = sentBy.get(ref.action) ?? { requests: [], refusals: [] };
		sentBy.set(ref.action, sent);
		for (const forced of variations(description, ref)) {
			const { requests, refusals } = await run(ref, forced);
			sent.requests.push(...requests);
			sent.refusals.push(...refusals);
		}
	}
});
afterAll(async () => await sandbox.stop());

/** The texts that a parameter was sent with, by the place it was sent in. */
function sentTexts(action: string, name: string): Record<ContractParameter['in'], string[]> {
	const { requests } = sentBy.get(action) ?? NOTHING;
	const texts = (values: Array<Record<string, string> | undefined>) =>
		values.flatMap((place) => (place?.[name] === undefined ? [] : [place[name]]));
	return {
		query: texts(requests.map(({ query }) => query)),
		formData: texts(requests.map(({ form }) => form)),
	};
}

/** Where the node lets the user enter a parameter, in each operation of the action. */
function fieldsFor(action: string, parameter: string) {
	const fieldName = FIELD_NAMES[parameter] ?? parameter.charAt(0).toLowerCase() + parameter.slice(1);
	return operations
		.filter((ref) => ref.action === action)
		.flatMap((ref) => {
			const fields = fieldsOf(description, ref);
			const found = fields.filter(({ field }) => field.routing?.send?.property === parameter);
			const wanted = found.length > 0 ? found : fields.filter(({ field }) => field.name === fieldName);
			return wanted.map(({ field, path }) => ({ ref, field, path }));
		});
}

it('every action has an operation, and every operation an action', () => {
	expect([...new Set(operations.map(({ action }) => action))].sort()).toEqual([...actions].sort());
});

it('every difference is about an action and a parameter that exist', () => {
	for (const { action, parameter, kind } of DIFFERENCES) {
		const declared = contract.actions[action]?.parameters.map(({ name }) => name) ?? [];
		expect([action, parameter, declared.includes(parameter)]).toEqual([action, parameter, kind !== 'added']);
	}
});

describe.each(actions)('%s', (action) => {
	const { parameters } = contract.actions[action];

	it('sends what the metadata allows, and nothing it lacks', () => {
		const { requests, refusals } = sentBy.get(action) ?? NOTHING;
		expect(requests.length > 0 ? [] : refusals).toEqual([]);
		const added = names(differences(action, 'added'));
		const problems = requests.flatMap(({ method, rawQuery, body }) => {
			const query = new URLSearchParams(rawQuery);
			for (const name of added) query.delete(name);
			const result = checkParameters(action, query, new URLSearchParams(body));
			const wrongMethod = !contract.actions[action].methods.some(
				(allowed) => allowed.toUpperCase() === method,
			);
			return [...('problem' in result ? [result.problem] : []), ...(wrongMethod ? [{ method }] : [])];
		});
		expect(problems).toEqual([]);
	});

	it('reaches every parameter in its place', () => {
		const missing = parameters
			.filter((parameter) => sentTexts(action, parameter.name)[parameter.in].length === 0)
			.map(({ name }) => name);
		const added = names(differences(action, 'added')).filter(
			(name) => sentTexts(action, name).query.length === 0,
		);
		expect({ missing, added, refusals: missing.length > 0 ? sentBy.get(action)?.refusals : [] }).toEqual({
			missing: [],
			added: [],
			refusals: [],
		});
	});

	it('offers every value of every enumeration', () => {
		const offered: Record<string, string[]> = {};
		const wanted: Record<string, string[]> = {};
		for (const parameter of parameters) {
			const values = parameter.values ?? parameter.enum ?? parameter.items?.values;
			if (values === undefined) continue;
			const left = differences(action, 'notOffered')
				.filter((difference) => difference.parameter === parameter.name)
				.map(({ value }) => value);
			const texts = sentTexts(action, parameter.name)[parameter.in];
			const single =
				parameter.type === 'array' ? texts.flatMap((text) => JSON.parse(text) as string[]) : texts;
			offered[parameter.name] = [...new Set(single)].sort();
			wanted[parameter.name] = values.filter((value) => !left.includes(value)).sort();
		}
		expect(offered).toEqual(wanted);
	});

	it('requires what the metadata requires', async () => {
		const sentEmpty: string[] = [];
		const defaulted = names(differences(action, 'defaulted'));
		for (const { name } of parameters.filter(({ required }) => required)) {
			const fields = fieldsFor(action, name);
			for (const { ref, field, path } of fields) {
				// A list of choices always has one of them.
				if (field.type === 'options') continue;
				const { requests } = await run(ref, { [path]: emptied(field) });
				const isFilledIn = defaulted.includes(name) && requests.every(({ query }) => query[name]);
				if (requests.length > 0 && !isFilledIn) sentEmpty.push(`${ref.operation} without ${path}`);
			}
		}
		expect(sentEmpty).toEqual([]);
	});

	it('requires nothing more', () => {
		const more = parameters
			.filter(({ required }) => !required)
			.filter(({ name }) => fieldsFor(action, name).some(({ field }) => field.required))
			.map(({ name }) => name);
		expect(more.sort()).toEqual(names(differences(action, 'required')).sort());
	});

	it('keeps the limits', async () => {
		const stricter = names(differences(action, 'stricter'));
		const limits = [
			...parameters,
			...TEXT_LIMITS.filter((limit) => limit.action === action).map((limit) => ({
				...limit,
				name: limit.parameter,
			})),
		].flatMap(({ name, minimum, maximum, maxLength }) => [
			{ name, limit: minimum, beyond: -1 },
			{ name, limit: maximum, beyond: 1 },
			{ name, limit: maxLength, beyond: 1, isLength: true },
		]);
		const wrong: string[] = [];
		for (const { name, limit, beyond, isLength } of limits) {
			if (limit === undefined) continue;
			const value = (size: number) => (isLength ? '1'.repeat(size) : size);
			const fields = fieldsFor(action, name);
			if (fields.length === 0) wrong.push(`${name} has no field`);
			for (const { ref, field, path } of fields) {
				const shown = Object.fromEntries(
					Object.entries(field.displayOptions?.show ?? {})
						.filter(([other]) => !['resource', 'operation'].includes(other))
						.map(([other, values]) => [other, values?.[0] as NodeParameterValueType]),
				);
				const at = await run(ref, { ...shown, [path]: value(limit) });
				const past = await run(ref, { ...shown, [path]: value(limit + beyond) });
				const reached = at.requests.some(({ query }) => query[name] === String(value(limit)));
				if (!reached && !stricter.includes(name)) wrong.push(`${name}: ${limit} is refused`);
				if (past.requests.length > 0) wrong.push(`${name}: ${limit + beyond} is sent`);
			}
		}
		expect(wrong).toEqual([]);
	});
});
