import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';

/** Customer: the CRM pool. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const run = async (operation: string, parameters: INodeParameters = {}, items?: IDataObject[]) =>
	await runYunfu(engine, sandbox, { resource: 'customer', operation, ...parameters }, { items });
const sent = () =>
	sandbox.requests.map(({ action, rawQuery, body }) => [action, decodeURIComponent(rawQuery), body]);
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;
const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: String(13_800_001_000 + index),
		wechat: `wx${index}`,
	}));
const ACCOUNT = '/agent-api/user/{user_id}';
const LIST = `GET ${ACCOUNT}/type/{type}/get_customer`;
const [wechat, amount] = ['733b8535-a1f9-4db9-9945-98a2a0c5490e', 'c87d8629-7cfd-4980-bb3a-7827bff4b72c'];
const mapped = (value: IDataObject) => ({ mappingMode: 'defineBelow', value, schema: [] }) as INodeParameters;

describe('Import', () => {
	it('sends all items 200 at a time, with the sort order Yunfu demands', async () => {
		const { json, output } = await run(
			'import',
			{ phone: '={{ $json.phone }}', crmFields: mapped({ [wechat]: '={{ $json.wechat }}' }) },
			people(250),
		);
		expect(sent().map(([action]) => action)).toEqual(Array(2).fill(`POST ${ACCOUNT}/async_customer`));
		expect(sent()[1][2]).toMatch(
			`{"data":[{"phone":"13800001200","sort":0,"components":[{"id":"${wechat}","value":"wx200"}]}`,
		);
		expect(json).toHaveLength(250);
		expect(json[0]).toEqual({ phone: '13800001000', status: 'accepted', batchId: expect.any(String) });
		expect(output[249].pairedItem).toEqual({ item: 249 });
		expect(sandbox.yunfuState.customers.size).toBe(250);
	});

	it('maps CRM fields by the names of the input fields', async () => {
		const { error } = await run(
			'import',
			{
				phone: '={{ $json.phone }}',
				contactName: '王芳',
				subUserId: byId(sandbox.yunfu.subUserId),
				crmFields: {
					mappingMode: 'autoMapInputData',
					value: null,
					schema: [
						{ id: wechat, displayName: '微信', required: false, display: true, type: 'string' },
						{ id: amount, displayName: '数字', required: false, display: true, type: 'number' },
					],
				} as unknown as INodeParameters,
				options: { encryption: true },
			},
			[{ phone: '13800001000', 微信: 'wx', [amount]: 5 }],
		);
		expect(error).toBeUndefined();
		expect(sent()[0][2]).toBe(
			`{"data":[{"name":"王芳","phone":"13800001000","sort":0,"components":[{"id":"${wechat}","value":"wx"},{"id":"${amount}","value":"5"}]}],"encryption":true,"sub_user_id":"${sandbox.yunfu.subUserId}"}`,
		);
	});

	it('a required CRM field without a value is named', async () => {
		const { error } = await run('import', {
			phone: '13800001000',
			crmFields: {
				mappingMode: 'defineBelow',
				value: { [wechat]: 'wx', [amount]: '={{ "" }}' },
				schema: [{ id: amount, displayName: '数字', required: true, display: true, type: 'string' }],
			} as unknown as INodeParameters,
		});
		expect(error?.message).toBe('CRM Fields need a value for "数字" [item 0]');
		expect(sandbox.requests).toEqual([]);
	});

	it('what Yunfu refuses comes out in its words', async () => {
		const { error } = await run('import', { phone: '13800001000', crmFields: mapped({ [amount]: 'five' }) });
		expect(errorText(error)).toMatch(
			/Yunfu refused a value: The data.0.components field is invalid.*Code: 422/s,
		);
	});
});

describe('Get Many', () => {
	beforeEach(() => {
		for (const { phone } of people(30)) {
			sandbox.yunfuState.addCustomer(sandbox.yunfu.userId, {
				phone,
				sex: 2,
				source_id: '215870475195883520',
				components: [{ id: wechat, value: 'wx' }],
			});
		}
	});

	it('reads all pages', async () => {
		const { json } = await run('getAll', { returnAll: true, options: { pageSize: 20 } });
		expect(sent().map(([action, query]) => [action, query])).toEqual([
			[LIST, 'page=1&per_page=20'],
			[LIST, 'page=2&per_page=20'],
		]);
		expect(sandbox.requests[0].path).toContain('/type/clue/');
		expect(json).toHaveLength(30);
		expect(json[0]).toMatchObject({
			phone: '13800001000',
			sex: { code: 2, label: 'Female' },
			source_id: '215870475195883520',
			is_follow: false,
			components: [{ id: wechat, name: '微信', type: 'text', value: 'wx' }],
		});
	});

	it('sends every filter in its documented form', async () => {
		const { json, error } = await run('getAll', {
			crmFields: mapped({ [wechat]: 'wx' }),
			filters: {
				phone: '138000010',
				addedAfter: '2020-01-01',
				addedBefore: '2099-01-01',
				operator: [1, 2, 3],
				email: 'example',
				company: 'Acme',
				sex: [1, 2],
				isFollow: false,
				aiCall: true,
			},
			limit: 5,
		});
		expect(error).toBeUndefined();
		expect(sent()[0][1]).toBe(
			`components[0][id]=${wechat}&components[0][value]=wx&phone=138000010&created_at[0]=2020-01-01 00:00:00&created_at[1]=2099-01-01 00:00:00&operator[0]=1&operator[1]=2&operator[2]=3&email=example&company=Acme&sex[0]=1&sex[1]=2&is_follow=0&ai_call=1&page=1&per_page=5`,
		);
		expect(json).toEqual([]);
	});

	it.each([
		[1, 1],
		[0, 0],
		[true, 1],
	])('an expression may give %j for yes or no', async (value, expected) => {
		await run('getAll', { filters: { isFollow: '={{ $json.value }}' } }, [{ value }]);
		expect(sent()[0][1]).toContain(`is_follow=${expected}`);
	});

	it('yes or no as text is refused', async () => {
		const { error } = await run('getAll', { filters: { aiCall: '={{ $json.value }}' } }, [{ value: 'yes' }]);
		expect(error?.message).toBe('Called by AI must be true or false [item 0]');
		expect(sandbox.requests).toEqual([]);
	});

	it('a field that imports require need not be searched by', async () => {
		const { json, error } = await run('getAll', {
			crmFields: {
				mappingMode: 'defineBelow',
				value: { [wechat]: 'wx', [amount]: '' },
				schema: [{ id: amount, displayName: '数字', required: true, display: true, type: 'string' }],
			} as unknown as INodeParameters,
		});
		expect(error).toBeUndefined();
		expect(sent()[0][1]).toBe(`components[0][id]=${wechat}&components[0][value]=wx&page=1&per_page=50`);
		expect(json).toHaveLength(30);
	});
});

describe('Move to Task', () => {
	const task = () => [...sandbox.yunfuState.tasks.values()][1];
	beforeEach(() => {
		for (const { phone } of people(3)) sandbox.yunfuState.addCustomer(sandbox.yunfu.userId, { phone });
	});

	it('sends the filters in the query', async () => {
		const { json } = await run('moveToTask', {
			taskId: byId(task().id),
			crmFields: mapped({ [wechat]: '={{ "" }}' }),
			filters: {
				phone: '13800001001',
				addedAfter: '2020-01-01',
				addedBefore: '2099-01-01',
				operator: [1, 2, 3],
			},
		});
		expect(sent()).toEqual([
			[
				`GET ${ACCOUNT}/customer_to_task/{task_id}`,
				'phone=13800001001&created_at[0]=2020-01-01 00:00:00&created_at[1]=2099-01-01 00:00:00&operator[0]=1&operator[1]=2&operator[2]=3',
				'',
			],
		]);
		expect(json).toEqual([{ taskId: task().id, batchId: expect.any(String), message: expect.any(String) }]);
		expect([...task().numbers.keys()]).toEqual(['13800001001']);
	});

	it('moves everyone only when asked to, and never twice', async () => {
		const { error } = await run('moveToTask', { taskId: byId(task().id), filters: { phone: '={{ "" }}' } });
		expect(error?.message).toBe('No customers are selected [item 0]');
		expect(sandbox.requests).toEqual([]);
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
		const lost = await run('moveToTask', { taskId: byId(task().id), customers: 'all' });
		expect(lost.error?.message).toContain('Unknown outcome');
		expect(sent()).toHaveLength(1);
		expect(task().numbers.size).toBe(3);
	});
});

it('Get Field Definitions gives the fields with their IDs', async () => {
	const { json } = await run('getFieldDefinitions');
	expect(sent()).toEqual([[`GET ${ACCOUNT}/customer/create`, '', '']]);
	expect(json).toContainEqual({ id: wechat, name: '微信', type: 'text', sort: 0, validate: ['sometimes'] });
	expect(json).toHaveLength(3);
});
