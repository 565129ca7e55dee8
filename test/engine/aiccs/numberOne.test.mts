import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { cancel as cancelOperation } from '../../../nodes/AlibabaCloudAiccs/resources/number/cancel.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { addTask, leads, mapper } from './numbers.mts';
import { byId, runAiccs } from './run.mts';

/** Number > Import One and Cancel. */

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
	task = addTask(sandbox, 'One by one');
});

const REQUEST_ID = expect.stringMatching(/^[0-9A-F-]{36}$/);
const imported = () => sandbox.ledger.entries('number', 'aiccs');
const wire = () => sandbox.requests.map(({ method, action, query, body }) => [method, action, query, body]);

describe('Import One', () => {
	const importOne = async (
		more: INodeParameters = {},
		options: Parameters<typeof runAiccs>[3] = { items: leads(1) },
	) =>
		await runAiccs(
			engine,
			sandbox,
			{
				resource: 'number',
				operation: 'importOne',
				taskId: byId(task),
				phoneNumber: '={{ $json.phone }}',
				...more,
			},
			options,
		);

	it('sends no more than number and task when nothing else is set', async () => {
		const { json, output } = await importOne();
		expect(wire()).toEqual([
			['POST', 'ImportOneTaskPhoneNumber', { TaskId: task, PhoneNumber: '13800000000' }, ''],
		]);
		const [{ detailId }] = imported();
		expect(detailId).toMatch(/^\d{18}$/);
		expect(json).toEqual([{ detailId, taskId: task, calledNumber: '13800000000', requestId: REQUEST_ID }]);
		expect(output[0].pairedItem).toEqual({ item: 0 });
	});

	it.each(['autoMapInputData', 'defineBelow'] as const)('sends mapped variables (%s)', async (mode) => {
		const value = { customerName: '={{ $json.customerName }}', carSeries: 'SUV' };
		const { json } = await importOne({
			phoneNumber: '+86 138-0000-0000',
			outId: ' lead-1 ',
			specifyVariables: 'map',
			mappedVariables: mapper(mode, mode === 'defineBelow' ? value : null),
			options: { encryptionType: 0 },
		});
		expect(sandbox.requests[0].query).toEqual({
			TaskId: task,
			PhoneNumber: '13800000000',
			OutId: 'lead-1',
			EncryptionType: '0',
			Variables: '{"customerName":"Person 0","carSeries":"SUV"}',
		});
		expect(json[0]).toMatchObject({ outId: 'lead-1', calledNumber: '13800000000' });
	});

	it('sends the variables of an application’s task with their prefix', async () => {
		await importOne({
			taskId: byId(addTask(sandbox, 'Engine', 'application')),
			specifyVariables: 'pairs',
			variables: {
				variable: [
					{ kind: 'startWordParam', name: 'name', value: 'Li' },
					{ kind: 'bizParam', name: 'order', value: '={{ 42 }}' },
				],
			},
		});
		expect(sandbox.requests[0].query.Variables).toBe('{"startWordParam.name":"Li","bizParam.order":"42"}');
		expect(imported()).toHaveLength(1);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ phoneNumber: '1380013800' }, /^Phone Number "138\*\*\*\*00" is no mobile/],
		[{ phoneNumber: '={{ "" }}' }, /^Phone Number is empty/],
		[{ taskId: byId('={{ "" }}') }, /^Call Task is empty/],
		[
			{ mappedVariables: mapper('defineBelow', { customerName: '={{ "" }}', carSeries: 'SUV' }) },
			/^Variables need a value for "客户姓名 \(customerName\)"/,
		],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error } = await importOne(parameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.requests).toEqual([]);
	});

	it('is not repeated when the outcome is unknown', async () => {
		sandbox.faults.add({ match: { action: 'ImportOneTaskPhoneNumber' }, kind: 'reset-after' });
		const { error } = await importOne(
			{},
			{ items: leads(1), node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error?.message).toMatch(/^Unknown outcome/);
		expect(imported()).toHaveLength(1);
		expect(sandbox.requests).toHaveLength(1);
	});

	it('a task that does not exist is told with the next step', async () => {
		const { error } = await importOne({ taskId: byId('1') });
		expect(error?.message).toContain('There is no such call task');
		expect((error as NodeApiError).description).toContain('Choose the task From List');
	});
});

