import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type FaultRule, type Sandbox } from '../../sandbox/index.mts';
import { untilOpen } from '../until.mts';
import { callAiccs, taskParameters, type AiccsReply } from './aiccs-client.mts';

type Kind = FaultRule['kind'];

describe('faults', () => {
	let sandbox: Sandbox;
	let taskName = 0;
	beforeAll(async () => {
		sandbox = await startSandbox({ clockSpeed: 0 });
	});
	beforeEach(() => sandbox.reset());
	afterAll(() => sandbox.stop());

	const create = () => callAiccs(sandbox.aiccs, 'CreateAiCallTask', taskParameters(`task ${taskName++}`));
	const outcomeOf = (attempt: Promise<AiccsReply>): Promise<AiccsReply | 'cut'> =>
		attempt.catch(() => 'cut' as const);
	const accepted = () => sandbox.ledger.entries('task').length;
	const withFault = (kind: Kind, more: Partial<FaultRule> = {}) => {
		sandbox.faults.add({ match: { action: 'CreateAiCallTask' }, kind, ...more });
		return outcomeOf(create());
	};

	it.each<[Kind, number, string | undefined, Partial<FaultRule>]>([
		['throttle', 400, 'Throttling.User', {}],
		['status-before', 503, 'ServiceUnavailable', { status: 503 }],
		['unauthorized', 404, 'InvalidAccessKeyId.NotFound', {}],
		['forbidden', 403, 'NoPermission', {}],
		['business-error', 200, 'ParameterError', {}],
		['system-error', 200, 'isp.SYSTEM_ERROR', {}],
		['business-error', 200, 'X', { code: 'X' }],
		['html', 502, undefined, {}],
		['xml-error', 500, undefined, {}],
	])('%s strikes before accepting', async (kind, status, code, more) => {
		const reply = await withFault(kind, more);
		expect(reply).toMatchObject({ status, json: code === undefined ? {} : { Code: code } });
		expect(accepted()).toBe(0);
		expect((await create()).json.Code).toBe('OK');
		expect(sandbox.requests.map((request) => request.fault)).toEqual([kind, undefined]);
	});

	it.each<[Kind, Partial<FaultRule>]>([
		['status-after', { status: 500 }],
		['malformed-json', {}],
		['bad-encoding', {}],
		['partial', {}],
		['delay', { ms: 30 }],
	])('%s strikes after accepting', async (kind, more) => {
		const reply = await withFault(kind, more);
		expect(reply).not.toBe('cut');
		const { status, json, text, headers } = reply as AiccsReply;
		expect(headers['content-encoding']).toBe(kind === 'bad-encoding' ? 'gzip' : undefined);
		if (kind === 'status-after') expect([status, json.Code]).toEqual([500, 'InternalError']);
		if (kind === 'malformed-json') expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
		if (kind === 'partial') expect([json.Code, 'Data' in json]).toEqual(['OK', false]);
		if (kind === 'delay') expect(json.Code).toBe('OK');
		expect(accepted()).toBe(1);
	});

	it.each<[Kind, number]>([
		['reset-before', 0],
		['reset-after', 1],
		['truncated', 1],
		['timeout-after', 1],
	])('%s cuts the connection', async (kind, tasks) => {
		const started = Date.now();
		expect(await withFault(kind, kind === 'timeout-after' ? { ms: 80 } : {})).toBe('cut');
		if (kind === 'timeout-after') expect(Date.now() - started).toBeGreaterThanOrEqual(75);
		expect(accepted()).toBe(tasks);
	});

	it('gives the throttled the time to wait', async () => {
		const reply = await withFault('throttle', { retryAfterMs: 250 });
		expect(reply).toMatchObject({ headers: { 'x-acs-retry-after': '250' } });
	});

	it('sends XML in the form of the gateway', async () => {
		const reply = await withFault('xml-error', { code: 'Throttling', status: 400 });
		expect(reply).toMatchObject({ status: 400, headers: { 'content-type': 'text/xml;charset=utf-8' } });
		expect((reply as AiccsReply).text).toContain('<Code>Throttling</Code>');
	});

	it('strikes the nth match, so many times, where the predicate agrees', async () => {
		const statuses = async (count: number): Promise<number[]> => {
			const found: number[] = [];
			for (let index = 0; index < count; index++) found.push((await create()).status);
			return found;
		};
		sandbox.faults.add({ match: { vendor: 'aiccs', nth: 2 }, kind: 'status-before' });
		expect(await statuses(3)).toEqual([200, 500, 200]);
		sandbox.faults.clear();
		sandbox.faults.add({ match: {}, kind: 'status-before', times: 2 });
		expect(await statuses(3)).toEqual([500, 500, 200]);
		sandbox.faults.clear();
		sandbox.faults.add({
			match: { vendor: 'yunfu' },
			kind: 'status-before',
			times: Number.POSITIVE_INFINITY,
		});
		const second = `task ${taskName + 1}`;
		sandbox.faults.add({
			match: { predicate: (request) => request.query.get('TaskName') === second },
			kind: 'status-before',
			times: Number.POSITIVE_INFINITY,
		});
		expect(await statuses(3)).toEqual([200, 500, 200]);
	});

	it('leaves refused requests alone', async () => {
		sandbox.faults.add({ match: {}, kind: 'status-before' });
		expect((await callAiccs(sandbox.aiccs, 'StartAiCallTask', { TaskId: '1' })).json.Code).toBe(
			'TASK_NOT_EXIST',
		);
		expect((await create()).status).toBe(500);
	});

	it('halves lists and turns true into false when partial', async () => {
		sandbox.faults.add({ match: {}, kind: 'partial', times: 2 });
		const list = (await callAiccs(sandbox.aiccs, 'QueryAiCallTaskPage')).json.Data as {
			Total: number;
			List: unknown[];
		};
		expect([list.Total, list.List.length]).toEqual([12, 5]);
		const taskId = [...sandbox.aiccsState.tasks.keys()][0];
		expect((await callAiccs(sandbox.aiccs, 'StartAiCallTask', { TaskId: taskId })).json).toMatchObject({
			Data: false,
			Code: 'OK',
		});
	});
});

