import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { leads } from '../engine/aiccs/numbers.mts';
import { aiccsCredential } from '../engine/aiccs/run.mts';
import { Engine } from '../engine/engine.mts';

/** The limits of a credential hold for all that runs in a process, and the allowed rate is used. */

const PER_SECOND = 50;
const COUNT = 300;
const STRETCH = 150;

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());

const place = {
	resource: 'call',
	operation: 'place',
	calledNumber: '={{ $json.phone }}',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
	outId: '={{ $json.id }}',
};

/** Runs a workflow with one node on its share of the leads. */
async function execute(items: INodeExecutionData[], credentialId: string, requestsPerSecond: number) {
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

/** Requests a second in the best stretch: elsewhere a busy machine may have had no time for this process. */
function bestRate(times: number[]): number {
	const spans = times.slice(STRETCH).map((time, index) => time - times[index]);
	return (STRETCH * 1000) / Math.min(...spans);
}

it('two executions with one credential keep to its rate together, and use it', async () => {
	sandbox.settings.rate = { perSecond: PER_SECOND, burst: 10 };
	const items = leads(COUNT).map((json) => ({ json }));
	const runs = await Promise.all(
		[0, 1].map(
			async (half) =>
				await execute(
					items.filter((_, index) => index % 2 === half),
					'shared',
					PER_SECOND,
				),
		),
	);
	for (const run of runs) {
		expect(run.error).toBeUndefined();
		expect(run.items('AICCS').filter(({ json }) => json.error !== undefined)).toEqual([]);
	}
	const entries = sandbox.ledger.entries('call');
	expect(entries).toHaveLength(COUNT);
	expect(new Set(entries.map(({ number }) => number)).size).toBe(COUNT);
	const times = sandbox.requests.map(({ receivedAt }) => receivedAt);
	expect(bestRate(times) / PER_SECOND).toBeGreaterThan(0.95);
}, 300_000);

it('a burst that nothing holds back is refused', async () => {
	sandbox.reset();
	sandbox.settings.rate = { perSecond: PER_SECOND, burst: 10 };
	await execute(
		leads(60).map((json) => ({ json })),
		'unlimited',
		10_000,
	);
	expect(sandbox.requests.filter(({ throttled }) => throttled).length).toBeGreaterThan(0);
	expect(sandbox.ledger.duplicates()).toEqual([]);
}, 300_000);
