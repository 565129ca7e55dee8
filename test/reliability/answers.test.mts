import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NodeApiError } from 'n8n-workflow';

import fc from '../fastCheck.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { aiccsCredential } from '../engine/aiccs/run.mts';
import { Engine } from '../engine/engine.mts';
import { yunfuCredential } from '../engine/yunfu/run.mts';
import { AICCS, YUNFU, titleOf, type NodeUnderTest } from './operations.mts';

/**
 * Whatever a platform says with success gives items or a clear error: never a crash, never another id than was sent.
 * Answers that are no JSON, and statuses of failure, are in the fault matrix.
 */

const RUNS = 15;
const ID = /\d{15,}/g;

let engine: Engine;
let sandbox: Sandbox;
let server: Server;
let body: string;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
	server = createServer((request, response) => {
		request.resume();
		request.on('end', () => {
			response.writeHead(200, { 'content-type': 'application/json' }).end(body);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	server.close();
	await sandbox.stop();
});

/** Stands for an id, and is written without quotes. */
const id = () => fc.bigInt({ min: 10n ** 17n, max: 10n ** 18n - 1n });

const NAMES = {
	aiccs: [
		'Data',
		'List',
		'TotalCount',
		'DetailId',
		'TaskId',
		'ConversationRecord',
		'Status',
		'OutputTags',
		'CallId',
		'PageNo',
	],
	yunfu: [
		'data',
		'meta',
		'records',
		'id',
		'total',
		'last_page',
		'current_page',
		'status',
		'uuid',
		'number',
		'extra',
	],
};

const odd = () =>
	fc.oneof(
		id(),
		fc.constantFrom<unknown>(
			null,
			true,
			false,
			0,
			-1,
			1e300,
			'',
			'text',
			'[',
			'{"a":',
			'[{"role":"user"}]',
			'1e999',
		),
		fc.string({ maxLength: 20, unit: 'grapheme' }),
	);

/** The platform's own names at places where they do not belong, with values that they do not have. */
const oddJson = (vendor: 'aiccs' | 'yunfu') =>
	fc.letrec((tie) => ({
		value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, odd(), tie('list'), tie('object')),
		list: fc.array(tie('value'), { maxLength: 4 }),
		object: fc.dictionary(fc.constantFrom(...NAMES[vendor]), tie('value'), {
			maxKeys: 5,
			noNullPrototype: true,
		}),
	})).value;

const written = (value: unknown): string => {
	if (typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) return `[${value.map(written).join(',')}]`;
	if (typeof value === 'object' && value !== null) {
		return `{${Object.entries(value)
			.map(([name, inner]) => `${JSON.stringify(name)}:${written(inner)}`)
			.join(',')}}`;
	}
	return JSON.stringify(value) ?? 'null';
};

function oddAnswer({ vendor }: NodeUnderTest): fc.Arbitrary<string> {
	const good =
		vendor === 'aiccs' ? { Code: 'OK', Success: true, RequestId: 'r' } : { code: 200, status: 'success' };
	const data = vendor === 'aiccs' ? 'Data' : 'data';
	return oddJson(vendor).map((value) => written({ ...good, [data]: value }));
}

function credentialOf({ vendor }: NodeUnderTest) {
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return vendor === 'aiccs'
		? aiccsCredential(sandbox, { endpoint: url })
		: yunfuCredential(sandbox, { baseUrl: url });
}

/** An error of JavaScript itself, which no user can do anything with. */
const CRASH =
	/TypeError|ReferenceError|RangeError|is not a function|is not iterable|Cannot (read|convert)|of (undefined|null)\b/;

describe.each([AICCS, YUNFU])('answers to $name', (node) => {
	it.each(node.operations.map((row) => [titleOf(row), row] as const))('%s', async (_, row) => {
		sandbox.reset();
		const { parameters, items } = row.valid(sandbox);
		await fc.assert(
			fc.asyncProperty(oddAnswer(node), async (odd) => {
				body = odd;
				const { error, output } = await node.run(
					engine,
					sandbox,
					{ ...parameters, waitUntilFinished: false },
					{ items: items.slice(0, 1), credential: credentialOf(node) },
				);
				if (error !== undefined) {
					const { message, description } = error as NodeApiError;
					expect(message).toMatch(/\S{2}/);
					expect(`${message} ${description ?? ''}`).not.toMatch(CRASH);
					return;
				}
				const known = new Set(`${odd} ${JSON.stringify([parameters, items])}`.match(ID));
				const told = JSON.stringify(output.map(({ json }) => json)).match(ID) ?? [];
				for (const found of told) expect(known).toContain(found);
				for (const { json } of output) expect(json).toEqual(expect.any(Object));
			}),
			{ numRuns: RUNS, endOnFailure: true },
		);
	});
});
