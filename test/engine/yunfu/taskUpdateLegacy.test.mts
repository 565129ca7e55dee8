import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';
import { LINE_REGULAR } from './taskParameters.mts';

let engine: Engine;
let sandbox: Sandbox;
let taskId: string;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	const task = [...sandbox.yunfuState.tasks.values()].find(
		({ generation, owner }) => generation === 'legacy' && owner === sandbox.yunfu.userId,
	);
	taskId = task!.id;
});

const update = async (more: INodeParameters = {}) =>
	await runYunfu(engine, sandbox, {
		resource: 'task',
		operation: 'update',
		generation: 'legacy',
		taskId: byId(taskId),
		taskName: ' 回访 ',
		scriptId: byId('297'),
		dialTimeId: byId('5'),
		lineId: byId(LINE_REGULAR),
		concurrency: 3,
		...more,
	});
const body = () => JSON.parse(sandbox.requests[0].body) as IDataObject;
const REQUIRED = {
	name: '回访',
	caller_line_id: LINE_REGULAR,
	destination_extension: 297,
	dial_time_id: 5,
	maximumcall: 3,
};

describe('Update of a 1.0 task', () => {
	it('replaces what Yunfu demands', async () => {
		const { json } = await update();
		expect(sandbox.requests.map(({ method, path }) => [method, path])).toEqual([
			['PUT', `/agent-api/user/${sandbox.yunfu.userId}/task/${taskId}`],
		]);
		expect(body()).toEqual(REQUIRED);
		expect(json).toEqual([{ id: taskId, updated: true }]);
		expect(sandbox.yunfuState.tasks.get(taskId)?.name).toBe('回访');
	});

	it('sends every additional field', async () => {
		const additionalFields = {
			callPauseSecond: 10,
			ruleId: byId('15486'),
			legacyTaskType: 4,
			endAction: 1,
			qualityCheckId: byId('1'),
			remark: 'API-test',
			transferGroupId: byId('1'),
		};
		await update({ additionalFields });
		expect(body()).toEqual({
			...REQUIRED,
			call_pause_second: 10,
			auto_recycle_rule_id: 15486,
			task_type: 4,
			end_action: 1,
			llm_intention_id: 1,
			remark: 'API-test',
			bridge_group_id: 1,
		});
	});

	it('sends dynamic seats, but not with an action at the end', async () => {
		await update({ additionalFields: { elasticityType: true } });
		expect(body()).toEqual({ ...REQUIRED, elasticity_type: true });
		const { error } = await update({ additionalFields: { elasticityType: true, endAction: 1 } });
		expect(error?.message).toMatch(/^Dynamic Seats cannot be set together with When the Task Ends/);
		expect(sandbox.requests).toHaveLength(1);
	});

	it.each([
		['more calls than the line has', { concurrency: 999 }, /maximumcall|residue/],
		['no name', { taskName: '={{ "" }}' }, /^Task Name is empty/],
		['half a call', { concurrency: 0.5 }, /^Concurrent Calls must be a whole number/],
	])('refuses %s', async (_, more, message) => {
		const { error } = await update(more);
		expect(error?.message).toMatch(message);
	});
});
