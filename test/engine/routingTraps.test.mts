import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
	NodeConnectionTypes,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { Engine } from './engine.mts';

/**
 * How n8n's declarative routing behaves where it surprises. The transport of this package is built on these facts: a
 * new n8n that changes one of them fails here first, with the reason.
 */

interface Seen {
	method: string;
	url: string;
	body: string;
	headers: Record<string, unknown>;
}

let engine: Engine;
let server: Server;
let base: string;
let seen: Seen[];
let open: number;
let peak: number;
/** how many requests must be open before the server answers them */
let heldUntil: number;
const held: Array<() => void> = [];
let answer: (request: Seen) => { status?: number; body: unknown };

beforeAll(async () => {
	engine = await Engine.load();
	server = createServer((request, response) => {
		peak = Math.max(peak, ++open);
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			const entry = {
				method: String(request.method),
				url: String(request.url),
				body,
				headers: request.headers,
			};
			seen.push(entry);
			held.push(() => {
				open--;
				const { status = 200, body: text } = answer(entry);
				response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(text));
			});
			if (held.length >= heldUntil) for (const release of held.splice(0)) release();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => {
	seen = [];
	open = 0;
	peak = 0;
	heldUntil = 1;
	answer = () => ({ body: { ok: true } });
});

let authenticated: IHttpRequestOptions[];
const credential: ICredentialType = {
	name: 'trapApi',
	displayName: 'Trap',
	properties: [],
	async authenticate(_credentials, options) {
		authenticated.push({ ...options });
		return options;
	},
};

const operation = (routing: INodeProperties['routing']): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	type: 'hidden',
	default: 'x',
	routing,
});

async function run(
	properties: INodeProperties[],
	description: Partial<INodeTypeDescription> = {},
	items: INodeExecutionData[] = [{ json: {} }],
	extra: Partial<INodeType> = {},
) {
	authenticated = [];
	engine.add(
		'test.trap',
		{
			description: {
				displayName: 'Trap',
				name: 'trap',
				group: ['output'],
				version: 1,
				description: '',
				defaults: { name: 'Trap' },
				inputs: [NodeConnectionTypes.Main],
				outputs: [NodeConnectionTypes.Main],
				credentials: [{ name: 'trapApi', required: true }],
				requestDefaults: { baseURL: base },
				properties,
				...description,
			},
			...extra,
		},
		[credential],
	);
	const parameters = Object.fromEntries(properties.map(({ name, default: value }) => [name, value]));
	const result = await engine.execute({
		nodes: [
			{ name: 'Start', type: 'test.start' },
			{ name: 'Trap', type: 'test.trap', parameters },
		],
		links: [['Start', 'Trap']],
		items,
		credentials: { trap: { type: 'trapApi', data: {} } },
	});
	return { ...result, output: result.items('Trap') };
}

const paging = (request: object): Partial<INodeTypeDescription> => ({
	requestOperations: {
		pagination: {
			type: 'generic',
			properties: { continue: '={{ $response.body.next }}', request: request as never },
		},
	},
});
const get = (qs: object, send: object = {}) => operation({ request: { url: '/', qs: qs as never }, send });

