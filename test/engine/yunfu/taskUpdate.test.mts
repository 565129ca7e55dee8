import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';
import { LINE_ANY, LINE_REGULAR, LONG_SCRIPT, NEW_VERSION } from './taskParameters.mts';

let engine: Engine;
let sandbox: Sandbox;
let taskId: string;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(async () => {
	sandbox.reset();
	const { json } = await runYunfu(engine, sandbox, NEW_VERSION);
	taskId = String(json[0].id);
	sandbox.requests.length = 0;
});

const update = async (updateFields: INodeParameters, more: INodeParameters = {}) =>
	await runYunfu(engine, sandbox, {
		resource: 'task',
		operation: 'update',
		taskId: byId(taskId),
		updateFields,
		...more,
	});
const body = () => JSON.parse(sandbox.requests[0].body) as IDataObject;
const settings = () => sandbox.yunfuState.tasks.get(taskId)!;

describe('Update', () => {
	it('sends only what is set', async () => {
		const { json, output } = await update({ taskName: 'Second round' });
		expect(sandbox.requests.map(({ method, path }) => [method, path])).toEqual([
			['PUT', `/agent-api/new/user/${sandbox.yunfu.userId}/task/${taskId}`],
		]);
		expect(body()).toEqual({ name: 'Second round' });
		expect(json).toEqual([{ id: taskId, updated: true }]);
		expect(output[0].pairedItem).toEqual({ item: 0 });
		expect(settings().name).toBe('Second round');
		expect(settings().settings).toMatchObject({ destination_extension: LONG_SCRIPT, maximumcall: 2 });
	});

	it('has the fields of Create', async () => {
		const { error } = await update(
			{
				scriptKind: 'group',
				scriptId: byId('123'),
				scriptMode: 1,
				timeWindows: { window: [{ begin: '09:00', end: '12:00', scriptId: byId('11') }] },
				startTime: '2026-03-03 09:00:00',
				stopTime: '2026-04-30 20:00:00',
				dialTimeId: byId('1'),
				holidays: {},
				lines: { line: [{ lineId: byId(LINE_REGULAR), lineLimit: 4 }] },
				concurrency: 4,
				popMode: 1,
				redial: true,
				redialStatuses: [8],
				redialTimes: 2,
				redialInterval: 5,
				redialNewFirst: false,
				redialPopMode: 0,
				backgroundId: byId('34'),
				intervalTime: 1,
				endAction: 0,
				remark: 'x',
			},
			{ subUserId: byId('') },
		);
		expect(error).toBeUndefined();
		expect(body()).toEqual({
			group_type: 'group',
			destination_extension: 123,
			is_group_switch: 1,
			dial_time_id: 1,
			maximumcall: 4,
			remark: 'x',
			end_action: 0,
			background_id: 34,
			task_extras: {
				destination_extension_list: [{ begin: '09:00', end: '12:00', destination_extension: 11 }],
				start_time: '2026-03-03 09:00:00',
				stop_time: '2026-04-30 20:00:00',
				holiday: [],
				line: [{ id: LINE_REGULAR, limit: 4 }],
				pop_mode: 1,
				redial_enabled: 1,
				redial_new_number_policy: 0,
				redial_interval: 5,
				redial_max_times: 2,
				redial_conditions: { da_status: [8], pop_mode: 0 },
				interval_time: 1,
			},
		});
	});

	it('sends what a previous 2.0 task has', async () => {
		await update(
			{
				scriptId: byId('123'),
				scriptMode: 1,
				timeWindows: { window: [{ begin: '09:00', end: '12:00', scriptId: byId('11') }] },
				lines: { line: [{ lineId: byId(LINE_ANY) }] },
				concurrency: 1,
				ruleId: byId('1'),
			},
			{ taskType: 6, subUserId: byId(sandbox.yunfu.subUserId) },
		);
		expect(body()).toEqual({
			sub_user_id: sandbox.yunfu.subUserId,
			destination_extension: 123,
			is_group_switch: 1,
			group_switch_rule: [
				{ switch_start: '09:00', switch_end: '12:00', group_id: 11, default_group_id: 123 },
			],
			maximumcall: 1,
			auto_recycle_rule_id: 1,
			task_extras: { line: [LINE_ANY] },
		});
	});

	it.each([
		['nothing to update', {}, /^Update Fields is empty/],
		['a mode without its block', { scriptMode: 3 }, /^Scripts in Turn: must have at least one script/],
		['no lines, but calls', { lines: {}, concurrency: 1 }, /^Concurrent Calls must be 0/],
		['no lines, and the calls as they are', { lines: {} }, /^Concurrent Calls must be 0/],
	])('refuses %s', async (_, updateFields, message) => {
		const { error } = await update(updateFields as INodeParameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.requests).toEqual([]);
	});

	it('a task that does not exist is an error', async () => {
		const { error } = await update(
			{ taskName: 'x' },
			{ taskId: byId('00000000-0000-4000-8000-000000000000') },
		);
		expect((error as NodeApiError).description).toMatch(/Code: 404/);
	});

	it('is sent again after a lost answer', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
		const { json } = await update({ taskName: 'x' });
		expect(json).toEqual([{ id: taskId, updated: true }]);
		expect(sandbox.requests).toHaveLength(2);
	});
});
