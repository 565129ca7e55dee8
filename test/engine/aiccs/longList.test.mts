import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { aiccsCredential, byId, runAiccs } from './run.mts';

/** More details than n8n's own engine for declarative nodes takes from one input item. */
const TOTAL = 150_000;

let engine: Engine;
let sandbox: Sandbox;
let server: Server;
let requests = 0;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
	server = createServer((request, response) => {
		requests++;
		const { searchParams } = new URL(request.url ?? '/', 'http://server');
		const [page, size] = ['PageNo', 'PageSize'].map((name) => Number(searchParams.get(name)));
		const List = Array.from({ length: size }, (_, index) => ({
			DetailId: `9${(page - 1) * size + index}`,
		}));
		response.writeHead(200, { 'content-type': 'application/json' }).end(
			JSON.stringify({
				Code: 'OK',
				Success: true,
				Data: { PageNo: page, PageSize: size, Total: TOTAL, List },
			}),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	server.close();
	await sandbox.stop();
});

const run = async (more: object) => {
	requests = 0;
	const { port } = server.address() as AddressInfo;
	return await runAiccs(
		engine,
		sandbox,
		{ resource: 'callDetail', operation: 'getAll', taskId: byId('178012345678901234'), status: '1', ...more },
		{ credential: aiccsCredential(sandbox, { endpoint: `http://127.0.0.1:${port}` }) },
	);
};

it('every row of a list comes out, more than a function call could take as arguments', async () => {
	const { error, output } = await run({ returnAll: true, options: { pageSize: 1000 } });
	expect(error).toBeUndefined();
	expect(output).toHaveLength(TOTAL);
	expect(new Set(output.map(({ json }) => json.detailId)).size).toBe(TOTAL);
	expect(requests).toBe(TOTAL / 1000);
});

it('the part of it that is wanted comes out', async () => {
	const { error, output } = await run({ limit: 250 });
	expect(error).toBeUndefined();
	expect(output).toHaveLength(250);
	expect(requests).toBe(3);
});
