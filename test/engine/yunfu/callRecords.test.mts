import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { downloadRecording } from '../../../nodes/Yunfu/resources/callRecord/downloadRecording.ts';
import { getRecordingUrls } from '../../../nodes/Yunfu/resources/callRecord/getRecordingUrls.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { wavFor } from '../../../sandbox/recordings.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';

/** Call Record: what came of the calls, what was said, and the recordings. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const task = () => [...sandbox.yunfuState.tasks.values()][0];
const records = (answered = true) => {
	const { id } = task();
	return sandbox.yunfuState
		.task(id)
		.records.filter(({ call }) => (call.outcome.status === 1) === answered)
		.map((record) => record.id);
};
const run = async (operation: string, parameters: INodeParameters, items?: IDataObject[], more = {}) =>
	await runYunfu(
		engine,
		sandbox,
		{ resource: 'callRecord', operation, taskId: byId(task().id), ...parameters },
		{ items, ...more },
	);
const sent = () => sandbox.requests.map(({ action, rawQuery }) => [action, decodeURIComponent(rawQuery)]);
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;
const TASK = '/agent-api/user/{user_id}/task/{task_id}';
const LIST = 'GET /agent-api/user/{id}/task/{task_id}/record';

describe('Get Many', () => {
	it('reads all pages, with readable status and intention level', async () => {
		const { json } = await run('getAll', { returnAll: true, options: { pageSize: 15 } });
		expect(sent().map(([action]) => action)).toEqual(Array(3).fill(LIST));
		expect(json).toHaveLength(40);
		const answered = json.find(({ status }) => (status as IDataObject).code === 1)!;
		expect(answered.status).toEqual({ code: 1, label: 'Answered' });
		expect(answered.intention_results).toEqual({
			code: expect.any(Number),
			label: expect.stringMatching(/^[A-E]$/),
		});
		expect(answered.calldate).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
	});

	it('sends every filter in its documented form', async () => {
		const { error } = await run('getAll', {
			limit: 10,
			subUserId: byId(''),
			filters: {
				scores: {
					range: [
						{ from: 0, to: 100 },
						{ from: 100, to: 500 },
					],
				},
				keyword: '1390000',
				calledAfter: '2020-07-28T02:00:00Z',
				calledBefore: '2099-07-28 23:59:59',
				intentionLevels: [1, 2],
				hungUpAfter: '2020-01-01',
				hungUpBefore: '2099-01-01',
			},
		});
		expect(error).toBeUndefined();
		expect(sent()).toEqual([
			[
				LIST,
				'keyword=1390000&levels[0][0]=0&levels[0][1]=100&levels[1][0]=100&levels[1][1]=500&start_at=2020-07-28 10:00:00&end_at=2099-07-28 23:59:59&intention_tags[0]=1&intention_tags[1]=2&hangup_date[0]=2020-01-01 00:00:00&hangup_date[1]=2099-01-01 00:00:00&page=1&per_page=10',
			],
		]);
	});

	it('a task that is not there says so', async () => {
		const { error } = await run('getAll', { taskId: byId('ec33b068-4aa1-40da-abe5-8f411b6f88d5') });
		expect(errorText(error)).toMatch(/does not find this: 任务不存在.*Code: 404/s);
	});
});

describe('Get', () => {
	it('gives the conversation turn by turn, and as text', async () => {
		const [recordId] = records();
		const { json } = await run('get', { recordId: byId(recordId) });
		expect(sent()).toEqual([['GET /agent-api/user/{id}/task/{task_id}/detail/{record_id}', '']]);
		expect(json[0]).toMatchObject({ record_id: recordId, callee: expect.stringMatching(/^1390000/) });
		const turns = json[0].conversation as IDataObject[];
		expect(turns.map(({ role }) => role)).toContain('robot');
		expect(turns[0].time).toMatch(/\+08:00$/);
		expect(json[0].transcript).toBe(turns.map(({ role, content }) => [role, content].join(': ')).join('\n'));
	});

	it('raw', async () => {
		const { json } = await run('get', { recordId: byId(records()[0]), simplify: false });
		expect(json[0].records).toEqual(expect.arrayContaining([expect.objectContaining({ sequence: 1 })]));
	});
});

describe('Download Recording', () => {
	it('gives the file with name and type', async () => {
		const [recordId] = records();
		const { output } = await run('downloadRecording', {
			recordId: byId(recordId),
			binaryPropertyName: 'recording',
		});
		expect(sent()).toEqual([[`GET ${TASK}/record/{record_id}/download-full-voice`, '']]);
		const [{ json, binary, pairedItem }] = output;
		expect(json).toEqual({ record_id: recordId, task_id: task().id });
		expect(pairedItem).toEqual({ item: 0 });
		const { data, ...about } = binary!.recording;
		expect(Buffer.from(data, 'base64').equals(wavFor(recordId))).toBe(true);
		expect(about).toMatchObject({ fileName: `${recordId}.wav`, mimeType: 'audio/wav', fileType: 'audio' });
	});

	// Yunfu's page does not show the answer; the sandbox sends the file.
	it('an answer with a link is followed', async () => {
		const answer = (data: unknown) =>
			downloadRecording.spec.read!({
				statusCode: 200,
				headers: { 'content-type': 'application/json' },
				body: Buffer.from(JSON.stringify({ code: 200, status: 'success', data })),
			});
		const fetched: string[] = [];
		let linked = { type: 'audio/mpeg', text: 'mp3' };
		const finish = async (data: unknown) =>
			await downloadRecording.spec.items!(
				[answer(data)],
				{ task_id: 'id', record_id: 'id', binaryPropertyName: 'data' },
				{
					asBinary: async (file, mimeType, fileName) => ({
						data: String(file.length),
						fileName,
						mimeType,
					}),
					fetchFile: async (url) => {
						fetched.push(url);
						return {
							statusCode: 200,
							headers: { 'content-type': linked.type },
							body: Buffer.from(linked.text),
						};
					},
				},
			);
		const link = 'https://oss.example.com/voice/call-1.mp3?sign=abc';
		for (const data of [link, { url: link }]) {
			const [{ binary }] = await finish(data);
			expect(binary?.data).toMatchObject({ fileName: 'call-1.mp3', mimeType: 'audio/mpeg' });
		}
		expect(fetched).toEqual([link, link]);
		await expect(finish([])).rejects.toThrow('This call has no recording');
		linked = { type: 'application/json', text: '{"code":404,"status":"error","message":"no file"}' };
		await expect(finish(link)).rejects.toThrow('The link to the recording leads nowhere');
	});

	it('a call nobody answered has none; the other items go on', async () => {
		const items = [{ id: records(false)[0] }, { id: records()[0] }];
		const { items: outputs } = await run('downloadRecording', { recordId: byId('={{ $json.id }}') }, items, {
			node: { onError: 'continueErrorOutput' },
		});
		expect(outputs('Yunfu', 0).map(({ json }) => json.record_id)).toEqual([items[1].id]);
		expect(outputs('Yunfu', 1)[0].json.error).toContain('录音不存在');
	});

	it('a wrong token is told as such', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'status-before', status: 401 });
		const { error } = await run('downloadRecording', { recordId: byId(records()[0]) });
		expect(errorText(error)).toMatch(/does not accept the token.*HTTP status: 401/s);
	});
});

describe('Get Recording URLs', () => {
	it('asks for 30 calls in a request, and gives each item its link', async () => {
		const all = [...records(), ...records(false)];
		const items = [...all, all[0]].map((id) => ({ id }));
		const { json, output } = await run('getRecordingUrls', { recordId: byId('={{ $json.id }}') }, items);
		const action = `GET ${TASK}/batch_record/download-full-voice`;
		expect(sent()).toEqual([
			[
				action,
				all
					.slice(0, 30)
					.map((id) => `recordIds[]=${id}`)
					.join('&'),
			],
			[
				action,
				all
					.slice(30)
					.map((id) => `recordIds[]=${id}`)
					.join('&'),
			],
		]);
		expect(json.map(({ record_id: id }) => id)).toEqual(items.map(({ id }) => id));
		expect(json.filter(({ hasRecording }) => hasRecording)).toHaveLength(records().length + 1);
		expect(json[0].url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/recordings\//);
		expect(json.at(-2)).toMatchObject({ hasRecording: false, url: null });
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
	});

	// Yunfu's page does not show the answer; the sandbox sends IDs as text.
	it.each([
		['rows', [{ id: 123456, url: 'https://x/y.wav' }]],
		['rows in another order', [{ record_id: '1' }, { record_id: '123456', url: 'https://x/y.wav' }]],
		['an object by ID', { 123456: 'https://x/y.wav' }],
		['links', ['https://x/y.wav']],
	])('finds the link in %s', (_, data) => {
		const input = { task_id: '7', record_id: '123456' };
		expect(getRecordingUrls.spec.output!({ data } as IDataObject, input)).toEqual([
			expect.objectContaining({ record_id: '123456', hasRecording: true, url: 'https://x/y.wav' }),
		]);
	});

	it('an unknown call fails its request', async () => {
		const { error } = await run('getRecordingUrls', { recordId: byId('no-such-call') });
		expect(errorText(error)).toContain('通话记录不存在');
	});
});
