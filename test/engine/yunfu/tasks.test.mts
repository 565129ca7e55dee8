import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';

/** Task > Get, Get Many, Get Many of All Sub-Accounts, Pause, Copy, Delete, for both generations. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const tasks = (generation: string, mine = true) =>
	[...sandbox.yunfuState.tasks.values()].filter(
		(task) => task.generation === generation && (task.owner === sandbox.yunfu.userId) === mine,
	);
const run = async (operation: string, parameters: INodeParameters = {}) =>
	await runYunfu(engine, sandbox, { resource: 'task', operation, ...parameters });
const sent = () =>
	sandbox.requests.map(({ action, rawQuery, body }) => [action, decodeURIComponent(rawQuery), body]);
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;
const NEW = '/agent-api/new/user/{user_id}';
const OLD = '/agent-api/user/{user_id}';

describe('Get', () => {
	it('a 2.0 task with its ID and state', async () => {
		const [task] = tasks('new');
		const { json } = await run('get', { taskId: byId(task.id) });
		expect(sent()).toEqual([[`GET ${NEW}/task/{task_id}/edit`, '', '']]);
		expect(json[0]).toMatchObject({
			id: task.id,
			name: task.name,
			state: 'Waiting',
			status: { code: 3, label: 'Waiting' },
			dial_time_id: '1',
		});
		for (const name of ['recycle_limit', 'status_str', 'remark']) expect(json[0]).not.toHaveProperty(name);
	});

	it('a paused one', async () => {
		const { json } = await run('get', { taskId: byId(tasks('new')[2].id) });
		expect(json[0]).toMatchObject({ state: 'Paused', status: { code: 1, label: 'Paused' } });
	});

	it('a 1.0 task of a sub-account, raw', async () => {
		const [task] = tasks('legacy', false);
		const { json } = await run('get', {
			generation: 'legacy',
			taskId: byId(task.id),
			subUserId: byId(sandbox.yunfu.subUserId),
			simplify: false,
		});
		expect(sent()).toEqual([
			[`GET ${OLD}/task/{task_id}/edit`, `sub_user_id=${sandbox.yunfu.subUserId}`, ''],
		]);
		expect(json[0]).toMatchObject({ uuid: task.id, name: task.name, status_str: expect.any(String) });
	});

	it('the wrong generation is not found', async () => {
		const { error } = await run('get', { taskId: byId(tasks('legacy')[0].id) });
		expect(errorText(error)).toMatch(/任务不存在.*Code: 404/s);
	});
});

describe('Get Many', () => {
	it('all 2.0 tasks, page by page', async () => {
		const { json } = await run('getAll', { returnAll: true, options: { pageSize: 10 } });
		expect(sent().map(([action, query]) => [action, query])).toEqual([
			[`GET ${NEW}/task`, 'page=1&per_page=10'],
			[`GET ${NEW}/task`, 'page=2&per_page=10'],
		]);
		expect(json.map(({ id }) => id).sort()).toEqual(
			tasks('new')
				.map(({ id }) => id)
				.sort(),
		);
		expect(new Set(json.map(({ state }) => state))).toEqual(new Set(['Paused', 'Waiting']));
	});

	it.each([
		[[1], 'status=1'],
		[[1, 3], 'status[0]=1&status[1]=3'],
	])('2.0 tasks with status %j', async (status, query) => {
		const { json } = await run('getAll', { filters: { name: '示例任务1', status }, limit: 5 });
		expect(sent()[0][1]).toBe(`name=示例任务1&${query}&page=1&per_page=5`);
		expect(json.every(({ name }) => String(name).startsWith('示例任务1'))).toBe(true);
	});

	it('1.0 tasks of a sub-account', async () => {
		const { json } = await run('getAll', {
			generation: 'legacy',
			subUserId: byId(sandbox.yunfu.subUserId),
			filters: { legacyStatus: [2, 3] },
			limit: 5,
		});
		expect(sent()).toEqual([
			[
				`GET ${OLD}/task`,
				`status[0]=2&status[1]=3&sub_user_id=${sandbox.yunfu.subUserId}&page=1&per_page=5`,
				'',
			],
		]);
		expect(json.map(({ id }) => id)).toEqual(tasks('legacy', false).map(({ id }) => id));
	});
});

describe('Get Many of All Sub-Accounts', () => {
	it.each([
		['new', {}, `${NEW}/subset_task`],
		['legacy', {}, `${OLD}/all_task`],
		['legacy', { legacyAddress: 'subset_task' }, `${OLD}/subset_task`],
	])('%s %j', async (generation, options, path) => {
		const filters = { name: '任务', ...(generation === 'legacy' ? { legacyStatus: [3] } : {}) };
		const { json } = await run('getAllOfSubAccounts', { generation, options, filters });
		const status = generation === 'legacy' ? '&status=3' : '';
		expect(sent()).toEqual([[`GET ${path}`, `name=任务${status}&page=1&per_page=50`, '']]);
		expect(json.map(({ id }) => id).sort()).toEqual(
			tasks(generation, false)
				.map(({ id }) => id)
				.sort(),
		);
	});
});

describe('Pause', () => {
	it('a 2.0 task', async () => {
		const [task] = tasks('new');
		const { json } = await run('pause', { taskId: byId(task.id) });
		expect(sent()).toEqual([[`PUT ${NEW}/task_stop/{task_id}`, '', '{}']]);
		expect(json).toEqual([{ id: task.id, paused: true, message: expect.any(String) }]);
		expect(task.enabled).toBe(false);
	});

	it('a 1.0 task of a sub-account', async () => {
		const [task] = tasks('legacy', false);
		await run('pause', {
			generation: 'legacy',
			taskId: byId(task.id),
			subUserId: byId(sandbox.yunfu.subUserId),
		});
		expect(sent()).toEqual([
			[`GET ${OLD}/task_stop/{task_id}`, `sub_user_id=${sandbox.yunfu.subUserId}`, ''],
		]);
		expect(task.enabled).toBe(false);
	});

	it('is repeated when the answer is lost: pausing twice changes nothing', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
		const { error } = await run('pause', { taskId: byId(tasks('new')[0].id) });
		expect(error).toBeUndefined();
		expect(sandbox.requests).toHaveLength(2);
	});
});

describe('Copy', () => {
	it('creates a task', async () => {
		const [task] = tasks('new');
		const { json } = await run('copy', { taskId: byId(task.id) });
		expect(sent()).toEqual([[`GET ${NEW}/copy/task/{task_id}`, '', '']]);
		expect(json[0]).toMatchObject({ copiedFrom: task.id, id: tasks('new').at(-1)!.id });
	});

	it('is not repeated, although it is a GET', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
		const before = tasks('new').length;
		const { error } = await run('copy', { taskId: byId(tasks('new')[0].id) });
		expect(error?.message).toContain('Unknown outcome');
		expect(sandbox.requests as unknown as IDataObject[]).toHaveLength(1);
		expect(tasks('new')).toHaveLength(before + 1);
	});
});

describe('Delete', () => {
	it('a 1.0 task', async () => {
		const [task] = tasks('legacy');
		const { json } = await run('delete', { taskId: byId(task.id) });
		expect(sent()).toEqual([[`DELETE ${OLD}/task/{task_id}`, '', '']]);
		expect(json).toEqual([{ deleted: true, id: task.id }]);
		expect(sandbox.yunfuState.tasks.has(task.id)).toBe(false);
	});

	it('does not find 2.0 tasks', async () => {
		const { error } = await run('delete', { taskId: byId(tasks('new')[0].id) });
		expect(errorText(error)).toMatch(/任务不存在.*Code: 404/s);
	});
});
