import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';

/** Operations on all items together, as a tool of an AI agent: there n8n makes one request per item. */

let engine: Engine;
let sandbox: Sandbox;
let type: INodeType;
let customOperations: INodeType['customOperations'];

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
	type = engine.nodeType('yunfu');
	customOperations = type.customOperations;
	type.customOperations = undefined;
});
afterAll(async () => {
	type.customOperations = customOperations;
	await sandbox.stop();
});
beforeEach(() => sandbox.reset());

const tasks = () => [...sandbox.yunfuState.tasks.values()];
const run = async (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
	await runYunfu(engine, sandbox, parameters, { items });
const sent = () => sandbox.requests.map(({ action, body }) => [action, body]);
const TASK = '/agent-api/user/{user_id}/task/{task_id}';

const importOne = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'number',
	operation: 'import',
	taskId: byId(tasks()[1].id),
	phone: '+86 138-0000-1234',
	extra: 'lead-1',
	...more,
});

it.each([
	['async', `POST ${TASK}/async_number`, { batchId: expect.any(String) }],
	['sync', `POST ${TASK}/number`, {}],
])('Number > Import, %s, puts out the same item', async (importMode, action, more) => {
	const { json, error } = await run(importOne({ importMode }));
	expect(error).toBeUndefined();
	expect(sent()).toEqual([[action, '{"data":[{"phone":"13800001234","sort":0,"extra":"lead-1"}]}']]);
	expect(json).toEqual([
		{ phone: '13800001234', extra: 'lead-1', status: 'accepted', taskId: tasks()[1].id, ...more },
	]);
});

it('Number > Import pauses the task before', async () => {
	const { json } = await run(importOne({ options: { pauseFirst: true } }));
	expect(sent().map(([action]) => action)).toEqual([
		'PUT /agent-api/new/user/{user_id}/task_stop/{task_id}',
		`POST ${TASK}/async_number`,
	]);
	expect(json).toMatchObject([{ status: 'accepted', taskPaused: true }]);
	expect(tasks()[1].enabled).toBe(false);
});

it('Number > Import checks before it sends', async () => {
	const { error } = await run(importOne({ phone: '12' }));
	expect(error?.message).toContain('Phone Number "****"');
	expect(sandbox.requests).toEqual([]);
});

it('Customer > Import', async () => {
	const { json } = await run({ resource: 'customer', operation: 'import', phone: '13800001234' });
	expect(sent()).toEqual([
		['POST /agent-api/user/{user_id}/async_customer', '{"data":[{"phone":"13800001234","sort":0}]}'],
	]);
	expect(json).toEqual([{ phone: '13800001234', status: 'accepted', batchId: expect.any(String) }]);
});

it('Call Record > Get Recording URLs', async () => {
	const { id } = tasks()[0];
	const record = sandbox.yunfuState.task(id).records.find(({ call }) => call.outcome.status === 1)!;
	const { json } = await run({
		resource: 'callRecord',
		operation: 'getRecordingUrls',
		taskId: byId(id),
		recordId: byId(record.id),
	});
	expect(sandbox.requests.map(({ rawQuery }) => decodeURIComponent(rawQuery))).toEqual([
		`recordIds[]=${record.id}`,
	]);
	expect(json).toEqual([
		{ record_id: record.id, task_id: id, hasRecording: true, url: expect.stringContaining('/recordings/') },
	]);
});
