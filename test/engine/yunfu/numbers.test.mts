import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';

/** Number > Get, Get Many, Delete, Reset Status. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const tasks = () => [...sandbox.yunfuState.tasks.values()].filter(({ generation }) => generation === 'new');
/** The task with 40 numbers that were all called. */
const called = () => tasks()[0];
const run = async (operation: string, parameters: INodeParameters, taskId = called().id) =>
	await runYunfu(engine, sandbox, { resource: 'number', operation, taskId: byId(taskId), ...parameters });
const sent = () =>
	sandbox.requests.map(({ action, rawQuery, body }) => [action, decodeURIComponent(rawQuery), body]);
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;
const TASK = '/agent-api/user/{user_id}/task/{task_id}';

describe('Get', () => {
	it('gives the number with a readable status', async () => {
		const { json, output } = await run('get', { phoneNumber: '+86 139-0000-1000' });
		expect(sent()).toEqual([[`GET ${TASK}/number/detail/{phone}`, '', '']]);
		expect(sandbox.requests[0].path).toContain('/number/detail/13900001000');
		expect(json[0]).toMatchObject({
			number: '13900001000',
			name: '联系人1',
			status: { code: expect.any(Number), label: expect.any(String) },
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
		});
		expect(json[0]).not.toHaveProperty('status_str');
		expect(output[0].pairedItem).toEqual({ item: 0 });
	});

	it('raw, for a sub-account and with encryption', async () => {
		const task = tasks().find(({ owner }) => owner === sandbox.yunfu.subUserId)!;
		sandbox.yunfuState.addNumber(task, { phone: 'aGVsbG8=' });
		const { json } = await run(
			'get',
			{
				phoneNumber: 'aGVsbG8=',
				simplify: false,
				subUserId: byId(sandbox.yunfu.subUserId),
				options: { encryption: true },
			},
			task.id,
		);
		expect(sent()[0][1]).toBe(`encryption=true&sub_user_id=${sandbox.yunfu.subUserId}`);
		expect(json[0]).toMatchObject({ number: 'aGVsbG8=', status: 0, status_str: '等待呼叫' });
	});

	it('a number that is not there says so', async () => {
		const { error } = await run('get', { phoneNumber: '13800000000' });
		expect(errorText(error)).toMatch(/Yunfu does not find this: 号码不存在.*Code: 404/s);
	});
});

describe('Get Many', () => {
	it('reads all pages, with filters', async () => {
		const { json } = await run('getAll', {
			returnAll: true,
			filters: { status: [1, 4], addedAfter: '2000-01-01T00:00:00Z', addedBefore: '2099-01-01' },
			options: { pageSize: 5 },
		});
		expect(sent()[0].slice(0, 2)).toEqual([
			`GET ${TASK}/number`,
			'status[0]=1&status[1]=4&start_at=2000-01-01 08:00:00&end_at=2099-01-01 00:00:00&page=1&per_page=5',
		]);
		const statuses = [...called().numbers.values()].filter(({ status }) => [1, 4].includes(status));
		expect(statuses.length).toBeGreaterThan(5);
		expect(json.map(({ number }) => number).sort()).toEqual(statuses.map(({ phone }) => phone).sort());
	});

	it('stops at the limit', async () => {
		const { json } = await run('getAll', { limit: 3 });
		expect(json).toHaveLength(3);
		expect(sent()).toEqual([[`GET ${TASK}/number`, 'page=1&per_page=3', '']]);
	});

	it('names the field that is no date', async () => {
		const { error } = await run('getAll', { filters: { addedAfter: 'yesterday' } });
		expect(error?.message).toBe('Added After must be a date and time, e.g. 2026-03-02 09:00:00 [item 0]');
		expect(sandbox.requests).toEqual([]);
	});
});