describe('n8n’s declarative routing', () => {
	it('R1: generic pagination replaces the query of the request instead of adding to it', async () => {
		await run([get({ filter: 'a' }, { paginate: true })], paging({ qs: { page: 1 } }));
		expect(seen.map(({ url }) => url)).toEqual(['/?page=1']);
	});

	it('R2: pagination does not run unless a property asks for it', async () => {
		answer = () => ({ body: { next: seen.length < 3 } });
		await run([get({ filter: 'a' })], paging({ qs: { page: 1 } }));
		expect(seen.map(({ url }) => url)).toEqual(['/?filter=a']);
	});

	it('R3: preSend runs once for an item, the credential once for every request', async () => {
		let preSent = 0;
		answer = () => ({ body: { next: seen.length % 2 === 1 } });
		const count = async (options: IHttpRequestOptions) => {
			preSent++;
			return options;
		};
		await run([get({}, { paginate: true, preSend: [count] })], paging({ qs: { page: 1 } }));
		expect({ preSent, authenticated: authenticated.length, requests: seen.length }).toEqual({
			preSent: 1,
			authenticated: 2,
			requests: 2,
		});
	});

	it('R4: the credential gets address, path, query and body apart and unserialised', async () => {
		await run([
			operation({ request: { method: 'POST', url: '/path', qs: { a: 1 }, body: { b: [2] } as never } }),
		]);
		expect(authenticated[0]).toMatchObject({ baseURL: base, url: '/path', qs: { a: 1 }, body: { b: [2] } });
	});

	it('R5: a form given as object is encoded again after the credential; a text goes out as it is', async () => {
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		for (const body of [{ f: 'a b~' }, 'f=a%20b~']) {
			await run([operation({ request: { method: 'POST', url: '/', headers, body: body as never } })]);
		}
		expect(seen.map(({ body }) => body)).toEqual(['f=a+b%7E', 'f=a%20b~']);
	});

	it('R6: the HTTP client writes arrays by index and sends empty texts', async () => {
		await run([get({ list: ['x'], empty: '', none: undefined, star: 'a b*~' })]);
		expect(seen[0].url).toBe('/?list%5B0%5D=x&empty=&star=a%20b%2A~');
	});

	it('R7: rootProperty on a missing path gives an item without json', async () => {
		const root = { type: 'rootProperty' as const, properties: { property: 'Data.List' } };
		const { output } = await run([operation({ request: { url: '/' }, output: { postReceive: [root] } })]);
		expect(output).toHaveLength(1);
		expect(output[0].json).toBeUndefined();
	});

	it('R8: several items from one come out unpaired', async () => {
		answer = () => ({ body: [{ n: 1 }, { n: 2 }] });
		const { output } = await run([get({})], {}, [{ json: {} }, { json: {} }]);
		expect(output).toHaveLength(4);
		expect(output.every(({ pairedItem }) => pairedItem === undefined)).toBe(true);
	});

	it('R9: the requests of all items leave at once', async () => {
		heldUntil = 40;
		await run(
			[get({})],
			{},
			Array.from({ length: heldUntil }, () => ({ json: {} })),
		);
		expect(peak).toBe(heldUntil);
	});

	it('R10: a refusal by HTTP status hides what the vendor said; one inside a good status is no error', async () => {
		answer = () => ({ status: 400, body: { Code: 'Missing.TaskId', Message: 'TaskId is mandatory' } });
		const { error } = await run([get({})]);
		expect(error?.message).not.toContain('TaskId is mandatory');
		answer = () => ({ body: { Code: 'Missing.TaskId', Success: false } });
		expect((await run([get({})])).error).toBeUndefined();
	});

	it('R11: customOperations take the place of the routing and see all items', async () => {
		const all = async function (this: { getInputData(): INodeExecutionData[] }) {
			return [[{ json: { items: this.getInputData().length } }]];
		};
		const resource: INodeProperties = { displayName: 'R', name: 'resource', type: 'hidden', default: 'r' };
		const { output } = await run([resource, get({})], {}, [{ json: {} }, { json: {} }], {
			customOperations: { r: { x: all as never } },
		});
		expect(output.map(({ json }) => json)).toEqual([{ items: 2 }]);
		expect(seen).toEqual([]);
	});

	it('R12: a number of 18 digits loses digits unless the answer is read as text', async () => {
		server.removeAllListeners('request');
		server.on('request', (_request, response) => response.end('{"id":119181071278123456}'));
		const asJson = await run([get({})]);
		expect(asJson.output[0].json.id).toBe(119181071278123460);
		const asText = await run([operation({ request: { url: '/', encoding: 'text', json: false } })]);
		expect(asText.output[0].json).toBe('{"id":119181071278123456}');
	});
});
