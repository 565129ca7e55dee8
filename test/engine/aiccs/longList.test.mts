import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { aiccsCredential, byId, runAiccs } from './run.mts';

/** More details than n8n takes from one input item. */
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

it('a list that n8n could not take is refused at its first page, in words that help', async () => {
	const { error } = await run({ returnAll: true });
	expect(error?.message).toBe('The list has 150000 rows. n8n takes up to 100000 for each input item.');
	expect(error?.description).toContain('Switch Return All off and set a Limit');
	expect(error?.context).toMatchObject({ itemIndex: 0 });
	expect(requests).toBe(1);
});

it('the part of it that is wanted comes out', async () => {
	const { error, output } = await run({ limit: 250 });
	expect(error).toBeUndefined();
	expect(output).toHaveLength(250);
	expect(requests).toBe(3);
});
