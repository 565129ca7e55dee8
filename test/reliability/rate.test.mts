import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { leads } from '../engine/aiccs/numbers.mts';
import { aiccsCredential } from '../engine/aiccs/run.mts';
import { Engine, type EngineRun } from '../engine/engine.mts';
import { stopTime, whileTimePasses } from '../simulatedTime.mts';

/** The limits of a credential hold for all that runs in a process, and the allowed rate is used. */

const PER_SECOND = 50;
/** Starts that may be made up for at once. */
const BURST = 10;

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
});
afterEach(async () => {
	await sandbox.stop();
	jest.useRealTimers();
});

async function startLimited(): Promise<void> {
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, rate: { perSecond: PER_SECOND, burst: BURST } });
}

const place = {
	resource: 'call',
	operation: 'place',
	calledNumber: '={{ $json.phone }}',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
	outId: '={{ $json.id }}',
};

/** Runs a workflow with one node on its share of the leads. */
async function execute(
	items: INodeExecutionData[],
	credentialId: string,
	requestsPerSecond: number,
): Promise<EngineRun> {
	return await engine.execute({
		nodes: [
			{ name: 'Start', type: 'test.start' },
			{ name: 'AICCS', type: 'alibabaCloudAiccs', parameters: place, onError: 'continueRegularOutput' },
		],
		links: [['Start', 'AICCS']],
		items,
		credentials: {
			[credentialId]: aiccsCredential(sandbox, { requestsPerSecond, concurrentRequests: 10 }),
		},
	});
}

/** Half of the leads each in two executions that share a credential. */
async function executeTwo(count: number, credentialId: string): Promise<EngineRun[]> {
	const items = leads(count).map((json) => ({ json }));
	const half = (of: number) => items.filter((_, index) => index % 2 === of);
	return await Promise.all([0, 1].map(async (of) => await execute(half(of), credentialId, PER_SECOND)));
}

function expectEachOnce(runs: EngineRun[], count: number): void {
	for (const run of runs) {
		expect(run.error).toBeUndefined();
		expect(run.items('AICCS').filter(({ json }) => json.error !== undefined)).toEqual([]);
	}
	const entries = sandbox.ledger.entries('call');
	expect(entries).toHaveLength(count);
	expect(new Set(entries.map(({ number }) => number)).size).toBe(count);
}

/** From the first request to the last. */
const tookMs = () => sandbox.requests.at(-1)!.receivedAt - sandbox.requests[0].receivedAt;

describe('on the simulated clock', () => {
	beforeEach(async () => {
		stopTime();
		await startLimited();
	});

	it('two executions with one credential keep to its rate together, and use it', async () => {
		const count = 300;
		expectEachOnce(await whileTimePasses(executeTwo(count, 'shared')), count);
		expect(sandbox.requests.filter(({ throttled }) => throttled)).toEqual([]);
		expect(((count - 1) * 1000) / tookMs() / PER_SECOND).toBeGreaterThan(0.98);
	});

	it('a burst that nothing holds back is refused', async () => {
		await whileTimePasses(
			execute(
				leads(60).map((json) => ({ json })),
				'unlimited',
				10_000,
			),
		);
		expect(sandbox.requests.filter(({ throttled }) => throttled).length).toBeGreaterThan(0);
		expect(sandbox.ledger.duplicates()).toEqual([]);
	});
});

it('real time is kept to in the same way, as far as the machine is fast enough', async () => {
	await startLimited();
	const count = 60;
	expectEachOnce(await executeTwo(count, 'real'), count);
	expect(tookMs()).toBeGreaterThanOrEqual(((count - BURST) * 1000) / PER_SECOND);
	expect(tookMs()).toBeLessThan(60_000);
});
