import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';

/** Account, Sub-Account, Script, Line. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const TENANT = 'f2d216a3-9ea5-4f1d-a170-ce9ebed49eaf';
const run = async (resource: string, operation: string, parameters: INodeParameters = {}) =>
	await runYunfu(engine, sandbox, { resource, operation, ...parameters });
const sent = () =>
	sandbox.requests.map(({ action, rawQuery, body }) => [action, decodeURIComponent(rawQuery), body]);
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;
const ACCOUNT = '/agent-api/user/{user_id}';

describe('reading', () => {
	it.each<[string, string, INodeParameters, string, string, IDataObject]>([
		[
			'account',
			'getTokenValidity',
			{},
			'GET /agent-api/token',
			'',
			{ expires_at: expect.stringMatching(/\+08:00$/) },
		],
		['account', 'getBill', {}, 'GET /agent-api/vos_bill/{user_id}', '', { account: 'vos-1', limit_money: 0 }],
		[
			'account',
			'getCallbackBlacklist',
			{},
			'GET /agent-api/callback_blacklist',
			'',
			{
				id: '1',
				url: 'https://example.com/callback',
				status: { code: 1, label: 'Released' },
			},
		],
		[
			'script',
			'getAll',
			{ limit: 9 },
			'GET /agent-api/group/{user_id}',
			'page=1&per_page=9',
			{ id: '1', name: '测试-抖音-1' },
		],
		[
			'script',
			'getAllOfCloudNode',
			{ tenantId: TENANT },
			'GET /agent-api/agent_group/tenant/{tenant_id}',
			'',
			{ id: '1' },
		],
		[
			'line',
			'getAll',
			{ tenantId: TENANT, filters: { userId: '5832d184-dd53-42a0-8ace-0bf8d660f4cc' }, limit: 2 },
			'GET /agent-api/new_line_list',
			`id=${TENANT}&user_id=5832d184-dd53-42a0-8ace-0bf8d660f4cc&page=1&per_page=2`,
			{ name: '通用线路' },
		],
		[
			'subAccount',
			'getAll',
			{
				filters: { name: '华', email: 'example', phone: '138', id: '5b55bcca-d653-4a58-8f9a-437fb0601f8e' },
				limit: 7,
			},
			`GET ${ACCOUNT}/subset_users`,
			'email=example&id=5b55bcca-d653-4a58-8f9a-437fb0601f8e&name=华&phone=138&page=1&per_page=7',
			{ name: '华东销售', sex: { code: 0, label: 'Unknown' } },
		],
		[
			'subAccount',
			'get',
			{ subUserId: byId('5b55bcca-d653-4a58-8f9a-437fb0601f8e') },
			`GET ${ACCOUNT}/subset_users/{sub_user_id}/edit`,
			'',
			{ name: '华东销售', duty: '销售' },
		],
	])('%s %s', async (resource, operation, parameters, action, query, first) => {
		const { json, output, error } = await run(resource, operation, parameters);
		expect(error).toBeUndefined();
		expect(sent()).toEqual([[action, query, '']]);
		expect(json[0]).toMatchObject(first);
		expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	});

	it('all billing accounts', async () => {
		const { json } = await run('account', 'getBill', { allAccounts: true });
		expect(sent()[0][1]).toBe('all=true');
		expect(json).toHaveLength(2);
	});

	it('scripts keep all digits of their IDs', async () => {
		const { json } = await run('script', 'getAll', { returnAll: true, options: { pageSize: 5 } });
		expect(json.map(({ id }) => id)).toEqual(sandbox.yunfuState.world.scripts.map(({ id }) => id));
		expect(json.map(({ id }) => id)).toEqual(
			expect.arrayContaining(['215870475195883520', '215870475195883521']),
		);
	});

	it('looks up the batch of an import', async () => {
		const { userId } = sandbox.yunfu;
		const batch = sandbox.yunfuState.addBatch({
			owner: userId,
			taskId: 't',
			type: 'import_number',
			numbers: [],
		});
		const { json } = await run('account', 'lookUpCallbackBatch', { batchId: batch.uniqueId });
		expect(sent()).toEqual([[`GET ${ACCOUNT}/identification/{unique_id}`, '', '']]);
		expect(json[0]).toMatchObject({ unique_id: batch.uniqueId, type: 'import_number' });
		const { error } = await run('account', 'lookUpCallbackBatch', {
			batchId: batch.uniqueId,
			subUserId: byId(sandbox.yunfu.subUserId),
		});
		expect(errorText(error)).toMatch(/批次不存在.*Code: 404/s);
	});

	it('a cloud node that is not there says so', async () => {
		const { error } = await run('line', 'getAll', { tenantId: 'nowhere' });
		expect(errorText(error)).toMatch(/云节点不存在.*Code: 404/s);
	});

	it('an expired token is told as such', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'unauthorized' });
		const { error } = await run('account', 'getTokenValidity');
		expect(errorText(error)).toMatch(/does not accept the token.*Code: 401/s);
		expect(errorText(error)).not.toContain(sandbox.yunfu.token);
	});
});

describe('Sub-Account > Create', () => {
	const parameters: INodeParameters = {
		name: '华北销售',
		email: 'north@example.com',
		phone: '13800000009',
		password: ' Secret 1 ',
	};

	it('sends the password twice, as it is, and does not put it out', async () => {
		const { json } = await run('subAccount', 'create', {
			...parameters,
			additionalFields: {
				alias: '华北',
				birthday: '1990-05-20T00:00:00',
				sex: 1,
				landline_phone: '057112345678',
				qq: '',
			},
		});
		expect(sent()).toEqual([
			[
				`POST ${ACCOUNT}/subset_users`,
				'',
				'{"name":"华北销售","email":"north@example.com","phone":"13800000009","password":" Secret 1 ","password_confirmation":" Secret 1 ","subset_data":{"alias":"华北","sex":1,"landline_phone":"057112345678","birthday":"1990-05-20"}}',
			],
		]);
		expect(json).toEqual([{ id: expect.any(String), message: '添加子账户成功' }]);
	});

	it('an email address that is taken says so', async () => {
		const { error } = await run('subAccount', 'create', { ...parameters, email: '13800000001@example.com' });
		expect(errorText(error)).toMatch(/The email field has already been taken.*Code: 422/s);
		expect(errorText(error)).not.toContain('Secret');
	});

	it('is never sent twice, and says how to find out', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
		const { error } = await run('subAccount', 'create', parameters);
		expect(errorText(error)).toMatch(
			/Unknown outcome.*look for its email address with Sub-Account > Get Many/s,
		);
		expect(sent()).toHaveLength(1);
	});
});
