import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runAiccs } from './run.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const AGENT = '118012345678901234';
const run = async (operation: string, more: INodeParameters) =>
	await runAiccs(engine, sandbox, { resource: 'agent', operation, ...more });
const wire = () => sandbox.requests.map(({ method, action, query }) => [method, action, query]);

describe('Get', () => {
	it('puts call variables and output tags within reach', async () => {
		const { json } = await run('get', { agentId: byId(AGENT) });
		expect(wire()).toEqual([['POST', 'QueryAiVoiceAgentDetail', { AgentId: AGENT }]]);
		expect(json).toHaveLength(1);
		expect(json[0]).toMatchObject({
			agentId: AGENT,
			agentName: '汽车试驾邀约',
			status: { code: 1, label: 'Online' },
			aiVoiceAgentModelConfig: { mainPurpose: { mainPurposeName: '通话效果评级' } },
			aiVoiceAgentCallConfig: { ttsConfig: { voiceCode: 'V9A000001' } },
		});
		expect(json[0].variables).toEqual([
			{
				key: 'customerName',
				name: '客户姓名',
				description: '客户称呼,用于开场白。',
				type: 'text',
				required: true,
			},
			{
				key: 'carSeries',
				name: '意向车系',
				description: '用户感兴趣的车系。',
				type: 'enum',
				values: ['轿车', 'SUV', '新能源'],
				required: true,
			},
			{
				key: 'storeAddress',
				name: '门店地址',
				description: '最近的门店地址。',
				type: 'text',
				required: false,
			},
		]);
		expect(json[0].outputTags).toEqual([
			{
				name: '客户意向度',
				description: '评估客户的兴趣和购买可能性',
				type: 'enum',
				values: ['高', '中', '低'],
			},
			{ name: '方便联系的时间', description: '客户说的方便联系的时间', type: 'text' },
		]);
		expect(json[0].aiVoiceAgentModelConfig).not.toHaveProperty('phoneTagConfig');
	});

	it('without Simplify it is as the vendor sent it, with the exact ID', async () => {
		const { json } = await run('get', { agentId: byId(AGENT), simplify: false });
		expect(json[0]).toMatchObject({
			AgentId: AGENT,
			Status: 1,
			AiVoiceAgentModelConfig: { PhoneTagConfig: [{ PhoneTagKey: 'customerName' }, {}, {}] },
		});
	});

	it('an agent that does not exist is an error', async () => {
		const { error } = await run('get', { agentId: byId('1') });
		expect(error?.message).toContain('There is no such agent');
	});
});

describe('Get Many', () => {
	it('sends every filter', async () => {
		const { json } = await run('getAll', {
			limit: 3,
			filters: { agentId: byId(AGENT), agentName: '汽车', status: '1' },
		});
		expect(wire()).toEqual([
			[
				'POST',
				'PageQueryAgentList',
				{ AgentId: AGENT, AgentName: '汽车', Status: '1', PageNo: '1', PageSize: '3' },
			],
		]);
		const created = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
		expect(json).toEqual([
			{
				agentId: AGENT,
				agentName: '汽车试驾邀约',
				status: { code: 1, label: 'Online' },
				businessTypeName: '个人线索转化',
				description: '邀请登记过的客户到店试驾。',
				withConfig: true,
				withActivePrompt: true,
				createTime: created,
				modifyTime: created,
				lastOnlineTime: created,
			},
		]);
	});

	it('reads all pages and names every status', async () => {
		const { json } = await run('getAll', { returnAll: true, options: { pageSize: 4 } });
		expect(json.map(({ agentId }) => agentId)).toEqual(
			sandbox.aiccsState.agents.map(({ AgentId }) => AgentId),
		);
		const labels = json.map(({ status }) => (status as { label: string }).label);
		expect(new Set(labels)).toEqual(
			new Set([
				'Online',
				'Offline',
				'Under Review',
				'Review Failed',
				'Building',
				'Debugging',
				'Ready to Go Online',
				'Build Failed',
			]),
		);
		expect(wire()).toHaveLength(4);
	});

	it('a refusal is an error that says what to do', async () => {
		sandbox.faults.add({ match: { action: 'PageQueryAgentList' }, kind: 'forbidden' });
		const { error, json } = await run('getAll', {});
		expect(error?.message).toContain('The RAM user may not do this');
		expect(json).toEqual([]);
	});
});