describe('Cancel', () => {
	/** A batch of numbers in a task that has not started. */
	function batch(...numbers: string[]) {
		const callTask = sandbox.aiccsState.tasks.get(task);
		if (!callTask) throw new Error('no task');
		return sandbox.aiccsState.addDetails(
			callTask,
			numbers.map((number) => ({ number })),
			sandbox.clock.now(),
		);
	}

	const NUMBERS = Array.from({ length: 6 }, (_, index) => String(13_800_138_000 + index));
	const cancel = async (more: INodeParameters, node = {}) =>
		await runAiccs(
			engine,
			sandbox,
			{ resource: 'number', operation: 'cancel', taskId: byId(task), ...more },
			{ node },
		);

	it('by detail IDs: each with its result, partial failure labelled', async () => {
		const waiting = batch(...NUMBERS).at(-1)?.detailId ?? '';
		const { json } = await cancel({
			cancelBy: 'detailIds',
			detailIdList: `${waiting}, 966210030045199999 ${waiting}`,
		});
		expect(wire()).toEqual([
			[
				'POST',
				'CancelAiCallDetails',
				{ TaskId: task, DetailIdList: `["${waiting}","966210030045199999"]` },
				'',
			],
		]);
		expect(json).toEqual([
			{
				taskId: task,
				result: { code: 'PART_FAILED', label: 'Partly Cancelled' },
				total: 2,
				cancelled: 1,
				failed: 1,
				details: [
					{ id: waiting, cancelled: true },
					{ id: '966210030045199999', cancelled: false, reason: '明细记录不存在' },
				],
			},
		]);
	});

	// Who is said to be cancelled and is not may be called.
	it.each<[string, IDataObject, unknown[]]>([
		[
			'all failed, without reasons',
			{ ResultCode: 'ALL_FAILED', SucceedCount: 0, FailedCount: 2 },
			[false, false],
		],
		['fewer than asked for', { ResultCode: 'ALL_SUCCEED', SucceedCount: 1, FailedCount: 0 }, [null, null]],
		[
			'another one failed',
			{ ResultCode: 'PART_FAILED', SucceedCount: 1, FailedCount: 1, FailedDetails: { 966: 'x' } },
			[null, null, false],
		],
		['all', { ResultCode: 'ALL_SUCCEED', SucceedCount: 2, FailedCount: 0 }, [true, true]],
	])('says who is cancelled only where the counts do: %s', (_, row, expected) => {
		const { details } = cancelOperation.spec.simplify!(row, { DetailIdList: ['11', '12'] });
		expect((details as IDataObject[]).map(({ cancelled }) => cancelled)).toEqual(expected);
	});

	it('by detail IDs of a list', async () => {
		const ids = batch(...NUMBERS)
			.slice(-2)
			.map(({ detailId }) => detailId);
		await cancel({ cancelBy: 'detailIds', detailIdList: `={{ ${JSON.stringify(ids)} }}` });
		expect(sandbox.requests[0].query.DetailIdList).toBe(JSON.stringify(ids));
	});

	it('by batch: only what failed is listed', async () => {
		const [{ batchId }] = batch(...NUMBERS);
		const { json } = await cancel({ cancelBy: 'batch', batchId });
		expect(sandbox.requests[0].query).toEqual({ TaskId: task, BatchId: batchId });
		const [{ total, cancelled, failed, details }] = json;
		expect(json[0]).toMatchObject({ taskId: task, batchId });
		expect(total).toBe(6);
		expect(Number(cancelled) + Number(failed)).toBe(6);
		expect(details).toHaveLength(Number(failed));
	});

	it('by phone numbers in a batch, normalised, and raw without Simplify', async () => {
		const [{ batchId }] = batch(...NUMBERS);
		const { json } = await cancel({
			cancelBy: 'phoneNumbers',
			batchId,
			phoneNumbers: '+86 138-0013-8005, 138 0013 8004;13800138005',
			simplify: false,
			options: { encryptionType: 0 },
		});
		expect(sandbox.requests[0].query).toEqual({
			TaskId: task,
			BatchId: batchId,
			PhoneNumbers: '["13800138005","13800138004"]',
			EncryptionType: '0',
		});
		expect(json).toEqual([
			{ TotalCount: 2, SucceedCount: 2, FailedCount: 0, ResultCode: 'ALL_SUCCEED', FailedDetails: {} },
		]);
	});

	it('is not repeated after a lost answer: that would say that nothing was cancelled', async () => {
		const [{ batchId }] = batch(...NUMBERS);
		sandbox.faults.add({ match: { action: 'CancelAiCallDetails' }, kind: 'reset-before' });
		const { error } = await cancel({ cancelBy: 'batch', batchId });
		expect(error?.message).toContain('Unknown outcome');
		expect(sandbox.requests).toHaveLength(1);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ cancelBy: 'detailIds', detailIdList: 'abc' }, /^Detail IDs must have digits only/],
		[{ cancelBy: 'detailIds', detailIdList: '={{ "" }}' }, /^Detail IDs is empty/],
		[{ cancelBy: 'batch', batchId: 'x' }, /^Batch ID must have digits only/],
		[
			{ cancelBy: 'phoneNumbers', batchId: '1', phoneNumbers: '13800138000,138' },
			/^Phone Numbers have one that cannot be called: "\*\*\*\*" has 3 digits/,
		],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error } = await cancel(parameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.requests).toEqual([]);
	});
});
