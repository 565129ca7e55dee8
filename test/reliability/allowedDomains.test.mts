import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine } from '../engine/engine.mts';
import { addTask, leads } from '../engine/aiccs/numbers.mts';
import { aiccsCredential, byId, runAiccs } from '../engine/aiccs/run.mts';
import { runYunfu, yunfuCredential } from '../engine/yunfu/run.mts';
import { readOnce } from '../../nodes/shared/request/client.ts';
import { aiccs } from '../../nodes/AlibabaCloudAiccs/service.ts';

/** n8n's setting Allowed HTTP Request Domains of a credential: no request of the nodes goes anywhere else. */

let engine: Engine;
let sandbox: Sandbox;
/** A platform that sends everybody somewhere else: the same machine by another name. */
let redirecting: Server;
let redirectingUrl: string;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
	redirecting = createServer((request, response) => {
		const target = sandbox.url.replace('127.0.0.1', 'localhost');
		response.writeHead(307, { location: `${target}${request.url ?? ''}` }).end();
	});
	await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
	redirectingUrl = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
});
afterAll(async () => {
	await sandbox.stop();
	redirecting.close();
});
beforeEach(() => sandbox.reset());

const onlyHere: IDataObject = { allowedHttpRequestDomains: 'domains', allowedDomains: 'elsewhere.example' };
const importing = (): INodeParameters => ({
	resource: 'number',
	operation: 'import',
	taskId: byId(addTask(sandbox, 'Import')),
	phoneNumber: '={{ $json.phone }}',
	specifyVariables: 'pairs',
});
const VOICES: INodeParameters = { resource: 'voice', operation: 'getAll' };
const yunfuImport = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'number',
	operation: 'import',
	taskId: byId([...sandbox.yunfuState.tasks.keys()][0]),
	phone: '={{ $json.phone }}',
	...more,
});

describe('the address in the credential is always allowed', () => {
	it.each<[string, () => INodeParameters]>([
		['a declarative request', () => VOICES],
		['a bulk operation', importing],
	])('%s', async (_, parameters) => {
		const credential = aiccsCredential(sandbox, onlyHere);
		const { error } = await runAiccs(engine, sandbox, parameters(), { items: leads(1), credential });
		expect(error).toBeUndefined();
		expect(sandbox.requests).toHaveLength(1);
	});
});

describe('a redirect to a host that is not allowed is not followed', () => {
	it.each<[string, () => INodeParameters]>([
		['a declarative request', () => VOICES],
		['a bulk operation', importing],
	])('%s of AICCS', async (_, parameters) => {
		const credential = aiccsCredential(sandbox, { ...onlyHere, endpoint: redirectingUrl });
		const { error } = await runAiccs(engine, sandbox, parameters(), { items: leads(1), credential });
		expect(error?.message).toContain('The endpoint redirects to another address (HTTP status 307)');
		expect(sandbox.requests).toEqual([]);
	});

	it.each<[string, INodeParameters]>([
		['a bulk operation', {}],
		['the request before it', { options: { pauseFirst: true } }],
	])('%s of Yunfu', async (_, more) => {
		const credential = yunfuCredential(sandbox, { ...onlyHere, baseUrl: redirectingUrl });
		const { error } = await runYunfu(engine, sandbox, yunfuImport(more), { items: leads(1), credential });
		expect(`${error?.message} ${String(error?.description)}`).toContain('Domain not allowed');
		expect(sandbox.requests).toEqual([]);
	});
});

