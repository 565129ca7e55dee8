import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';

import { mapCallVariables } from '../../../nodes/AlibabaCloudAiccs/mapCallVariables.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { editorContext } from './listSearch.mts';
import { APPLICATION, addTask } from './numbers.mts';
import { byId, runAiccs } from './run.mts';

/** The call variables that the editor shows, and what Place makes of them. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

async function shown(parameters: INodeParameters) {
	const context = {
		...editorContext(sandbox),
		getCurrentNodeParameter: (name: string) => parameters[name],
	} as unknown as ILoadOptionsFunctions;
	return await mapCallVariables.call(context);
}
const number = (taskId: string): INodeParameters => ({ resource: 'number', taskId: byId(taskId) });
const actions = () => sandbox.requests.map(({ action }) => action);

it('a task of an agent shows the agent’s variables, with names, required marks and choices', async () => {
	const { fields, emptyFieldsNotice } = await shown(number(addTask(sandbox, 'Agent')));
	expect(actions()).toEqual(['QueryAiCallTaskDetail', 'QueryAiVoiceAgentDetail']);
	expect(sandbox.requests[1].query).toEqual({ AgentId: '118012345678901234' });
	expect(emptyFieldsNotice).toBeUndefined();
	const common = { defaultMatch: false, canBeUsedToMatch: false, display: true };
	expect(fields).toEqual([
		{ ...common, id: 'customerName', displayName: '客户姓名 (customerName)', required: true, type: 'string' },
		{
			...common,
			id: 'carSeries',
			displayName: '意向车系 (carSeries)',
			required: true,
			type: 'options',
			options: ['轿车', 'SUV', '新能源'].map((value) => ({ name: value, value })),
		},
		{
			...common,
			id: 'storeAddress',
			displayName: '门店地址 (storeAddress)',
			required: false,
			type: 'string',
		},
	]);
});

it('a task of an application shows the variables of the agent that is that application, by kind', async () => {
	const { fields } = await shown(number(addTask(sandbox, 'Engine', 'application')));
	expect(fields.map(({ id, required }) => [id, required])).toEqual([
		['startWordParam.name', true],
		['promptParam.product', false],
	]);
});

it('variables of an application without a kind can go into each of them', async () => {
	const agent = sandbox.aiccsState.agents.find(({ ApplicationCode }) => ApplicationCode === APPLICATION);
	agent?.variables.splice(0, 2, { key: 'city', name: '城市', description: '', required: true });
	const call = { resource: 'call', operation: 'place', applicationCode: APPLICATION };
	const kinds = [
		['startWordParam.city', false, false],
		['promptParam.city', false, false],
		['bizParam.city', false, true],
	];
	const { fields } = await shown(call);
	expect(fields.map(({ id, required, removed }) => [id, required, removed])).toEqual(kinds);
	expect(fields[1].displayName).toBe('城市 (city), Prompt Variable');
	const encrypted = await shown({ ...call, operation: 'placeEncrypted' });
	expect(encrypted.fields.map(({ id }) => id)).toEqual(['startWordParam.city', 'promptParam.city']);
});

describe('an agent that cannot be looked up leaves name and value pairs', () => {
	it.each<[string, INodeParameters, RegExp, number]>([
		['no task', { resource: 'number', taskId: byId('') }, /once a call task is chosen/, 0],
		[
			'an expression',
			{ resource: 'number', taskId: byId('={{ $json.task }}') },
			/once a call task is chosen/,
			0,
		],
		['a task that is gone', number('1'), /could not be loaded: There is no such call task/, 1],
		['no application', { resource: 'call', applicationCode: '' }, /agent is not known yet/, 0],
		[
			'an application of no agent',
			{ resource: 'call', applicationCode: 'F1' },
			/does not list the variables of the application F1/,
			1,
		],
	])('%s', async (_, parameters, reason, requests) => {
		const { fields, emptyFieldsNotice } = await shown(parameters);
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toMatch(reason);
		expect(emptyFieldsNotice).toMatch(/Choose Using Name and Value Pairs/);
		expect(sandbox.requests).toHaveLength(requests);
	});

	it('an agent without variables needs nothing', async () => {
		const agent = sandbox.aiccsState.agents[0];
		agent.variables.splice(0);
		const { emptyFieldsNotice } = await shown(number(addTask(sandbox, 'Agent')));
		expect(emptyFieldsNotice).toMatch(/has no call variables/);
	});
});

describe('Place', () => {
	const place = async (fields: string[], value: Record<string, string>) =>
		await runAiccs(engine, sandbox, {
			resource: 'call',
			operation: 'place',
			calledNumber: '13800138000',
			callerNumber: '057112345678',
			applicationCode: APPLICATION,
			specifyVariables: 'map',
			mappedVariables: {
				mappingMode: 'defineBelow',
				value,
				matchingColumns: [],
				schema: fields.map((id) => ({
					id,
					displayName: id,
					required: false,
					defaultMatch: false,
					display: true,
					type: 'string',
				})),
			} as unknown as INodeParameters,
		});

	it('sends mapped variables in the object of their kind', async () => {
		const { error } = await place(['startWordParam.name', 'promptParam.product', 'bizParam.id'], {
			'startWordParam.name': '={{ "Li" }}',
			'promptParam.product': 'SUV',
			'bizParam.id': '',
		});
		expect(error).toBeUndefined();
		const { StartWordParam, PromptParam, BizParam } = sandbox.requests[0].query;
		expect([StartWordParam, PromptParam, BizParam]).toEqual([
			'{"name":"Li"}',
			'{"product":"SUV"}',
			undefined,
		]);
	});

	it('refuses a variable of no kind', async () => {
		const { error } = await place(['name'], { name: 'Li' });
		expect(error?.message).toMatch(/^Variables have "name" of no known kind/);
		expect(sandbox.requests).toEqual([]);
	});
});