describe('Delete', () => {
	it('deletes several numbers in one request', async () => {
		const { json } = await run('delete', { phoneNumbers: '139 0000 1000，13900001001\n13900001001' });
		expect(sent()).toEqual([
			[
				`DELETE ${TASK}/number-batch-delete`,
				'',
				'{"customer_info_list":[{"phone":"13900001000"},{"phone":"13900001001"}]}',
			],
		]);
		expect(sandbox.requests[0].headers['content-type']).toBe('application/json');
		expect(json).toEqual([{ deleted: true, taskId: called().id, phones: ['13900001000', '13900001001'] }]);
		expect(called().numbers.size).toBe(38);
	});

	it('takes a list from an expression, for a sub-account', async () => {
		const task = tasks().find(({ owner }) => owner === sandbox.yunfu.subUserId)!;
		sandbox.yunfuState.addNumber(task, { phone: '13800000001' });
		task.pause(sandbox.clock.now());
		sandbox.clock.advance(3600);
		const { error } = await run(
			'delete',
			{
				phoneNumbers: '={{ ["13800000001"] }}',
				subUserId: byId(sandbox.yunfu.subUserId),
				options: { encryption: true },
			},
			task.id,
		);
		expect(error).toBeUndefined();
		expect(sent()[0][2]).toBe(
			`{"customer_info_list":[{"phone":"13800000001"}],"encryption":true,"sub_user_id":"${sandbox.yunfu.subUserId}"}`,
		);
	});

	it('a dialing task has to be paused first; the option does it', async () => {
		const task = tasks()[1];
		for (let i = 0; i < 20; i++) sandbox.yunfuState.addNumber(task, { phone: `138000000${10 + i}` });
		const parameters = { phoneNumbers: '13800000029' };
		const { error } = await run('delete', parameters, task.id);
		expect(errorText(error)).toMatch(/The task is running.*Task > Pause.*Code: 6007/s);
		sandbox.requests.length = 0;
		const pauseFirst = { ...parameters, options: { pauseFirst: true } };
		const early = await run('delete', pauseFirst, task.id);
		expect(errorText(early.error)).toContain('Calls in progress end first');
		expect(errorText(early.error)).toContain('stays paused');
		sandbox.clock.advance(3600);
		sandbox.requests.length = 0;
		const paused = await run('delete', pauseFirst, task.id);
		expect(paused.error).toBeUndefined();
		expect(sent().map(([action]) => action)).toEqual([
			'PUT /agent-api/new/user/{user_id}/task_stop/{task_id}',
			`DELETE ${TASK}/number-batch-delete`,
		]);
		expect(paused.json).toMatchObject([{ deleted: true, taskPaused: true, resume: expect.any(String) }]);
	});

	it('a pause whose answer is lost is sent again, and then the numbers are deleted once', async () => {
		const task = tasks()[1];
		task.pause(sandbox.clock.now());
		sandbox.clock.advance(3600);
		sandbox.yunfuState.addNumber(task, { phone: '13800000029' });
		sandbox.faults.add({ match: { vendor: 'yunfu', nth: 1 }, kind: 'reset-after' });
		const { error } = await run(
			'delete',
			{ phoneNumbers: '13800000029', options: { pauseFirst: true } },
			task.id,
		);
		expect(error).toBeUndefined();
		const PAUSE = 'PUT /agent-api/new/user/{user_id}/task_stop/{task_id}';
		expect(sent().map(([action]) => action)).toEqual([PAUSE, PAUSE, `DELETE ${TASK}/number-batch-delete`]);
	});

	it('a refusal after a pause that was lost once is a refusal', async () => {
		const task = tasks()[1];
		sandbox.faults.add({ match: { vendor: 'yunfu', nth: 1 }, kind: 'reset-after' });
		sandbox.faults.add({ match: { vendor: 'yunfu', nth: 3 }, kind: 'business-error' });
		const { error } = await run(
			'delete',
			{ phoneNumbers: '13800000029', options: { pauseFirst: true } },
			task.id,
		);
		expect(sandbox.requests).toHaveLength(3);
		expect(errorText(error)).not.toContain('Unknown outcome');
		expect((error as unknown as { context: IDataObject }).context.data).toMatchObject({ notAccepted: [0] });
	});

	it('a pause that was lost in one try leaves nothing open in the next', async () => {
		const task = tasks()[1];
		const pause = 'PUT /agent-api/new/user/{user_id}/task_stop/{task_id}';
		sandbox.faults.add({ match: { action: pause }, kind: 'reset-after', times: 5 });
		sandbox.faults.add({ match: { action: `DELETE ${TASK}/number-batch-delete` }, kind: 'business-error' });
		const { error } = await runYunfu(
			engine,
			sandbox,
			{
				resource: 'number',
				operation: 'delete',
				taskId: byId(task.id),
				phoneNumbers: '13800000029',
				options: { pauseFirst: true },
			},
			{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
		);
		expect(
			sent()
				.map(([action]) => action)
				.at(-1),
		).toBe(`DELETE ${TASK}/number-batch-delete`);
		expect(errorText(error)).not.toContain('Unknown outcome');
	});

	it('a pause that is lost again and again says so, not that the numbers may be deleted', async () => {
		const task = tasks()[1];
		sandbox.yunfuState.addNumber(task, { phone: '13800000029' });
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after', times: Number.POSITIVE_INFINITY });
		const { error } = await run(
			'delete',
			{ phoneNumbers: '13800000029', options: { pauseFirst: true } },
			task.id,
		);
		expect(errorText(error)).toMatch(/PUT .*task_stop/);
		expect(errorText(error)).not.toContain('number-batch-delete');
	});

	it.each([
		['={{ "" }}', 'Phone Numbers is empty'],
		[' , ', 'Phone Numbers is empty'],
		['13800000000, call me', 'Phone Numbers has "****", which is no phone number'],
	])('"%s" sends nothing', async (phoneNumbers, message) => {
		const { error } = await run('delete', { phoneNumbers });
		expect(error?.message).toContain(message);
		expect(sandbox.requests).toEqual([]);
	});
});

describe('Reset Status', () => {
	it('sends the document’s sample as it is', async () => {
		const { json } = await run('resetStatus', {
			phoneNumbers: '13900001000',
			selection: {
				keyword: '13900001000',
				addedAfter: '2020-07-28 10:00:00',
				addedBefore: '2099-07-28 23:59:59',
				status: [0, 2],
			},
			options: { isNewTask: true },
		});
		expect(sent()).toEqual([
			[
				`PUT ${TASK}/number-batch-reset`,
				'',
				'{"keyword":"13900001000","phones":["13900001000"],"start_at":"2020-07-28 10:00:00","end_at":"2099-07-28 23:59:59","status":[0,2],"is_new_task":true}',
			],
		]);
		expect(json).toEqual([{ reset: true, message: '批量重置号码成功', taskId: called().id }]);
	});

	it('resets all numbers only when asked to', async () => {
		const { error } = await run('resetStatus', { phoneNumbers: '={{ "" }}' });
		expect(error?.message).toBe('No numbers are selected [item 0]');
		expect(sandbox.requests).toEqual([]);
		await run('resetStatus', { numbers: 'all' });
		expect(sent()[0][2]).toBe('{}');
		expect([...called().numbers.values()].every(({ status }) => status === 0)).toBe(true);
	});

	it('the two times go together', async () => {
		const { error } = await run('resetStatus', { selection: { addedAfter: '2020-07-28' } });
		expect(error?.message).toBe('Added After and Added Before go together: fill in both [item 0]');
		const turned = await run('resetStatus', {
			selection: { addedAfter: '2021-07-28', addedBefore: '2020-07-28' },
		});
		expect(turned.error?.message).toBe('Added Before must not come before Added After [item 0]');
		expect(sandbox.requests).toEqual([]);
	});

	it('is never sent twice', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'status-after', status: 502 });
		const { error } = await run('resetStatus', { numbers: 'all' });
		expect(error?.message).toContain('Unknown outcome');
		expect(sandbox.requests as unknown as IDataObject[]).toHaveLength(1);
	});
});