describe('a redirect carries no credential to another host, whatever the setting', () => {
	it.each<[string, () => INodeParameters]>([
		['a declarative request', () => ({ resource: 'task', operation: 'getAll' })],
		['a bulk operation', () => yunfuImport()],
	])('%s of Yunfu', async (_, parameters) => {
		const credential = yunfuCredential(sandbox, { baseUrl: redirectingUrl });
		const { error } = await runYunfu(engine, sandbox, parameters(), { items: leads(1), credential });
		expect(error?.message).toContain('Yunfu does not accept the token');
		expect(sandbox.requests).toHaveLength(1);
		expect(JSON.stringify(sandbox.requests[0].headers)).not.toContain(sandbox.yunfu.token);
	});

	it.each<[string, () => INodeParameters]>([
		['a declarative request', () => VOICES],
		['a bulk operation', importing],
	])('%s of AICCS is not sent on at all', async (_, parameters) => {
		const { sts } = sandbox.aiccs;
		const credential = aiccsCredential(sandbox, { ...sts, endpoint: redirectingUrl });
		const { error } = await runAiccs(engine, sandbox, parameters(), { items: leads(1), credential });
		expect(error?.message).toContain('redirects to another address');
		expect(sandbox.requests).toEqual([]);
	});
});

it('lists in the editor and polls hand the setting on', async () => {
	const asked: IDataObject[] = [];
	const { data } = aiccsCredential(sandbox, onlyHere);
	const node = { name: 'AICCS', credentials: {} };
	await readOnce(
		{
			getNode: () => node,
			getCredentials: async () => await Promise.resolve(data),
			helpers: {
				httpRequestWithAuthentication: async (_type: string, options: IDataObject) => {
					asked.push(options);
					return await Promise.resolve({ statusCode: 200, headers: {}, body: '{"Code":"OK"}' });
				},
			},
		} as unknown as Parameters<typeof readOnce>[0],
		aiccs,
		{ method: 'POST', url: '/' },
	);
	expect(asked).toMatchObject([{ allowedDomains: '127.0.0.1, elsewhere.example' }]);
});

describe('recordings', () => {
	const download = (recordingLink: string): INodeParameters => ({
		resource: 'callDetail',
		operation: 'downloadRecording',
		findBy: 'link',
		recordingLink,
	});

	it('of a host that is not allowed are not fetched, and the error says which setting it is', async () => {
		const link = `${sandbox.url.replace('127.0.0.1', 'localhost')}/recordings/1.wav`;
		const credential = aiccsCredential(sandbox, onlyHere);
		const { error } = await runAiccs(engine, sandbox, download(link), { credential });
		expect(error?.message).toMatch(/Domain not allowed.*restricted from accessing localhost/);
		expect(sandbox.requests).toEqual([]);
	});

	it('come from hosts that are on the list', async () => {
		const link = `${sandbox.url.replace('127.0.0.1', 'localhost')}/recordings/1.wav`;
		const credential = aiccsCredential(sandbox, {
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'localhost',
		});
		await runAiccs(engine, sandbox, download(link), { credential });
		expect(sandbox.requests.map(({ vendor }) => vendor)).toEqual(['recording']);
	});
});

describe('Request Options of a bulk operation', () => {
	it('the time-out holds, where the platform never answers', async () => {
		sandbox.faults.add({ match: { vendor: 'aiccs' }, kind: 'timeout-after' });
		const { error } = await runAiccs(
			engine,
			sandbox,
			{ ...importing(), requestOptions: { timeout: 300 } },
			{ items: leads(1) },
		);
		expect(error?.message).toMatch(/^Unknown outcome/);
	});

	it('the proxy is used', async () => {
		const seen: string[] = [];
		const proxy = createServer((request, response) => {
			seen.push(String(request.url));
			response.writeHead(502).end();
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		const { port } = proxy.address() as AddressInfo;
		const parameters = { ...importing(), requestOptions: { proxy: `http://127.0.0.1:${port}` } };
		await runAiccs(engine, sandbox, parameters, { items: leads(1) });
		proxy.close();
		expect(seen).toEqual([expect.stringContaining(sandbox.url)]);
		expect(sandbox.requests).toEqual([]);
	});

	it('a proxy that is none is named, and its password is not', async () => {
		const parameters = { ...importing(), requestOptions: { proxy: 'user:secret@nowhere' } };
		const { error } = await runAiccs(engine, sandbox, parameters, { items: leads(1) });
		expect(error?.message).toBe('The proxy is not valid');
		expect(String(error?.description)).not.toContain('secret');
		expect(sandbox.requests).toEqual([]);
	});
});
