import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { LEGACY, NEW, numbers, taskBody } from './yunfu-client.mts';

let sandbox: Sandbox;

async function send(
	method: string,
	path: string,
	body?: unknown,
): Promise<{ status: number; json: Record<string, never> }> {
	const response = await fetch(`${sandbox.yunfu.baseUrl}${path}`, {
		method,
		headers: { authorization: `Bearer ${sandbox.yunfu.token}`, 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	return { status: response.status, json: (await response.json()) as Record<string, never> };
}

describe('Yunfu over HTTP', () => {
	beforeAll(async () => {
		sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
	});
	beforeEach(() => sandbox.reset());
	afterAll(async () => await sandbox.stop());

	it('runs a campaign: initialise, create, import, read records, fetch a recording', async () => {
		expect((await send('GET', `${NEW}/task/create`)).json).toMatchObject({ code: 200 });
		const { json } = await send('POST', `${NEW}/task`, taskBody({ maximumcall: 10 }));
		const { id } = json['data'] as { id: string };
		await send('POST', `${LEGACY}/task/${id}/async_number`, { data: numbers(50) });
		sandbox.clock.advance(3600);
		const records = (await send('GET', `${LEGACY}/task/${id}/record?per_page=50`)).json['data'] as Array<{
			id: string;
			status: number;
		}>;
		expect(records).toHaveLength(50);
		const answered = records.find(({ status }) => status === 1)?.id ?? '';
		const links = await send(
			'GET',
			`${LEGACY}/task/${id}/batch_record/download-full-voice?recordIds[]=${answered}`,
		);
		const [link] = links.json['data'] as Array<{ url: string }>;
		const audio = await fetch(link?.url ?? '');
		expect([audio.status, audio.headers.get('content-type')]).toEqual([200, 'audio/wav']);
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 1, 'yunfu.number': 50, 'yunfu.call': 50 });
		expect(sandbox.requests.map(({ action }) => action)).toContain(
			'POST /agent-api/user/{user_id}/task/{task_id}/async_number',
		);
	});

	it('keeps what it accepted when the answer is lost, and nothing when it fails before', async () => {
		const action = 'POST /agent-api/new/user/{user_id}/task';
		sandbox.faults.add({ match: { action }, kind: 'reset-after' });
		await expect(send('POST', `${NEW}/task`, taskBody())).rejects.toThrow();
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 1 });
		sandbox.faults.add({ match: { action }, kind: 'status-before', status: 503 });
		expect(await send('POST', `${NEW}/task`, taskBody())).toMatchObject({
			status: 503,
			json: { status: 'error' },
		});
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 1 });
	});

	it('limits the rate', async () => {
		sandbox.settings.rate = { perSecond: 1 };
		const answers = await Promise.all([1, 2, 3].map(async () => await send('GET', '/agent-api/token')));
		sandbox.settings.rate = null;
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 429, 429]);
	});

	it('pushes callbacks to a receiver', async () => {
		const bodies: unknown[] = [];
		const receiver = createServer((message, response) => {
			let text = '';
			message.on('data', (chunk: Buffer) => (text += chunk.toString()));
			message.on('end', () => {
				bodies.push(JSON.parse(text));
				response.end('{"success":true}');
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		const { port } = receiver.address() as AddressInfo;
		const report = await sandbox.push('import_number', `http://127.0.0.1:${port}/`, {
			numbers: ['13012121211'],
		});
		await new Promise((resolve) => receiver.close(resolve));
		expect(report.acknowledged).toBe(true);
		expect(bodies).toMatchObject([
			{ type: 'import_number', mode: 'single', data: { number: '13012121211' } },
		]);
	});
});
