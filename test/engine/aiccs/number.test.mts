import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type FaultRule, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { addTask, importedRecords, leads } from './numbers.mts';
import { byId, runAiccs } from './run.mts';

/** Number > Import: many items, few requests, nothing twice. */

let engine: Engine;
let sandbox: Sandbox;
let task: string;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	task = addTask(sandbox, 'Imports');
});

const importing = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'number',
	operation: 'import',
	taskId: byId(task),
	phoneNumber: '={{ $json.phone }}',
	outId: '={{ $json.id }}',
	specifyVariables: 'pairs',
	...more,
});
const run = async (
	items: IDataObject[],
	more: INodeParameters = {},
	options: Parameters<typeof runAiccs>[3] = {},
) => await runAiccs(engine, sandbox, importing(more), { items, ...options });
const imported = () => sandbox.ledger.entries('number', 'aiccs');
const fault = (rule: Omit<FaultRule, 'match'>, nth?: number) =>
	sandbox.faults.add({ match: { action: 'ImportTaskNumberDatas', ...(nth ? { nth } : {}) }, ...rule });

describe('batches', () => {
	it('sends the vendor’s form, and puts out one item per number', async () => {
		const { json, output } = await run(leads(2), {
			variables: {
				variable: [
					{ name: 'customerName', value: '={{ $json.customerName }}' },
					{ name: 'carSeries', value: 'SUV' },
					{ name: 'storeAddress', value: '={{ $json.nothing }}' },
				],
			},
		});
		expect(sandbox.requests.map(({ method, action, query, form }) => [method, action, query, form])).toEqual([
			[
				'POST',
				'ImportTaskNumberDatas',
				{ TaskId: task, DataType: 'JSON' },
				{
					PhoneNumberList: JSON.stringify([
						{ calleeNumber: '13800000000', outId: 'lead-0', customerName: 'Person 0', carSeries: 'SUV' },
						{ calleeNumber: '13800000001', outId: 'lead-1', customerName: 'Person 1', carSeries: 'SUV' },
					]),
				},
			],
		]);
		const [{ batchId }] = imported();
		expect(batchId).toMatch(/^\d{18}$/);
		expect(json).toEqual([
			{ calledNumber: '13800000000', outId: 'lead-0', status: 'accepted', taskId: task, batchId },
			{ calledNumber: '13800000001', outId: 'lead-1', status: 'accepted', taskId: task, batchId },
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it.each([
		[1000, [1000]],
		[2500, [1000, 1000, 500]],
	])('%d items go in as many requests as needed, in order', async (count, sizes) => {
		const { json, output } = await run(leads(count));
		const records = importedRecords(sandbox);
		expect(records.map(({ length }) => length)).toEqual(sizes);
		expect(records.flat().map(({ calleeNumber }) => calleeNumber)).toEqual(
			leads(count).map(({ phone }) => phone),
		);
		expect(json.map(({ outId }) => outId)).toEqual(leads(count).map(({ id }) => id));
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(leads(count).map((_, item) => ({ item })));
		expect(new Set(json.map(({ batchId }) => batchId)).size).toBe(sizes.length);
	});

	it('tasks that differ by item get requests of their own', async () => {
		const other = addTask(sandbox, 'Other');
		const items = leads(4).map((lead, index) => ({ ...lead, task: index % 2 ? other : task }));
		const { json } = await run(items, {
			taskId: byId('={{ $json.task }}'),
			options: { batchSize: 1000 },
		});
		expect(sandbox.requests.map(({ query }) => query.TaskId)).toEqual([task, other]);
		expect(json.map(({ taskId }) => taskId)).toEqual([task, other, task, other]);
	});
});

describe('nothing twice', () => {
	it('Retry On Fail sends the refused batch again, and only that', async () => {
		fault({ kind: 'business-error' }, 2);
		const { json, error } = await run(
			leads(25),
			{ options: { batchSize: 10 } },
			{
				node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
			},
		);
		expect(error).toBeUndefined();
		expect(json.map(({ status }) => status)).toEqual(leads(25).map(() => 'accepted'));
		expect(importedRecords(sandbox).map((records) => records[0].outId)).toEqual([
			'lead-0',
			'lead-10',
			'lead-10',
			'lead-20',
		]);
		expect(imported().map(({ outId }) => outId)).toEqual(leads(25).map(({ id }) => id));
	});

	it('a throttled batch is repeated by itself', async () => {
		fault({ kind: 'throttle', retryAfterMs: 1 });
		const { json } = await run(leads(3));
		expect(json).toHaveLength(3);
		expect(imported()).toHaveLength(3);
		expect(sandbox.requests).toHaveLength(2);
	});

	it('an unknown outcome is not repeated, not even by Retry On Fail, and says how to look it up', async () => {
		fault({ kind: 'reset-after' });
		const { error } = await run(
			leads(3),
			{},
			{
				node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
			},
		);
		expect(error?.message).toMatch(/^Unknown outcome: Alibaba Cloud AICCS may have accepted item 0/);
		expect((error as NodeApiError).description).toMatch(/numbers and calls by External ID/);
		expect(sandbox.requests).toHaveLength(1);
		expect(imported()).toHaveLength(3);
	});

	it('a later refusal tells how far it got', async () => {
		fault({ kind: 'business-error', code: 'TASK_FULL', message: '任务已满' }, 2);
		const { error } = await run(leads(4), { options: { batchSize: 2 } });
		expect(error).toMatchObject({ context: { itemIndex: 2 } });
		expect((error as NodeApiError).description).toContain(
			'This request carried 2 items (2 to 3). Accepted before: 2 of 4 items',
		);
	});
});

describe('going on after errors', () => {
	it('refused and unknown batches come out as error items with their reason, the others are accepted', async () => {
		fault({ kind: 'business-error', code: 'TASK_FULL', message: '任务已满' }, 1);
		fault({ kind: 'reset-after' }, 2);
		const { output } = await run(
			leads(5),
			{ options: { batchSize: 2 } },
			{
				node: { onError: 'continueRegularOutput' },
			},
		);
		expect(output.map(({ json }) => [json.outId, json.status])).toEqual([
			['lead-0', 'refused'],
			['lead-1', 'refused'],
			['lead-2', 'unknown'],
			['lead-3', 'unknown'],
			['lead-4', 'accepted'],
		]);
		expect(output[0].json).toMatchObject({
			reason: '任务已满',
			error: '任务已满',
			calledNumber: '13800000000',
			taskId: task,
		});
		expect(output[2].json.reason).toMatch(/^Unknown outcome/);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(leads(5).map((_, item) => ({ item })));
	});

	it('with the error output, the accepted go one way and the rest the other', async () => {
		const items = [{ phone: '13800138000' }, { phone: '138' }];
		const { items: outputs } = await run(items, {}, { node: { onError: 'continueErrorOutput' } });
		expect(outputs('AICCS').map(({ json }) => json.status)).toEqual(['accepted']);
		const refused = outputs('AICCS', 1);
		expect(refused.map(({ json }) => json)).toEqual([
			{ error: 'Phone Number "****" has 3 digits, which no number in China has [item 1]' },
		]);
		expect(refused[0].pairedItem).toEqual({ item: 1 });
	});
});

describe('as a tool of an AI agent, where n8n makes one request per item', () => {
	it('sends the same record and puts out the same item', async () => {
		const type = engine.nodeType('alibabaCloudAiccs');
		const { customOperations } = type;
		type.customOperations = undefined;
		try {
			const { json, error } = await run([{ ...leads(1)[0], phone: '+86 138-0000-0000' }], {
				variables: { variable: [{ name: 'carSeries', value: 'SUV' }] },
			});
			expect(error).toBeUndefined();
			expect(sandbox.requests[0].query).toEqual({ TaskId: task, DataType: 'JSON' });
			expect(importedRecords(sandbox)).toEqual([
				[{ calleeNumber: '13800000000', outId: 'lead-0', carSeries: 'SUV' }],
			]);
			const [{ batchId }] = imported();
			const item = {
				calledNumber: '13800000000',
				outId: 'lead-0',
				status: 'accepted',
				taskId: task,
				batchId,
			};
			expect(json).toEqual([item]);
			const summed = await run(leads(1), { options: { output: 'summary' } });
			expect(summed.json).toMatchObject([{ total: 1, accepted: 1 }]);
			const { error: refusal } = await run([{ phone: '12' }]);
			expect(refusal?.message).toContain('Phone Number');
		} finally {
			type.customOperations = customOperations;
		}
	});
});
