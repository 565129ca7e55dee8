import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';

/** API > Call, and Dial Time. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const run = async (parameters: INodeParameters) => await runYunfu(engine, sandbox, parameters);
const call = async (parameters: INodeParameters) =>
	await run({ resource: 'api', operation: 'call', ...parameters });
const sent = () =>
	sandbox.requests.map(({ action, rawQuery, body }) => [action, decodeURIComponent(rawQuery), body]);
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;
const GROUP = '/agent-api/user/{user_id}/dial-time-group';
const TASKS = '/agent-api/new/user/{user_id}/task';
const CONTENT = [
	{
		week: 1,
		times: [
			{ begin_time: '09:00', end_time: '12:00' },
			{ begin_time: '13:00', end_time: '18:00' },
		],
	},
	{ week: 3, times: [{ begin_time: '09:00', end_time: '12:00' }] },
];

describe('API > Call', () => {
	it('reads with query parameters, lists included', async () => {
		const { json } = await call({
			path: '/agent-api/user/{user_id}/task',
			queryParameters: {
				parameter: [
					{ name: 'page', value: '1' },
					{ name: 'status[]', value: '1' },
					{ name: 'status[]', value: '2' },
					{ name: 'name', value: '' },
				],
			},
		});
		expect(sent()).toEqual([['GET /agent-api/user/{user_id}/task', 'page=1&status[0]=1&status[1]=2', '']]);
		expect(sandbox.requests[0].headers.authorization).toBe(`Bearer ${sandbox.yunfu.token}`);
		expect(json[0]).toMatchObject({ code: 200, status: 'success', meta: { current_page: 1 } });
	});

	it('sends JSON to the last digit', async () => {
		const bodyJson = '{ "name": "长号", "destination_extension": 215870475195883521, "maximumcall": 0 }';
		const { error } = await call({
			method: 'POST',
			path: TASKS,
			specifyQuery: 'json',
			queryJson: '{"id": 215870475195883521, "list": [1, 215870475195883521], "empty": ""}',
			bodyJson,
		});
		expect(sent()).toEqual([
			[`POST ${TASKS}`, 'id=215870475195883521&list[0]=1&list[1]=215870475195883521', bodyJson],
		]);
		expect(sandbox.requests[0].headers['content-type']).toBe('application/json');
		expect(errorText(error)).toMatch(/Yunfu refused a value/);
	});

	it('repeats what reads, and nothing else', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
		await call({ path: '/agent-api/token' });
		expect(sent()).toHaveLength(2);
		for (const [method, path] of [
			['PUT', `/agent-api/new/user/{user_id}/task_stop/${[...sandbox.yunfuState.tasks.keys()][0]}`],
			['GET', `/agent-api/new/user/{user_id}/copy/task/${[...sandbox.yunfuState.tasks.keys()][0]}`],
		]) {
			sandbox.reset();
			sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'status-before', status: 503 });
			const { error } = await call({ method, path });
			expect(error?.message).toContain('Unknown outcome');
			expect(sent()).toHaveLength(1);
		}
	});

	it.each([
		[{ path: '//evil.example.com/x' }, 'Path must be an address below the Base URL'],
		[{ path: 'https://evil.example.com/x' }, 'Path must be an address below the Base URL'],
		[{ path: '/agent-api/../x' }, 'Path must be an address below the Base URL'],
		[{ path: '/agent-api/token?x=1' }, 'Path must be an address below the Base URL'],
		[
			{ path: '/a', specifyQuery: 'json', queryJson: '={{ "[1]" }}' },
			'Query Parameters (JSON) is not a JSON object',
		],
		[{ path: '/a', method: 'PUT', bodyJson: '={{ "{" }}' }, 'Body (JSON) is not valid JSON'],
		[
			{ path: '/a', queryParameters: { parameter: [{ name: ' ', value: 'x' }] } },
			'has an entry without a name',
		],
	])('%j sends nothing', async (parameters, message) => {
		const { error } = await call(parameters as INodeParameters);
		expect(error?.message).toContain(message);
		expect(sandbox.requests).toEqual([]);
	});
});

describe('Dial Time', () => {
	const hours = {
		span: [
			{ days: [3, 1], from: '9:00', to: '12:00' },
			{ days: [1], from: '13:00', to: '18:00' },
		],
	};

	it('Create', async () => {
		const { json } = await run({
			resource: 'dialTime',
			operation: 'create',
			name: '工作时间',
			hours,
			skipHoliday: true,
			subUserId: byId(sandbox.yunfu.subUserId),
		});
		expect(sent()).toEqual([
			[
				`POST ${GROUP}`,
				'',
				`{"name":"工作时间","content":${JSON.stringify(CONTENT)},"is_default":false,"skip_holiday":true,"sub_user_id":"${sandbox.yunfu.subUserId}"}`,
			],
		]);
		expect(json[0]).toMatchObject({ id: '124', name: '工作时间', content: [{ week: 1, day: 'Monday' }, {}] });
	});

	it('Update sends only what is set', async () => {
		const group = { resource: 'dialTime', operation: 'update', groupId: byId('5'), name: '周一周三' };
		await run(group);
		await run({ ...group, hours, updateFields: { isDefault: false } });
		expect(sent()).toEqual([
			[`PUT ${GROUP}/{group_id}`, '', '{"name":"周一周三"}'],
			[
				`PUT ${GROUP}/{group_id}`,
				'',
				`{"name":"周一周三","content":${JSON.stringify(CONTENT)},"is_default":false}`,
			],
		]);
		const { error } = await run({ ...group, groupId: byId('999') });
		expect(errorText(error)).toMatch(/呼叫时间组不存在.*Code: 404/s);
	});

	it('Get Many', async () => {
		const { json } = await run({ resource: 'dialTime', operation: 'getAll' });
		expect(sent()).toEqual([[`GET ${GROUP}`, 'page=1', '']]);
		expect(json.map(({ id }) => id)).toEqual(['1', '5', '123']);
	});

	it.each([
		[{}, 'Hours are empty'],
		[{ span: [{ days: [1], from: 'nine', to: '10:00' }] }, 'Hours (entry 1) must be times like 09:00'],
		[{ span: [{ days: [1], from: '10:00', to: '09:00' }] }, 'Hours (entry 1) must end after they begin'],
		[{ span: [{ days: [], from: '09:00', to: '10:00' }] }, 'Hours (entry 1) need days of the week'],
	])('%j is refused before anything is sent', async (wrong, message) => {
		const { error } = await run({ resource: 'dialTime', operation: 'create', name: 'x', hours: wrong });
		expect(error?.message).toContain(message);
		expect(sandbox.requests).toEqual([]);
	});
});
