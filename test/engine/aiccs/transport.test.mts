import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { untilOpen } from '../../until.mts';
import { Engine } from '../engine.mts';
import { aiccsCredential, byId, runAiccs } from './run.mts';

/** What every declarative request of the package goes through; shown on call tasks and call details. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const AGENT = '118012345678901234';
const create: INodeParameters = {
	resource: 'callTask',
	operation: 'create',
	taskName: '={{ $json.name }}',
	conversationBy: 'agent',
	agentId: byId(AGENT),
	startType: 'IMMEDIATE',
	callDays: ['MONDAY'],
	callWindows: { window: [{ startTime: '09:00', endTime: '10:00' }] },
};
const details = (taskId: string): INodeParameters => ({
	resource: 'callDetail',
	operation: 'getAll',
	taskId: byId(taskId),
	status: '1',
});
const names = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `task ${index}` }));
const created = () => sandbox.requests.filter(({ action }) => action === 'CreateAiCallTask');

describe('concurrency', () => {
	it('50 items with a limit of 4 are never more than 4 in flight, each answered once, in order', async () => {
		const release = sandbox.hold();
		const running = runAiccs(engine, sandbox, create, {
			items: names(50),
			credential: aiccsCredential(sandbox, { concurrentRequests: 4 }),
		});
		await untilOpen(sandbox, 4);
		release();
		const { json, output } = await running;
		expect(sandbox.inFlight.peak).toBe(4);
		expect(json.map(({ taskName }) => taskName)).toEqual(names(50).map(({ name }) => name));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(names(50).map((_, item) => ({ item })));
		expect(new Set(json.map(({ taskId }) => taskId)).size).toBe(50);
	});
});

describe('values are checked before anything is sent', () => {
	it('one bad item stops all of them', async () => {
		const items = names(5);
		items[3].name = '   ';
		const { error } = await runAiccs(engine, sandbox, create, { items });
		expect(error?.message).toContain('Task Name is empty');
		expect(error).toMatchObject({ context: { itemIndex: 3 } });
		expect(created()).toEqual([]);
	});

	it('an expression that fails for one item stops all of them', async () => {
		const { error } = await runAiccs(
			engine,
			sandbox,
			{ ...create, taskName: '={{ $json.name.trim() }}' },
			{ items: [{ name: 'a' }, { name: 'b' }, {}] },
		);
		expect(error).toBeDefined();
		expect(created()).toEqual([]);
	});

	it.each(['', 'many', 0, -1])('a limit of %j asks for nothing', async (limit) => {
		const list = { resource: 'callTask', operation: 'getAll', returnAll: false, limit: '={{ $json.limit }}' };
		const { error } = await runAiccs(engine, sandbox, list, { items: [{ limit }] });
		expect(error?.message).toContain('Limit must be a number of at least 1');
		expect(sandbox.requests).toEqual([]);
	});

	it('with the error output the others go, and the bad one comes out beside them, paired', async () => {
		const items = names(3);
		items[1].name = '';
		const { items: outputs, error } = await runAiccs(engine, sandbox, create, {
			items,
			node: { onError: 'continueErrorOutput' },
		});
		expect(error).toBeUndefined();
		expect(outputs('AICCS', 0).map(({ json, pairedItem }) => [json.taskName, pairedItem])).toEqual([
			['task 0', { item: 0 }],
			['task 2', { item: 2 }],
		]);
		expect(outputs('AICCS', 1).map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
			[expect.stringContaining('Task Name is empty'), { item: 1 }],
		]);
		expect(created()).toHaveLength(2);
	});
});

describe('retries', () => {
	it('waits and repeats what was throttled, as long as the vendor asks', async () => {
		sandbox.faults.add({
			match: { action: 'CreateAiCallTask' },
			kind: 'throttle',
			times: 3,
			retryAfterMs: 40,
		});
		const { json } = await runAiccs(engine, sandbox, create, { items: names(2) });
		expect(json).toHaveLength(2);
		expect(created()).toHaveLength(5);
		const [first, second] = created();
		expect(created().at(-1)!.receivedAt - first.receivedAt).toBeGreaterThanOrEqual(38);
		expect(second.headers['x-acs-signature-nonce']).not.toBe(first.headers['x-acs-signature-nonce']);
	});

	it('repeats a read after a lost connection', async () => {
		sandbox.faults.add({ match: { action: 'QueryAiCallDetailPage' }, kind: 'reset-before', times: 2 });
		const { error } = await runAiccs(engine, sandbox, details([...sandbox.aiccsState.tasks.keys()][0]));
		expect(error).toBeUndefined();
		expect(sandbox.requests.filter(({ action }) => action === 'QueryAiCallDetailPage')).toHaveLength(3);
	});

	it.each(['reset-before', 'reset-after', 'truncated'] as const)(
		'never repeats a creation whose answer is missing (%s), even when n8n retries the node',
		async (kind) => {
			sandbox.faults.add({ match: { action: 'CreateAiCallTask', nth: 2 }, kind });
			const { error } = await runAiccs(engine, sandbox, create, {
				items: names(3),
				credential: aiccsCredential(sandbox, { concurrentRequests: 1 }),
				node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
			});
			expect(error?.message).toContain('Unknown outcome');
			expect(error?.message).toContain('item 1');
			expect((error as NodeApiError).description).toContain('Call Task > Get Many');
			expect(created()).toHaveLength(3);
		},
	);

	it('what was accepted is not sent again when n8n retries the node', async () => {
		sandbox.faults.add({ match: { action: 'CreateAiCallTask', nth: 2 }, kind: 'business-error' });
		const { error, json } = await runAiccs(engine, sandbox, create, {
			items: names(4),
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(json.map(({ taskName }) => taskName)).toEqual(names(4).map(({ name }) => name));
		expect(created()).toHaveLength(5);
	});

	it('a node that a loop runs again on purpose does send again', async () => {
		const run = await engine.execute({
			nodes: [
				{ name: 'Start', type: 'test.start' },
				{ name: 'First', type: 'alibabaCloudAiccs', parameters: { ...create, taskName: 'once' } },
				{ name: 'AICCS', type: 'alibabaCloudAiccs', parameters: { ...create, taskName: 'twice' } },
			],
			links: [
				['Start', 'First'],
				['Start', 'AICCS'],
				['First', 'AICCS'],
			],
			credentials: { again: aiccsCredential(sandbox) },
		});
		expect(run.error?.message).toMatch(/./);
		expect(created().filter(({ query }) => query.TaskName === 'twice')).toHaveLength(2);
	});
});

describe('cancelling', () => {
	it('stops further requests at once', async () => {
		const controller = new AbortController();
		const release = sandbox.hold();
		const running = runAiccs(engine, sandbox, create, {
			items: names(60),
			credential: aiccsCredential(sandbox, { concurrentRequests: 2 }),
			signal: controller.signal,
		});
		await untilOpen(sandbox, 2);
		controller.abort();
		release();
		await running;
		await sleep(150);
		expect(created()).toHaveLength(2);
	});
});

describe('errors', () => {
	it('a wrong secret says what to do and shows no secret', async () => {
		const credential = aiccsCredential(sandbox, { accessKeySecret: 'not-the-right-secret' });
		const { error } = await runAiccs(engine, sandbox, { ...create, taskName: 'x' }, { credential });
		expect(error?.message).toContain('The AccessKey Secret does not belong to the AccessKey ID');
		expect((error as NodeApiError).description).toMatch(
			/copy the AccessKey ID and Secret again.*Code: SignatureDoesNotMatch, HTTP status: 400, Request ID: \S+, Item: 0/,
		);
		const everything = JSON.stringify(error) + String(error?.stack);
		for (const secret of ['not-the-right-secret', sandbox.aiccs.accessKeySecret, 'Signature=']) {
			expect(everything).not.toContain(secret);
		}
	});

	it('HTTP 200 with a failing code is an error', async () => {
		const { error, json } = await runAiccs(engine, sandbox, details('1'));
		expect(error?.message).toContain('There is no such call task');
		expect(json).toEqual([]);
	});
});
