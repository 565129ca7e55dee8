import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INode, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox, type VendorRequest } from '../../sandbox/index.mts';
import { Engine } from '../engine/engine.mts';
import { addTask, leads } from '../engine/aiccs/numbers.mts';
import { aiccsCredential, byId, runAiccs } from '../engine/aiccs/run.mts';

/** n8n's Retry On Fail runs a node again for all of its items: nobody is called twice by that. */

const COUNT = 1000;
const THREE_TRIES: Partial<INode> = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load(['NoOp']);
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const place: INodeParameters = {
	resource: 'call',
	operation: 'place',
	calledNumber: '={{ $json.phone }}',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
	outId: '={{ $json.id }}',
};

/** Refuses every tenth number the first time it comes. */
function refuseTenPercentAtFirst(action: string, numberOf: (request: VendorRequest) => string): void {
	const refused = new Set<string>();
	const predicate = (request: VendorRequest) => {
		const number = numberOf(request);
		if (!number.endsWith('0') || refused.has(number)) return false;
		refused.add(number);
		return true;
	};
	sandbox.faults.add({
		match: { action, predicate },
		kind: 'business-error',
		times: Number.POSITIVE_INFINITY,
	});
}

const acceptedTimes = (kind: 'call' | 'number') => {
	const times = new Map<string, number>();
	for (const { number = '' } of sandbox.ledger.entries(kind)) times.set(number, (times.get(number) ?? 0) + 1);
	return times;
};
const eachOnce = (count: number) => new Map(leads(count).map(({ phone }) => [String(phone), 1]));

describe('1,000 items, 10 % refused at first, 3 tries', () => {
	it.each<[string, number, Partial<INode>]>([
		['stopping on error', COUNT, {}],
		['going on after errors', COUNT / 5, { onError: 'continueRegularOutput' }],
	])('places each call exactly once, %s', async (_, count, settings) => {
		refuseTenPercentAtFirst('LlmSmartCall', ({ query }) => query.get('CalledNumber') ?? '');
		const { error, output } = await runAiccs(engine, sandbox, place, {
			items: leads(count),
			node: { ...THREE_TRIES, ...settings },
		});
		expect(error).toBeUndefined();
		expect(output.map(({ json, pairedItem }) => [json.calledNumber, pairedItem])).toEqual(
			leads(count).map(({ phone }, item) => [phone, { item }]),
		);
		expect(acceptedTimes('call')).toEqual(eachOnce(count));
		const callIds = sandbox.ledger.entries('call').map(({ callId }) => callId);
		expect(output.map(({ json }) => json.callId).sort()).toEqual(callIds.sort());
	});

	it('imports each number exactly once, batch by batch', async () => {
		let imports = 0;
		// Of ten batches one is refused, and the same one once more.
		const predicate = () => ++imports === 4 || imports === 5;
		sandbox.faults.add({
			match: { action: 'ImportTaskNumberDatas', predicate },
			kind: 'business-error',
			times: 2,
		});
		const { error, output } = await runAiccs(
			engine,
			sandbox,
			{
				resource: 'number',
				operation: 'import',
				taskId: byId(addTask(sandbox, 'Retries')),
				phoneNumber: '={{ $json.phone }}',
				specifyVariables: 'pairs',
				options: { batchSize: 100 },
			},
			{ items: leads(COUNT), node: THREE_TRIES },
		);
		expect(error).toBeUndefined();
		expect(output.map(({ json }) => json.status)).toEqual(leads(COUNT).map(() => 'accepted'));
		expect(acceptedTimes('number')).toEqual(eachOnce(COUNT));
		expect(imports).toBe(12);
	});
});

describe('the memory of what was accepted', () => {
	it('ends with the run: a loop that runs the node again on purpose calls again', async () => {
		const run = await engine.execute({
			nodes: [
				{ name: 'Start', type: 'test.start' },
				{ name: 'Way A', type: 'n8n-nodes-base.noOp' },
				{ name: 'Way B', type: 'n8n-nodes-base.noOp' },
				{ name: 'AICCS', type: 'alibabaCloudAiccs', parameters: place, ...THREE_TRIES },
			],
			links: [
				['Start', 'Way A'],
				['Start', 'Way B'],
				['Way A', 'AICCS'],
				['Way B', 'AICCS'],
			],
			items: leads(1).map((json) => ({ json })),
			credentials: { loop: aiccsCredential(sandbox) },
		});
		expect(run.error).toBeUndefined();
		expect(run.run.data.resultData.runData.AICCS).toHaveLength(2);
		expect(sandbox.ledger.entries('call')).toHaveLength(2);
	});

	it('is that of one node: another one with the same values calls, too', async () => {
		const run = await engine.execute({
			nodes: [
				{ name: 'Start', type: 'test.start' },
				{ name: 'First', type: 'alibabaCloudAiccs', parameters: place },
				{ name: 'Second', type: 'alibabaCloudAiccs', parameters: place },
			],
			links: [
				['Start', 'First'],
				['Start', 'Second'],
			],
			items: leads(1).map((json) => ({ json })),
			credentials: { both: aiccsCredential(sandbox) },
		});
		expect(run.error).toBeUndefined();
		expect(sandbox.ledger.entries('call')).toHaveLength(2);
	});

	it('is that of one execution', async () => {
		await runAiccs(engine, sandbox, place, { items: leads(1) });
		await runAiccs(engine, sandbox, place, { items: leads(1) });
		expect(sandbox.ledger.entries('call')).toHaveLength(2);
	});

	it('an answer that cannot be understood is no reason to call again', async () => {
		sandbox.faults.add({ match: { action: 'LlmSmartCall' }, kind: 'malformed-json' });
		const { error } = await runAiccs(engine, sandbox, place, { items: leads(1), node: THREE_TRIES });
		expect(error?.message).toMatch(/^Unknown outcome: .*is not in its form/);
		expect(sandbox.ledger.entries('call')).toHaveLength(1);
	});
});
