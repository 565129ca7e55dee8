import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { YunfuTrigger } from '../../nodes/Yunfu/YunfuTrigger.node.ts';
import { EVENTS } from '../../nodes/Yunfu/trigger/callback.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import type { CallbackEvent, CallbackOptions } from '../../sandbox/yunfu/callbacks.mts';
import { push, type Push } from './webhook.mts';

const node = new YunfuTrigger();
const ALL = { events: EVENTS.map(({ value }) => value) };

let nodes = 0;
const freshNode = () => `yunfu-${++nodes}`;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ clockSpeed: 0, quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

/** Bodies as the sandbox would send them; the address refuses, which does not matter here. */
async function bodiesOf(event: CallbackEvent, options: CallbackOptions = {}): Promise<IDataObject[]> {
	const { requests } = await sandbox.push(event, 'http://127.0.0.1:9/', options);
	return requests.map(({ body }) => JSON.parse(body) as IDataObject);
}

const httpRequest: Push['httpRequest'] = async ({ url }) => {
	const response = await fetch(url);
	return {
		statusCode: response.status,
		headers: {},
		body: Buffer.from(await response.arrayBuffer()),
	};
};

const send = async (body: unknown, more: Partial<Push> = {}) =>
	await push(node, { body, parameters: ALL, nodeId: freshNode(), httpRequest, ...more });

describe('callbacks', () => {
	it('a batch of calls comes out as one item each, times with their offset and ids as text', async () => {
		const [body] = await bodiesOf('call', { count: 3 });
		const { status, answer, items } = await send(body);
		expect({ status, answer }).toEqual({ status: 200, answer: { code: 0, msg: 'ok' } });
		const calls = body.data as IDataObject[];
		expect(items?.map(({ event, callid }) => [event, callid])).toEqual(
			calls.map(({ callid }) => ['call', callid]),
		);
		for (const item of items!) {
			expect(item.calldate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
			expect(item).toMatchObject({
				task: { id: expect.any(String) },
				number_data: { number: expect.any(String) },
			});
		}
		expect((await send(calls[0])).items).toHaveLength(1);
	});

	it.each(['import_number', 'del_number'] as const)(
		'%s: a single number, and fields that are new',
		async (event) => {
			const [body] = await bodiesOf(event, { numbers: ['13012121211'] });
			const { items } = await send({ ...body, brand_new: { deep: [1] } });
			expect(items).toEqual([{ event, ...body, brand_new: { deep: [1] }, numbers: ['13012121211'] }]);
		},
	);

	it.each(['import_number', 'del_number', 'api_customer_to_task'] as const)(
		'%s: a batch brings its numbers, when they are wanted',
		async (event) => {
			const [body] = await bodiesOf(event);
			expect((await send(body)).items).toEqual([{ event, ...body, numbers: ['13012121212', '13924667471'] }]);
			const without = await send(body, { parameters: { ...ALL, downloadNumbers: false } });
			expect(without.items).toEqual([{ event, ...body }]);
		},
	);

	it.each([
		['is gone', async () => ({ statusCode: 404, headers: {}, body: Buffer.from('{}') }), 'HTTP status 404'],
		['is no JSON', async () => ({ statusCode: 200, headers: {}, body: Buffer.from('<html>') }), 'not JSON'],
		[
			'has something else',
			async () => ({ statusCode: 200, headers: {}, body: Buffer.from('{"a":1}') }),
			'no numbers',
		],
	])('comes out without its numbers when the link %s', async (_, answer, message) => {
		const [body] = await bodiesOf('import_number');
		const { status, items } = await send(body, { httpRequest: answer });
		expect(status).toBe(200);
		expect(items).toEqual([
			{ event: 'import_number', ...body, numbersError: expect.stringContaining(message) },
		]);
	});

	it('never asks for a file of this computer', async () => {
		const body = {
			type: 'import_number',
			mode: 'batch',
			unique_id: 'f',
			data: { url: 'file:///etc/passwd' },
		};
		const asked: string[] = [];
		const { items } = await send(body, {
			httpRequest: async ({ url }) => {
				asked.push(url);
				return {};
			},
		});
		expect(items).toMatchObject([{ numbersError: expect.stringContaining('no web address') }]);
		expect(asked).toEqual([]);
	});
});

describe('the same rules as for every push', () => {
	it('repeats are dropped, other numbers of the same batch are not', async () => {
		const same = { nodeId: freshNode(), staticData: {} };
		const body = (number: string) => ({
			type: 'import_number',
			mode: 'single',
			unique_id: 'u1',
			user_id: 'a',
			task_id: 'b',
			data: { number },
		});
		expect((await send(body('1'), same)).items).toHaveLength(1);
		expect(await send(body('1'), same)).toEqual({ status: 200, answer: { code: 0, msg: 'ok' } });
		expect((await send(body('2'), same)).items).toHaveLength(1);
		expect((await send({ ...body('1'), type: 'del_number' }, same)).items).toHaveLength(1);
		const [calls] = await bodiesOf('call', { count: 2 });
		expect((await send(calls, same)).items).toHaveLength(2);
		expect((await send(calls, same)).items).toBeUndefined();
	});

	it('what nobody chose is acknowledged and dropped', async () => {
		const [body] = await bodiesOf('del_number');
		const result = await send(body, { parameters: { events: ['call'] } });
		expect(result.status).toBe(200);
		expect(result.items).toBeUndefined();
	});

	it.each(['', '[]', '{}', '{"type":"other","data":{}}', '{"count":0,"data":[]}', 'callid'])(
		'"%s" gets 400',
		async (body) => {
			const result = await send(body);
			expect(result.status).toBe(400);
			expect(result.items).toBeUndefined();
		},
	);

	it('a wrong secret gets 403', async () => {
		const [body] = await bodiesOf('call');
		const result = await send(body, { query: { token: 'wrong' } });
		expect(result.status).toBe(403);
		expect(result.items).toBeUndefined();
	});
});
