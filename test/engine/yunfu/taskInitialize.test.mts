import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu, yunfuCredential } from './run.mts';
import { LINE_ANY, LONG_SCRIPT } from './taskParameters.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const initialize = async (more: INodeParameters = {}, overrides: IDataObject = {}) =>
	await runYunfu(
		engine,
		sandbox,
		{ resource: 'task', operation: 'initialize', ...more },
		{ credential: yunfuCredential(sandbox, overrides) },
	);

it('tells what a task can be made of, with IDs as text', async () => {
	const { json, output } = await initialize();
	expect(sandbox.requests.map(({ method, path, rawQuery }) => [method, path, rawQuery])).toEqual([
		['GET', `/agent-api/new/user/${sandbox.yunfu.userId}/task/create`, ''],
	]);
	expect(output).toHaveLength(1);
	expect(output[0].pairedItem).toEqual({ item: 0 });
	const [{ outbound_group, task_dial_times, caller_line_list, outbound_group_v2 }] = json as [
		Record<string, IDataObject[]>,
	];
	expect(outbound_group.map(({ id }) => id)).toContain(LONG_SCRIPT);
	expect(outbound_group_v2[0].id).toBe('215870475195883521');
	expect(outbound_group[0]).not.toHaveProperty('deleted_at');
	expect(task_dial_times[1]).toMatchObject({ id: '5', name: '周一周三拨打' });
	expect(caller_line_list[0]).toMatchObject({ line_id: LINE_ANY, usage: 7, residue: 20 });
});

it('without Simplify it is as Yunfu sent it', async () => {
	const { json } = await initialize({ simplify: false });
	expect((json[0].outbound_group as IDataObject[])[0]).toMatchObject({ id: 1, deleted_at: null });
});

it('asks for a sub-account', async () => {
	const { subUserId } = sandbox.yunfu;
	const { json } = await initialize({ subUserId: byId(` ${subUserId} `) });
	expect(sandbox.requests.map(({ query }) => query)).toEqual([{ sub_user_id: subUserId }]);
	expect((json[0].task_dial_times as IDataObject[])[0].user_id).toBe(subUserId);
});

it('a wrong token is an error that says what to do, and is not repeated', async () => {
	const { error } = await initialize({}, { token: 'wrong' });
	expect(error?.message).toContain('Yunfu does not accept the token');
	expect(error?.description).toContain('Copy the token again');
	expect(JSON.stringify(error)).not.toContain('wrong');
	expect(sandbox.requests).toHaveLength(1);
});

it('a lost answer is asked for again', async () => {
	sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
	const { json } = await initialize();
	expect(json).toHaveLength(1);
	expect(sandbox.requests).toHaveLength(2);
});
