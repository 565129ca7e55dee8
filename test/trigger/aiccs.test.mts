import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { AlibabaCloudAiccsTrigger } from '../../nodes/AlibabaCloudAiccs/AlibabaCloudAiccsTrigger.node.ts';
import { EVENTS, eventOf } from '../../nodes/AlibabaCloudAiccs/trigger/events.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { push, SECRET } from './webhook.mts';

const node = new AlibabaCloudAiccsTrigger();
const ALL = { events: EVENTS.map(({ value }) => value) };
const OK = { code: 0, msg: 'ok' };

let nodes = 0;
/** A node that has seen nothing yet. */
const freshNode = () => `node-${++nodes}`;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ clockSpeed: 0, quiet: true });
});
afterAll(async () => await sandbox.stop());

/** Records as the sandbox would push them; the address refuses, which does not matter here. */
async function recordsOf(event: string, count: number): Promise<IDataObject[]> {
	sandbox.settings.retryScheduleMs = [];
	const report = await sandbox.push(event as 'NoteAgent', 'http://127.0.0.1:9/', { count });
	return report.requests.flatMap(({ body }) => JSON.parse(body) as IDataObject[]);
}

describe('receipts', () => {
	it.each(EVENTS.map(({ value }) => value))(
		'%s is told apart and comes out as one item each',
		async (event) => {
			const records = await recordsOf(event, 3);
			expect(records.map(eventOf)).toEqual([event, event, event]);
			const { status, answer, items } = await push(node, {
				body: records,
				parameters: ALL,
				nodeId: freshNode(),
			});
			expect({ status, answer }).toEqual({ status: 200, answer: OK });
			expect(items?.map((item) => item.event)).toEqual([event, event, event]);
			for (const [index, record] of records.entries()) {
				expect(Object.keys(items![index])).toEqual(expect.arrayContaining(Object.keys(record)));
			}
		},
	);

	it('has times with their offset, transcripts parsed, long ids exact and unknown fields as they are', async () => {
		const body =
			'{"callId":"c1","detailId":966212345678901239,"majorIntent":"A","outputTags":"{\\"tag\\":[\\"x\\"]}",' +
			'"conversationRecord":"[{\\"role\\":\\"user\\",\\"content\\":\\"hello\\"}]","startTime":"2026-11-20 09:00:00",' +
			'"endTime":"","brandNew":{"deep":[1]}}';
		const { items } = await push(node, { body, parameters: ALL, nodeId: freshNode() });
		expect(items).toEqual([
			{
				event: 'AlicomAgentCallNote',
				callId: 'c1',
				detailId: '966212345678901239',
				majorIntent: 'A',
				outputTags: { tag: ['x'] },
				conversationRecord: [{ role: 'user', content: 'hello' }],
				transcript: 'user: hello',
				startTime: '2026-11-20T09:00:00+08:00',
				endTime: '',
				brandNew: { deep: [1] },
			},
		]);
	});

	it('acknowledges events that nobody chose, and starts nothing', async () => {
		const body = await recordsOf('LlmSmartCallReport', 2);
		const parameters = { events: ['NoteAgent'] };
		const result = await push(node, { body, parameters, nodeId: freshNode() });
		expect(result).toEqual({ status: 200, answer: OK });
	});
});

