import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { searchCallDetails } from '../../../nodes/AlibabaCloudAiccs/pickers.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { editorContext } from './listSearch.mts';
import { byId, runAiccs } from './run.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	sandbox.clock.speed = 60;
	sandbox.settings.recordingTtlSeconds = 7 * 86_400;
});

/** The seeded task with most numbers; it is stopped and all its calls have ended. */
const task = () => [...sandbox.aiccsState.tasks.values()][2];
const answered = () => task().dialler.completed.find(({ outcome }) => outcome?.result === 'ANSWERED')!;
const run = async (operation: string, more: INodeParameters = {}, items?: IDataObject[]) =>
	await runAiccs(
		engine,
		sandbox,
		{ resource: 'callDetail', operation, taskId: byId(task().taskId), ...more },
		{ items },
	);
const wire = () => sandbox.requests.map(({ method, action, query, body }) => [method, action, query, body]);
const iso = (epochMs: unknown) => new Date(Number(epochMs)).toISOString();

describe('Get', () => {
	it.each([
		['detailId', 'DetailId', () => answered().detailId],
		['callId', 'CallId', () => `${answered().detailId}^10000000001`],
		['outId', 'OutId', () => answered().outId!],
	])('by %s, the whole conversation, tidied', async (findBy, parameter, value) => {
		const detail = answered();
		const { taskId, agent } = task();
		const { json, output, error } = await run('get', {
			findBy,
			[findBy]: findBy === 'detailId' ? byId(value()) : value(),
		});
		expect(error).toBeUndefined();
		expect(wire()).toEqual([
			['POST', 'QueryConversationDetailInfoNew', { TaskId: taskId, [parameter]: value() }, ''],
		]);
		const { outcome, callingAt = 0 } = detail;
		const turns = json[0].conversationRecord as Array<{ role: string; content: string }>;
		expect(turns.map(({ role }) => role)).toEqual(['assistant', 'user', 'assistant', 'user']);
		expect(turns[0].content).toContain(String(detail.variables.customerName));
		const robot = outcome?.hangUpBy === 'robot';
		expect(json).toEqual([
			{
				taskId,
				detailId: detail.detailId,
				batchId: detail.batchId,
				callId: `${detail.detailId}^10000000001`,
				outId: detail.outId,
				callerPhone: '057100000000',
				calledPhone: detail.number,
				status: { code: 4, label: 'Ended' },
				finished: true,
				callResult: { code: 'ANSWERED', label: 'Answered' },
				statusCode: { code: '200100', label: 'Ended' },
				statusMsg: '呼叫结束(双呼)',
				hangupDirection: robot ? { code: '1', label: 'Robot' } : { code: '0', label: 'User' },
				encryptionType: { code: 0, label: 'None (Plain Numbers)' },
				importedTime: iso(detail.importedAt),
				startCallTime: iso(callingAt),
				pickUpTime: iso(callingAt + outcome!.ringSeconds * 1000),
				releaseTime: iso(detail.endAt),
				duration: outcome?.talkSeconds,
				majorIntent: outcome?.majorIntent,
				conversationTurnCount: 2,
				conversationRecord: turns,
				transcript: turns.map(({ role, content }) => `${role}: ${content}`).join('\n'),
				options: detail.variables,
				variables: detail.variables,
				variableDetails: agent!.variables.map(({ key, name, required }) => ({
					id: expect.any(String),
					key,
					name,
					required,
					value: detail.variables[key],
				})),
				outputTags: { 客户意向度: [expect.any(String)], 方便联系的时间: expect.stringMatching(/点$/) },
				outputTagDetails: agent!.outputTags.map(({ name, description, options }) => ({
					id: expect.any(String),
					outputTagName: name,
					outputTagDescription: description,
					outputTagValue: options ? [expect.any(String)] : expect.any(String),
				})),
				recordingFileDownloadUrl: expect.stringContaining('/recordings/'),
			},
		]);
		expect(output[0].pairedItem).toEqual({ item: 0 });
	});

	it('as the vendor sent it when Simplify is off', async () => {
		const { json } = await run('get', {
			findBy: 'detailId',
			detailId: byId(answered().detailId),
			simplify: false,
		});
		expect(json[0]).toMatchObject({
			DetailId: answered().detailId,
			Status: 4,
			HangupDirection: expect.stringMatching(/^[01]$/),
			StartCallTime: answered().callingAt,
			Options: JSON.stringify(answered().variables),
			ConversationRecord: expect.stringMatching(/^\[\{"role"/),
		});
		expect(json[0]).not.toHaveProperty('finished');
	});

	it('a detail that does not exist is an error with code and request ID, and the other items come out', async () => {
		const items = [{ id: answered().detailId }, { id: '966212345678901234' }];
		const { items: outputs } = await runAiccs(
			engine,
			sandbox,
			{
				resource: 'callDetail',
				operation: 'get',
				taskId: byId(task().taskId),
				findBy: 'detailId',
				detailId: byId('={{ $json.id }}'),
			},
			{ items, node: { onError: 'continueErrorOutput' } },
		);
		expect(outputs('AICCS', 0).map(({ json }) => json.detailId)).toEqual([items[0].id]);
		const [{ error, pairedItem }] = outputs('AICCS', 1);
		expect(pairedItem).toEqual({ item: 1 });
		expect((error as NodeApiError).description).toMatch(
			/Code: DETAIL_NOT_EXIST.*Request ID: [0-9A-F-]{36}, Item: 1/,
		);
	});
});

describe('Get Conversation', () => {
	it('by task, detail and batch', async () => {
		const { detailId, batchId, variables } = answered();
		const { json } = await run('getConversation', { detailId: byId(detailId), batchId });
		expect(wire()).toEqual([
			[
				'POST',
				'QueryConversationDetailInfo',
				{ TaskId: task().taskId, DetailId: detailId, BatchId: batchId },
				'',
			],
		]);
		expect(json[0]).toMatchObject({
			callResult: { code: 'ANSWERED', label: 'Answered' },
			encryptionType: { code: 0, label: 'None (Plain Numbers)' },
			variables,
			transcript: expect.stringContaining('assistant: '),
		});
	});

	it('the wrong batch is an error that tells the item', async () => {
		const { error } = await run('getConversation', {
			detailId: byId(answered().detailId),
			batchId: '118312345678901234',
		});
		expect((error as NodeApiError).description).toMatch(/Code: DETAIL_NOT_EXIST.*Item: 0/);
	});
});

describe('the picker', () => {
	it('lists completed, failed and pending details of the task, and finds a number', async () => {
		const context = Object.assign(editorContext(sandbox), { getCurrentNodeParameter: () => task().taskId });
		const { dialler } = task();
		const found = [];
		let token: string | undefined;
		do {
			const page = await searchCallDetails.call(context, undefined, token);
			found.push(...page.results);
			token = page.paginationToken;
		} while (token !== undefined);
		expect(found.map(({ value }) => value)).toEqual(
			[...dialler.completed, ...dialler.failed].map(({ detailId }) => detailId),
		);
		const { results } = await searchCallDetails.call(context, answered().number);
		expect(results).toEqual([
			{ name: expect.stringMatching(/^\d{11} · 用户接通 · \d{4}-/), value: answered().detailId },
		]);
	});

	it('asks for the task first', async () => {
		const context = Object.assign(editorContext(sandbox), { getCurrentNodeParameter: () => '' });
		await expect(searchCallDetails.call(context)).rejects.toThrow('Choose the call task first');
	});
});
