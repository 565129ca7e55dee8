import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { until } from '../until.mts';
import { callAiccs, digitsOf, taskParameters } from './aiccs-client.mts';

type Received = Array<Record<string, unknown>>;

describe('receipts', () => {
	let sandbox: Sandbox;
	let receiver: Server;
	let url: string;
	let received: Received[] = [];
	/** how the receiver answers the nth request; the last one stays */
	let replies: Array<{ status?: number; body?: string; afterMs?: number }> = [];

	beforeAll(async () => {
		sandbox = await startSandbox({ clockSpeed: 0 });
		receiver = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				received.push(JSON.parse(body) as Received);
				const reply = replies.length > 1 ? replies.shift() : replies[0];
				setTimeout(() => {
					response.writeHead(reply?.status ?? 200, { 'content-type': 'application/json' });
					response.end(reply?.body ?? '{"code":0,"msg":"ok"}');
				}, reply?.afterMs ?? 0);
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	});
	beforeEach(() => {
		received = [];
		replies = [];
		sandbox.reset();
	});
	afterEach(() => {
		sandbox.settings.receipts = null;
		sandbox.settings.retryScheduleMs = null;
	});
	afterAll(async () => {
		await sandbox.stop();
		receiver.closeAllConnections();
		await new Promise((resolve) => receiver.close(resolve));
	});

	const finishedCampaign = async (count: number): Promise<string> => {
		const query = taskParameters('campaign', { StartType: 'IMMEDIATE', TaskCps: '100' });
		const taskId = digitsOf(await callAiccs(sandbox.aiccs, 'CreateAiCallTask', query), 'Data');
		const rows = Array.from({ length: count }, (_, index) => ({
			calleeNumber: `1360000${String(index).padStart(4, '0')}`,
			outId: `o-${index}`,
			customerName: '张三',
		}));
		const form = { PhoneNumberList: JSON.stringify(rows) };
		await callAiccs(sandbox.aiccs, 'ImportTaskNumberDatas', { TaskId: taskId, DataType: 'JSON' }, { form });
		sandbox.clock.advance(7200);
		return taskId;
	};
	it('reports the finished calls of tasks', async () => {
		const taskId = await finishedCampaign(20);
		const report = await sandbox.push('AlicomAgentCallReport', url, { batch: 15 });
		expect(report.acknowledged).toBe(true);
		const all = received.flat().filter((record) => record.taskId === taskId);
		expect(all.map((record) => record.outId).sort()).toEqual(
			Array.from({ length: 20 }, (_, index) => `o-${index}`).sort(),
		);
		expect(received.every((batch) => batch.length <= 15)).toBe(true);
		expect(all[0]).toMatchObject({
			detailId: expect.stringMatching(/^\d{18}$/) as unknown,
			callId: expect.stringMatching(/^\d{18}\^\d+$/) as unknown,
			originateTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as unknown,
			bDuration: 0,
		});
		received = [];
		await sandbox.push('AlicomAgentCallNote', url);
		const note = received.flat().find((record) => record.taskId === taskId) as Record<string, unknown>;
		expect(note).toMatchObject({ call_times: 1, outputTags: { 客户意向度: [expect.any(String)] } });
		expect(JSON.parse(note.conversationRecord as string)).toContainEqual(
			expect.objectContaining({ role: 'user' }),
		);
		received = [];
		await sandbox.push('AlicomAgentCallRecord', url);
		const file = received.flat()[0]?.recordFile as string;
		expect((await fetch(file)).status).toBe(200);
	});

	it('reports finished calls of the engine', async () => {
		const query = {
			CalledNumber: '13700000000',
			CallerNumber: '057100000000',
			ApplicationCode: 'F1',
			OutId: 'lead-1',
		};
		const { json } = await callAiccs(sandbox.aiccs, 'LlmSmartCall', query);
		await sandbox.push('LlmSmartCallReport', url);
		expect(received).toEqual([]);
		sandbox.clock.advance(600);
		await sandbox.push('LlmSmartCallReport', url);
		expect(received).toEqual([
			[expect.objectContaining({ call_id: json.CallId, out_id: 'lead-1', callee: '13700000000' })],
		]);
	});

	it.each([
		['LlmSmartCallReport', 'originate_time'],
		['LlmSmartCallRecord', 'record_file'],
		['AlicomAgentCallReport', 'statusCode'],
		['AlicomAgentCallRecord', 'recordFile'],
		['AlicomAgentCallNote', 'majorIntent'],
		['NoteAgent', 'biz_id'],
	] as const)('makes up as many %s as asked for, some twice', async (event, field) => {
		await sandbox.push(event, url, { count: 12, batch: 5, duplicates: 3 });
		expect(received.map((batch) => batch.length)).toEqual([5, 5, 2, 3]);
		const ids = received.flat().map((record) => record.callId ?? record.call_id);
		expect(new Set(ids).size).toBe(12);
		expect(ids.slice(12)).toEqual(ids.slice(0, 3));
		expect(received.flat().every((record) => record[field] !== undefined && record[field] !== '')).toBe(true);
	});

	it('sends given records as they are', async () => {
		await sandbox.push('NoteAgent', url, { records: [{ odd: 1 }, { odd: 966210030045107723n }] });
		expect(received).toEqual([[{ odd: 1 }, { odd: 966210030045107700 }]]);
	});

	it.each([
		['HTTP 500', { status: 500 }],
		['the reply has no numeric code', { body: '{"code":"0"}' }],
		['the reply has no numeric code', { body: 'ok' }],
		['no reply within 700 ms', { afterMs: 900 }],
	])('takes "%s" as a failure and tries again', async (failure, reply) => {
		sandbox.settings.retryScheduleMs = [5];
		replies = [reply, {}];
		const report = await sandbox.push('NoteAgent', url, { count: 1 });
		const [sent] = report.requests;
		expect(report.acknowledged).toBe(true);
		// A busy machine may take 700 ms for a good reply, too: then one more is sent.
		expect(sent?.attempts[0]?.failure).toBe(failure);
		const last = sent?.attempts.at(-1);
		expect(last?.failure).toBeUndefined();
		expect(last?.latencyMs).toEqual(expect.any(Number));
		expect(received).toHaveLength(sent?.attempts.length ?? 0);
		for (const again of received) expect(again).toEqual(received[0]);
	});

	it('gives up after three retries', async () => {
		sandbox.settings.retryScheduleMs = [1, 2, 3];
		replies = [{ status: 503 }];
		const report = await sandbox.push('NoteAgent', url, { count: 1 });
		expect(report.acknowledged).toBe(false);
		expect(report.requests[0]?.attempts).toHaveLength(4);
		expect(sandbox.deliveries).toEqual([report]);
	});

	it('retries after 1, 5 and 10 minutes of the simulated clock', async () => {
		replies = [{ status: 500 }];
		const pushed = sandbox.push('NoteAgent', url, { count: 1 });
		for (const [index, minutes] of [1, 5, 10].entries()) {
			await until(() => sandbox.deliveries[0]?.requests[0]?.attempts.length === index + 1);
			sandbox.clock.advance(minutes * 60 - 5);
			await new Promise((resolve) => setTimeout(resolve, 30));
			expect(received).toHaveLength(index + 1);
			sandbox.clock.advance(6);
		}
		expect((await pushed).requests[0]?.attempts).toHaveLength(4);
	});

	it('pushes by itself when calls finish', async () => {
		sandbox.settings.receipts = { url, events: ['AlicomAgentCallReport', 'AlicomAgentCallNote'] };
		const taskId = await finishedCampaign(30);
		await until(
			() => sandbox.deliveries.length === 2 && sandbox.deliveries.every((report) => report.acknowledged),
		);
		const reports = received.flat().filter((record) => record.statusCode !== undefined);
		expect(reports).toHaveLength(30);
		expect(reports.every((record) => record.taskId === taskId)).toBe(true);
		const notes = received.flat().filter((record) => record.majorIntent !== undefined);
		expect(notes).toHaveLength(reports.filter((record) => (record.duration as number) > 0).length);
	});
});
