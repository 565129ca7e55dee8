import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine } from '../engine/engine.mts';
import { addTask, leads } from '../engine/aiccs/numbers.mts';
import { aiccsCredential, byId, runAiccs } from '../engine/aiccs/run.mts';
import { OutgoingRequests, stopTime, whileTimePasses } from '../simulatedTime.mts';
import { until } from '../until.mts';

/** Stopping an execution: no further request leaves, and the error tells what had been accepted. */

const COUNT = 60;
const CONCURRENT = 2;

let engine: Engine;
let sandbox: Sandbox;
let requests: OutgoingRequests;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	sandbox.settings.latencyMs = 0;
	requests = new OutgoingRequests();
});
afterEach(() => {
	requests.stop();
	jest.useRealTimers();
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
async function stopWhen(
	reached: () => boolean,
	parameters: INodeParameters,
	{ node = {}, mostMs }: { node?: Partial<INode>; mostMs?: number } = {},
) {
	const controller = new AbortController();
	const running = runAiccs(engine, sandbox, parameters, {
		items: leads(COUNT),
		credential: aiccsCredential(sandbox, { concurrentRequests: CONCURRENT }),
		signal: controller.signal,
		node,
	});
	const ended = mostMs === undefined ? running : whileTimePasses(running, mostMs);
	await until(reached);
	controller.abort();
	const left = requests.left();
	const { run } = await ended;
	await sleep(150);
	expect(requests.left()).toBe(left);
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
	stopTime();
	const begun = Date.now();
	const mostMs = 1000;
	/** All that may be under way at once have their answer, and nothing but the wait is left: time has passed. */
	const isWaiting = () => requests.left() >= CONCURRENT && Date.now() - begun >= mostMs;
	const { data } = await stopWhen(isWaiting, place, { mostMs });
	expect(Date.now() - begun).toBe(mostMs);
	expect(data).toMatchObject({ accepted: [], unknownOutcome: [] });
	expect(data.notAccepted).toHaveLength(COUNT);
});

it('n8n’s Retry On Fail sends nothing more', async () => {
	sandbox.settings.latencyMs = 20;
	const { data } = await stopWhen(requestsAre(4), place, {
		node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(data.notAccepted.length).toBeGreaterThan(0);
});
