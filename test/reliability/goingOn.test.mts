import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine } from '../engine/engine.mts';
import { addTask, leads } from '../engine/aiccs/numbers.mts';
import { byId, runAiccs } from '../engine/aiccs/run.mts';

/** Continue and Continue (using error output): the bad items come out beside the good ones. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const COUNT = 20;
const WRONG = [3, 17];
const REFUSED = [0, 8];
const LOST = [5, 19];

/** Some cannot be called, some will be refused, and of some the answer is lost. */
const items = (): IDataObject[] =>
	leads(COUNT).map((lead, index) => (WRONG.includes(index) ? { ...lead, phone: '138' } : lead));

const numbersOf = (indexes: number[]) => indexes.map((index) => String(items()[index].phone));

function faults(action: string): void {
	const meets = (indexes: number[]) => (request: { query: URLSearchParams; body: string }) => {
		const sent = `${request.query.toString()}&${decodeURIComponent(request.body)}`;
		return numbersOf(indexes).some((number) => sent.includes(number));
	};
	const times = Number.POSITIVE_INFINITY;
	sandbox.faults.add({ match: { action, predicate: meets(REFUSED) }, kind: 'business-error', times });
	sandbox.faults.add({ match: { action, predicate: meets(LOST) }, kind: 'reset-after', times });
}

const OPERATIONS: Array<[string, string, () => INodeParameters]> = [
	[
		'calls, one by one',
		'LlmSmartCall',
		() => ({
			resource: 'call',
			operation: 'place',
			calledNumber: '={{ $json.phone }}',
			callerNumber: '057112345678',
			applicationCode: 'F32000001',
			outId: '={{ $json.id }}',
		}),
	],
	[
		'an import',
		'ImportTaskNumberDatas',
		() => ({
			resource: 'number',
			operation: 'import',
			taskId: byId(addTask(sandbox, 'Going on')),
			phoneNumber: '={{ $json.phone }}',
			outId: '={{ $json.id }}',
			specifyVariables: 'pairs',
			options: { batchSize: 1 },
		}),
	],
];

const run = async (parameters: INodeParameters, onError: INode['onError']) =>
	await runAiccs(engine, sandbox, parameters, { items: items(), node: { onError } });
const indexesOf = (output: INodeExecutionData[]) =>
	output.map(({ pairedItem }) => (pairedItem as { item: number }).item);
const range = (count: number) => Array.from({ length: count }, (_, index) => index);
const BAD = [...WRONG, ...REFUSED, ...LOST].sort((a, b) => a - b);
const messageOf = ({ json }: INodeExecutionData) => String(json.error);

describe.each(OPERATIONS)('%s', (_, action, parameters) => {
	it('Continue: every item comes out, in order, paired', async () => {
		faults(action);
		const { output, error } = await run(parameters(), 'continueRegularOutput');
		expect(error).toBeUndefined();
		expect(indexesOf(output)).toEqual(range(COUNT));
		const bad = output.filter(({ json }) => json.error !== undefined);
		expect(indexesOf(bad)).toEqual(BAD);
		for (const index of WRONG) expect(messageOf(output[index])).toContain('has 3 digits');
		for (const index of REFUSED) expect(messageOf(output[index])).toBe('参数错误');
		for (const index of LOST) {
			expect(messageOf(output[index])).toContain(
				`Unknown outcome: Alibaba Cloud AICCS may have accepted item ${index}`,
			);
			expect(JSON.stringify(output[index].json)).toContain(`lead-${index}`);
		}
	});

	it('Continue (using error output): the good go one way and the bad the other, in order, paired', async () => {
		faults(action);
		const { items: outputs, error } = await run(parameters(), 'continueErrorOutput');
		expect(error).toBeUndefined();
		const [good, bad] = [outputs('AICCS', 0), outputs('AICCS', 1)];
		expect(indexesOf(bad)).toEqual(BAD);
		expect(indexesOf(good)).toEqual(range(COUNT).filter((index) => !BAD.includes(index)));
		for (const item of bad) expect(messageOf(item)).toMatch(/has 3 digits|参数错误|Unknown outcome/);
		for (const { json } of good) expect(json.error).toBeUndefined();
	});
});