describe('what is no receipt', () => {
	it.each([
		['broken JSON', '[{"callId":'],
		['nothing', ''],
		['an empty list', '[]'],
		['a number', '1'],
		['some other object', '{"hello":"world"}'],
		['a list in a list', '[[{"callId":"1","statusCode":"200100"}]]'],
		['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
		['a receipt that nests deeply', `{"callId":"1","statusCode":${'['.repeat(30)}${']'.repeat(30)}}`],
	])('%s gets 400 and starts nothing', async (_, body) => {
		const result = await push(node, { body, parameters: ALL, nodeId: freshNode() });
		expect(result.status).toBe(400);
		expect(result.items).toBeUndefined();
	});

	it('a transcript that nests without end stays text, and costs nothing else', async () => {
		const conversationRecord = `[{"role":"user","content":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`;
		const body = { callId: 'deep', majorIntent: 'A', conversationRecord };
		const { status, items } = await push(node, { body, parameters: ALL, nodeId: freshNode() });
		expect(status).toBe(200);
		expect(items).toEqual([{ event: 'AlicomAgentCallNote', ...body }]);
	});

	it('reads the body itself where n8n does not', async () => {
		const message = { body: await recordsOf('AlicomAgentCallReport', 1), parameters: ALL, unread: true };
		const read = await push(node, { ...message, nodeId: freshNode() });
		expect([read.status, read.items?.length]).toEqual([200, 1]);
		const form = { 'content-type': 'multipart/form-data; boundary=x' };
		const refused = await push(node, { ...message, nodeId: freshNode(), headers: form });
		expect([refused.status, refused.items]).toEqual([400, undefined]);
	});

	it('takes a thousand records in one push', async () => {
		const body = Array.from({ length: 1000 }, (_, index) => ({
			callId: `many-${index}`,
			statusCode: '200100',
		}));
		const { status, items } = await push(node, { body, parameters: ALL, nodeId: freshNode() });
		expect(status).toBe(200);
		expect(items).toHaveLength(1000);
	});
});

describe('the secret', () => {
	const body = [{ callId: 'secret', statusCode: '200100' }];

	it.each([
		['none', {}, {}],
		['a wrong one', { token: 'test-secret-0002' }, {}],
		['a part of it', { token: SECRET.slice(0, -1) }, {}],
		['a list', { token: [SECRET, 'x'] }, {}],
		['in the header, which this node does not look at', {}, { 'x-webhook-token': SECRET }],
	])('%s gets 403, and the receipt can still come', async (_, query, headers) => {
		const nodeId = freshNode();
		const staticData = {};
		const refused = await push(node, { body, query, headers, nodeId, staticData, parameters: ALL });
		expect(refused.status).toBe(403);
		expect(refused.items).toBeUndefined();
		expect(staticData).toEqual({});
		const accepted = await push(node, { body, nodeId, staticData, parameters: ALL });
		expect(accepted.items).toHaveLength(1);
	});

	it('can come in a header', async () => {
		const parameters = { ...ALL, secretPlace: 'header' };
		const right = { body, query: {}, headers: { 'x-webhook-token': SECRET }, parameters };
		expect((await push(node, { ...right, nodeId: freshNode() })).status).toBe(200);
		expect((await push(node, { body, parameters, nodeId: freshNode() })).status).toBe(403);
	});

	it('an empty one opens nothing', async () => {
		const parameters = { ...ALL, secret: '' };
		expect((await push(node, { body, query: { token: '' }, parameters })).status).toBe(403);
		expect((await push(node, { body, query: {}, parameters })).status).toBe(403);
	});

	it.each(['', 'short', 'with a space in it', 'needs&encoding=1'])(
		'"%s" keeps the workflow from going live',
		async (secret) => {
			const context = {
				getNodeParameter: () => secret,
				getNode: () => ({ name: 'Trigger' }),
			} as unknown as IHookFunctions;
			for (const method of ['checkExists', 'create'] as const) {
				await expect(node.webhookMethods.default![method].call(context)).rejects.toThrow(
					'Secret must have at least 12 characters',
				);
			}
		},
	);
});

describe('repeats', () => {
	const one = { callId: 'r1', statusCode: '200100' };
	const two = { callId: 'r2', statusCode: '200100' };

	it('drops them, inside a push and over several, but not other events or states of the call', async () => {
		const nodeId = freshNode();
		const staticData = {};
		const send = async (body: unknown) =>
			(await push(node, { body, nodeId, staticData, parameters: ALL })).items?.length;
		expect(await send([one, one])).toBe(1);
		expect(await send([one, two])).toBe(1);
		expect(await send([two, one])).toBeUndefined();
		expect(await send([{ callId: 'r1', recordFile: 'https://example.com/r.wav' }])).toBe(1);
		expect(await send([{ callId: 'r1', statusCode: '200103' }])).toBe(1);
	});

	it('remembers pushes that overlap, when the static data of one overwrites that of the other', async () => {
		const nodeId = freshNode();
		const [a, b] = [{}, {}];
		await push(node, { body: one, nodeId, staticData: a, parameters: ALL });
		await push(node, { body: two, nodeId, staticData: b, parameters: ALL });
		const again = await push(node, { body: [one, two], nodeId, staticData: {}, parameters: ALL });
		expect(again).toEqual({ status: 200, answer: OK });
	});

	it('knows them after a restart, from bounded static data', async () => {
		const staticData: IDataObject = {};
		const many = Array.from({ length: 12_000 }, (_, index) => ({ callId: `b${index}`, statusCode: '1' }));
		await push(node, { body: many, nodeId: freshNode(), staticData, parameters: ALL });
		expect(JSON.stringify(staticData).length).toBeLessThan(25_000);
		// Another node ID has no memory, as a process that has just started.
		const restarted = { nodeId: freshNode(), staticData, parameters: ALL };
		const late = await push(node, { ...restarted, body: many.slice(-2000) });
		expect(late.items).toBeUndefined();
	});

	it('lets the same receipt through as often as somebody tests with it', async () => {
		const test = { body: one, nodeId: freshNode(), parameters: ALL, mode: 'manual' as const };
		expect((await push(node, test)).items).toHaveLength(1);
		expect((await push(node, test)).items).toHaveLength(1);
	});
});
