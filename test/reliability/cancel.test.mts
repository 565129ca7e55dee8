import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine } from '../engine/engine.mts';
import { addTask, leads } from '../engine/aiccs/numbers.mts';
import { aiccsCredential, byId, runAiccs } from '../engine/aiccs/run.mts';

/** Stopping an execution: no further request leaves, and the error tells what had been accepted. */

const COUNT = 60;
const CONCURRENT = 2;

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	sandbox.settings.latencyMs = 0;
});

const place: INodeParameters = {
	resource: 'call',
	operation: 'place',
	calledNumber: '={{ $json.phone }}',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
	outId: '={{ $json.id }}',
};
const importing = (): INodeParameters => ({
	resource: 'number',
	operation: 'import',
	taskId: byId(addTask(sandbox, 'Stopped')),
	phoneNumber: '={{ $json.phone }}',
	outId: '={{ $json.id }}',
	specifyVariables: 'pairs',
	options: { batchSize: 2 },
});

interface Report {
	accepted: IDataObject[];
	unknownOutcome: IDataObject[];
	notAccepted: number[];
}

const requestsAre = (count: number) => () => sandbox.requests.length >= count;

/** Stops the execution at that moment, and waits for its end. */
async function stopWhen(reached: () => boolean, parameters: INodeParameters, settings = {}) {
	const controller = new AbortController();
	let sentBefore = 0;
	const stopping = setInterval(() => {
		if (!reached() || controller.signal.aborted) return;
		controller.abort();
		sentBefore = sandbox.requests.length;
	}, 2);
	const { run } = await runAiccs(engine, sandbox, parameters, {
		items: leads(COUNT),
		credential: aiccsCredential(sandbox, { concurrentRequests: CONCURRENT }),
		signal: controller.signal,
		node: settings,
	});
	clearInterval(stopping);
	// What was on its way when the execution ended may still arrive.
	await sleep(100);
	const sent = sandbox.requests.length;
	await sleep(150);
	expect(sandbox.requests).toHaveLength(sent);
	expect(sent).toBeLessThanOrEqual(sentBefore + CONCURRENT);
	const { error } = run.data.resultData.runData.AICCS[0];
	return { data: (error as unknown as { context: { data: Report } }).context.data, error };
}

describe.each<[string, () => INodeParameters, string]>([
	['calls, one by one', () => place, 'call'],
	['an import in batches', importing, 'number'],
])('%s', (_, parameters, kind) => {
	it('stops at once, and the error lists what was accepted', async () => {
		sandbox.settings.latencyMs = 20;
		const { data, error } = await stopWhen(requestsAre(6), parameters());
		expect(error?.message).toMatch(/was stopped|Unknown outcome/);
		const told = [
			...data.accepted.map(({ item }) => item),
			...data.unknownOutcome.map(({ item }) => item),
			...data.notAccepted,
		];
		expect(told.map(Number).sort((a, b) => a - b)).toEqual(
			Array.from({ length: COUNT }, (_each, index) => index),
		);
		expect(data.accepted.length).toBeGreaterThan(0);
		expect(data.notAccepted.length).toBeGreaterThan(0);
		const accepted = sandbox.ledger.entries(kind as 'call').map(({ outId }) => outId);
		const ids = data.accepted.map(({ outId }) => outId);
		expect(accepted).toEqual(expect.arrayContaining(ids));
		// What was on its way may have arrived, and nobody heard the answer.
		expect(accepted.length).toBeLessThanOrEqual(ids.length + data.unknownOutcome.length);
	});
});

it('a wait for the vendor’s limit ends with the execution', async () => {
	sandbox.faults.add({
		match: { vendor: 'aiccs' },
		kind: 'throttle',
		retryAfterMs: 30_000,
		times: Number.POSITIVE_INFINITY,
	});
	const begun = Date.now();
	/** All that may be under way at once have their answer, and the node has had the time to read it. */
	const isWaiting = () =>
		sandbox.requests.length >= CONCURRENT &&
		sandbox.requests.every(({ receivedAt, status }) => status !== undefined && Date.now() - receivedAt > 500);
	const { data } = await stopWhen(isWaiting, place);
	expect(Date.now() - begun).toBeLessThan(20_000);
	expect(data).toMatchObject({ accepted: [], unknownOutcome: [] });
	expect(data.notAccepted).toHaveLength(COUNT);
});

it('n8n’s Retry On Fail sends nothing more', async () => {
	sandbox.settings.latencyMs = 20;
	const { data } = await stopWhen(requestsAre(4), place, {
		retryOnFail: true,
		maxTries: 3,
		waitBetweenTries: 1,
	});
	expect(data.notAccepted.length).toBeGreaterThan(0);
});
