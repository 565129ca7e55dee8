import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { callAiccs, taskParameters } from './aiccs-client.mts';

describe('control API', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ clockSpeed: 0, latencyMs: 1 });
	});
	afterAll(() => sandbox.stop());

	const control = async (method: string, path: string, body?: unknown) => {
		const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
			method,
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		return { status: response.status, json: (await response.json()) as Record<string, unknown> };
	};

	it('tells addresses, requests and what was accepted', async () => {
		await callAiccs(sandbox.aiccs, 'CreateAiCallTask', taskParameters('seen'));
		expect((await control('GET', '/health')).json).toMatchObject({
			ok: true,
			url: sandbox.url,
			aiccs: sandbox.aiccs,
		});
		expect((await control('GET', '/requests?since=0')).json).toMatchObject({
			total: 1,
			requests: [{ action: 'CreateAiCallTask' }],
		});
		expect((await control('GET', '/requests?since=1')).json).toMatchObject({ total: 1, requests: [] });
		expect((await control('GET', '/ledger')).json).toMatchObject({
			counts: { 'aiccs.task': 1 },
			duplicates: [],
		});
	});

	it('changes settings, faults and the clock', async () => {
		expect((await control('POST', '/settings', { latencyMs: 0, rate: { perSecond: 5 } })).json).toMatchObject(
			{ latencyMs: 0, rate: { perSecond: 5 } },
		);
		expect(sandbox.settings.rate).toEqual({ perSecond: 5 });
		await control('POST', '/settings', { rate: null });
		await control('POST', '/faults', { match: { vendor: 'aiccs' }, kind: 'forbidden', times: -1 });
		const statuses = [
			await callAiccs(sandbox.aiccs, 'ListAvailableTts'),
			await callAiccs(sandbox.aiccs, 'ListAvailableTts'),
		];
		expect(statuses.map((reply) => reply.status)).toEqual([403, 403]);
		await control('DELETE', '/faults');
		expect((await callAiccs(sandbox.aiccs, 'ListAvailableTts')).status).toBe(200);
		const before = sandbox.clock.now();
		expect((await control('POST', '/clock', { advance: 90 })).json).toEqual({ now: before + 90_000 });
	});

	it('resets to the seeded world', async () => {
		await control('POST', '/reset');
		expect(sandbox.requests).toEqual([]);
		expect(sandbox.ledger.entries()).toEqual([]);
		expect(sandbox.aiccsState.tasks.size).toBe(12);
	});

	it('refuses what it does not know', async () => {
		expect((await control('POST', '/settings', { speed: 1 })).status).toBe(400);
		expect((await control('POST', '/faults', { match: {}, kind: 'meteor' })).status).toBe(400);
		expect((await control('POST', '/clock', { advance: -1 })).status).toBe(400);
		expect((await control('GET', '/nothing')).status).toBe(404);
		expect((await fetch(`${sandbox.url}/elsewhere`)).status).toBe(404);
		expect((await fetch(`${sandbox.url}/%E0%A4%A`)).status).toBe(400);
		expect((await fetch(`${sandbox.url}/recordings/none.wav`)).status).toBe(403);
	});

	it('pushes receipts', async () => {
		await control('POST', '/settings', { retryScheduleMs: [] });
		const url = `${sandbox.url}/_sandbox/nothing`;
		const pushed = await control('POST', '/push', { event: 'NoteAgent', url, options: { count: 2 } });
		expect(pushed.json).toMatchObject({
			event: 'NoteAgent',
			acknowledged: false,
			requests: [{ attempts: [{ status: 404, failure: 'HTTP 404' }] }],
		});
		expect((await control('GET', '/deliveries')).json.deliveries).toHaveLength(1);
	});
});
