import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { leads } from './numbers.mts';
import { runAiccs } from './run.mts';

/** *Batching* of n8n's Request Options: all items are checked before the first batch leaves. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const COUNT = 6;
const place: INodeParameters = {
	resource: 'call',
	operation: 'place',
	calledNumber: '={{ $json.phone }}',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
	requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 5 } } },
};

it('every item is sent once', async () => {
	const { error, output } = await runAiccs(engine, sandbox, place, { items: leads(COUNT) });
	expect(error).toBeUndefined();
	expect(output.map(({ json, pairedItem }) => [json.calledNumber, pairedItem])).toEqual(
		leads(COUNT).map(({ phone }, item) => [phone, { item }]),
	);
	expect(sandbox.ledger.entries('call')).toHaveLength(COUNT);
	expect(sandbox.ledger.duplicates()).toEqual([]);
});

it('nothing is sent when the last item is wrong', async () => {
	const items = [...leads(COUNT), { phone: '12' }];
	const { error } = await runAiccs(engine, sandbox, place, { items });
	expect(error?.message).toMatch(/^Called Number .* \[item 6\]$/);
	expect(error?.description).toContain('Nothing was sent.');
	expect(sandbox.requests).toEqual([]);
});