describe('rate limits and concurrency', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => {
		sandbox.settings.rate = null;
		sandbox.settings.latencyMs = 0;
		sandbox.reset();
	});
	afterAll(() => sandbox.stop());
	const burst = (count: number) =>
		Promise.all(Array.from({ length: count }, () => callAiccs(sandbox.aiccs, 'ListAvailableTts')));

	it('lets a bucket of requests through and throttles the rest', async () => {
		sandbox.settings.rate = { perSecond: 1, burst: 3 };
		const replies = await burst(5);
		const refused = replies.filter((reply) => reply.json.Code === 'Throttling.User');
		expect(refused).toHaveLength(2);
		for (const reply of refused) {
			expect(reply.status).toBe(400);
			expect(Number(reply.headers['x-acs-retry-after'])).toBeGreaterThan(0);
			expect(Number(reply.headers['x-acs-retry-after'])).toBeLessThanOrEqual(1000);
		}
		sandbox.settings.rate = { perSecond: 1, aiccsStatus: 429, burst: 1 };
		expect((await burst(2)).map((reply) => reply.status)).toContain(429);
	});

	it('caps what is handled at once and measures what was in flight', async () => {
		const atOnce = async (count: number) => {
			const release = sandbox.hold();
			const replies = burst(count);
			await untilOpen(sandbox, count);
			release();
			return await replies;
		};
		sandbox.settings.rate = { perSecond: 1000, concurrent: 2 };
		const replies = await atOnce(5);
		expect(replies.filter((reply) => reply.status === 200)).toHaveLength(2);
		sandbox.reset();
		sandbox.settings.rate = null;
		await atOnce(4);
		expect(sandbox.inFlight).toEqual({ now: 0, peak: 4 });
	});

	it('records requests within its bound', async () => {
		sandbox.settings.maxRecorded = 2;
		await burst(3);
		expect(sandbox.requests).toHaveLength(2);
		expect(sandbox.requests[0]).toMatchObject({
			vendor: 'aiccs',
			action: 'ListAvailableTts',
			method: 'POST',
			status: 200,
		});
	});
});
