import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';
import { LINE_ANY, NEW_VERSION, NEW_VERSION_BODY } from './taskParameters.mts';

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

const update = async (settings: INodeParameters = {}) =>
	await runYunfu(engine, sandbox, {
		...NEW_VERSION,
		operation: 'update',
		taskId: byId(taskId),
		...settings,
	});
const body = () => JSON.parse(sandbox.requests[0].body) as IDataObject;
const settings = () => sandbox.yunfuState.tasks.get(taskId)!;

describe('Update', () => {
	it('sends all that Yunfu demands, as it replaces all of a task', async () => {
		const { json, output } = await update({ taskName: 'Second round', additionalFields: { remark: 'x' } });
		expect(sandbox.requests.map(({ method, path }) => [method, path])).toEqual([
			['PUT', `/agent-api/new/user/${sandbox.yunfu.userId}/task/${taskId}`],
		]);
		const { destination_extension: script, ...rest } = NEW_VERSION_BODY;
		expect(body()).toMatchObject({ ...rest, name: 'Second round', remark: 'x' });
		expect(sandbox.requests[0].body).toContain(`"destination_extension":${script},`);
		expect(json).toEqual([{ id: taskId, updated: true }]);
		expect(output[0].pairedItem).toEqual({ item: 0 });
		expect(settings().name).toBe('Second round');
	});

	it('what is left out the task then lacks', async () => {
		await update({ additionalFields: { remark: 'x' } });
		expect(settings().settings).toMatchObject({ remark: 'x' });
		await update({ lines: {}, concurrency: 0 });
		expect(settings().settings).not.toHaveProperty('remark');
		expect(settings().lines).toEqual([]);
	});

	it('sends what a previous 2.0 task has', async () => {
		await update({
			taskType: 6,
			scriptId: byId('123'),
			scriptMode: 1,
			timeWindows: { window: [{ begin: '09:00', end: '12:00', scriptId: byId('11') }] },
			lines: { line: [{ lineId: byId(LINE_ANY) }] },
			concurrency: 1,
			additionalFields: { ruleId: byId('1') },
			subUserId: byId(sandbox.yunfu.subUserId),
		});
		expect(body()).toMatchObject({
			sub_user_id: sandbox.yunfu.subUserId,
			task_type: 6,
			destination_extension: 123,
			is_group_switch: 1,
			group_switch_rule: [
				{ switch_start: '09:00', switch_end: '12:00', group_id: 11, default_group_id: 123 },
			],
			maximumcall: 1,
			auto_recycle_rule_id: 1,
			task_extras: { line: [LINE_ANY], holiday: [] },
		});
	});

	it.each([
		['no name', { taskName: ' ' }, /^Task Name is empty/],
		['no script', { scriptId: byId('={{ "" }}') }, /^Script is empty/],
		['no dial times', { dialTimeId: byId('={{ "" }}') }, /^Dial Times is empty/],
		['no start', { startTime: '={{ "" }}' }, /^Start Time is empty/],
		['a mode without its block', { scriptMode: 3 }, /^Scripts in Turn must have at least one script/],
		['no lines, but calls', { lines: {}, concurrency: 1 }, /^Concurrent Calls must be 0/],
	])('refuses %s', async (_, parameters, message) => {
		const { error } = await update(parameters as INodeParameters);
		expect(error?.message).toMatch(message);
		expect(sandbox.requests).toEqual([]);
	});

	it('a task that does not exist is an error', async () => {
		const { error } = await update({ taskId: byId('00000000-0000-4000-8000-000000000000') });
		expect((error as NodeApiError).description).toMatch(/Code: 404/);
	});

	it('is sent again after a lost answer', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
		const { json } = await update({ taskName: 'x' });
		expect(json).toEqual([{ id: taskId, updated: true }]);
		expect(sandbox.requests).toHaveLength(2);
	});
});
