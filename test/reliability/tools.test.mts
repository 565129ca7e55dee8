import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';

import { fingerprint, ledgerOf } from '../../nodes/shared/run/ledger.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine } from '../engine/engine.mts';
import { addTask, leads } from '../engine/aiccs/numbers.mts';
import { aiccsCredential, byId } from '../engine/aiccs/run.mts';

/**
 * A tool of an AI agent: newer agents have n8n run the node for every request of the model, and mark it by where its
 * output is shown. Asking for the same call again does not place it again.
 */

let engine: Engine;
let sandbox: Sandbox;

/** Gives out one of its items, so that a run of the node after it is a request of its own. */
class PickNode implements INodeType {
	description = {
		displayName: 'Pick',
		name: 'pick',
		group: ['transform' as const],
		version: 1,
		description: '',
		defaults: { name: 'Pick' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [{ displayName: 'Index', name: 'index', type: 'number' as const, default: 0 }],
	};

	async execute(this: IExecuteFunctions) {
		return await Promise.resolve([[this.getInputData()[this.getNodeParameter('index', 0) as number]]]);
	}
}

beforeAll(async () => {
	engine = await Engine.load();
	engine.add('test.pick', new PickNode());
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const AS_TOOL: Partial<INode> = { rewireOutputLogTo: NodeConnectionTypes.AiTool };
const [anna, ben] = leads(2);
const place: INodeParameters = {
	resource: 'call',
	operation: 'place',
	calledNumber: '={{ $json.phone }}',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
	outId: '={{ $json.id }}',
};

let executions = 0;

/** Runs the node once for each of the items, in one execution. */
async function requests(
	parameters: INodeParameters,
	items: IDataObject[],
	settings: Partial<INode> = AS_TOOL,
) {
	const picks = items.map((_, index) => ({
		name: `Pick ${index}`,
		type: 'test.pick',
		parameters: { index },
	}));
	const { run } = await engine.execute({
		nodes: [
			{ name: 'Start', type: 'test.start' },
			...picks,
			{ name: 'Phone', type: 'alibabaCloudAiccs', parameters, ...settings },
		],
		links: picks.flatMap(({ name }): Array<[string, string]> => [
			['Start', name],
			[name, 'Phone'],
		]),
		items: items.map((json) => ({ json })),
		credentials: { [`tools-${++executions}`]: aiccsCredential(sandbox) },
	});
	return run.data.resultData.runData.Phone.map(({ data }) => {
		const [output] = data?.ai_tool ?? data?.main ?? [];
		return output?.map(({ json }) => json) ?? [];
	});
}

const sent = () => sandbox.requests.map(({ action }) => action);
const calls = () => sandbox.ledger.entries('call').map(({ number }) => number);

describe('a request that calls', () => {
	it('is sent once, and every request for it gets that answer', async () => {
		const [first, other, second] = await requests(place, [anna, ben, anna]);
		expect(calls()).toEqual([anna.phone, ben.phone]);
		expect(first).toEqual([
			expect.objectContaining({ calledNumber: anna.phone, callId: expect.any(String) }),
		]);
		expect(other).toEqual([expect.objectContaining({ calledNumber: ben.phone })]);
		expect(second).toEqual(first);
	});

	it('is sent again in another execution', async () => {
		await requests(place, [anna]);
		await requests(place, [anna]);
		expect(calls()).toEqual([anna.phone, anna.phone]);
	});

	it('is sent again with other values', async () => {
		await requests(place, [anna, { ...anna, id: 'another reason' }]);
		expect(calls()).toHaveLength(2);
	});

	it('is sent by a node in a loop, which is no tool', async () => {
		await requests(place, [anna, anna], {});
		expect(calls()).toHaveLength(2);
	});

	it('is not sent again when its outcome is unknown', async () => {
		sandbox.faults.add({ match: { action: 'LlmSmartCall' }, kind: 'reset-after' });
		const [first, second] = await requests(place, [anna, anna]);
		expect(first[0].error).toMatch(/^Unknown outcome/);
		expect(second).toEqual(first);
		expect(calls()).toHaveLength(1);
	});

	it('may be asked for again when it was refused', async () => {
		sandbox.faults.add({ match: { action: 'LlmSmartCall' }, kind: 'business-error' });
		const [first, second] = await requests(place, [anna, anna]);
		expect(first[0].error).toBe('参数错误');
		expect(second[0].callId).toEqual(expect.any(String));
		expect(calls()).toHaveLength(1);
	});
});

it('an import is made once, too', async () => {
	const parameters: INodeParameters = {
		resource: 'number',
		operation: 'import',
		taskId: byId(addTask(sandbox, 'Of the agent')),
		phoneNumber: '={{ $json.phone }}',
		specifyVariables: 'pairs',
	};
	const [first, other, second] = await requests(parameters, [anna, ben, anna]);
	expect(sandbox.ledger.entries('number').map(({ number }) => number)).toEqual([anna.phone, ben.phone]);
	expect(second).toEqual(first);
	expect(other[0].batchId).not.toBe(first[0].batchId);
});

it('what can be repeated without harm, and what reads, is sent as often as asked', async () => {
	const { taskId } = [...sandbox.aiccsState.tasks.values()][0];
	const onTask = (operation: string): INodeParameters => ({
		resource: 'callTask',
		operation,
		taskId: byId(taskId),
	});
	await requests(onTask('get'), [{}, {}]);
	await requests(onTask('stop'), [{}, {}]);
	expect(sent()).toEqual([
		'QueryAiCallTaskDetail',
		'QueryAiCallTaskDetail',
		'StopAiCallTask',
		'StopAiCallTask',
	]);
});

describe('the memory', () => {
	/** A node whose execution keeps this data. */
	const contextWith = (data: IDataObject) =>
		({
			getContext: () => data,
			getExecuteData: () => ({ node: { name: 'Agent' } }),
			getNode: () => ({ name: 'Phone', credentials: {} }),
		}) as unknown as Parameters<typeof ledgerOf>[0];
	const answer = (index: number) => ({ items: [{ json: { index } }] });

	it('outlives a wait for an approval, for which n8n writes the execution down', () => {
		const data: IDataObject = {};
		ledgerOf(contextWith(data)).settled.set('key', answer(1));
		ledgerOf(contextWith(data)).settled.set('lost', { error: new Error('Unknown outcome') });
		const memory = ledgerOf(contextWith(JSON.parse(JSON.stringify(data)) as IDataObject)).settled;
		expect(memory.get('key')).toEqual(answer(1));
		expect(memory.get('lost')).toMatchObject({ error: { message: 'Unknown outcome' } });
		expect(memory.get('toString')).toBeUndefined();
	});

	it('is bounded: the oldest goes first', () => {
		const memory = ledgerOf(contextWith({})).settled;
		for (let index = 0; index < 600; index++) memory.set(`key ${index}`, answer(index));
		expect(memory.get('key 99')).toBeUndefined();
		expect(memory.get('key 100')).toEqual(answer(100));
		expect(memory.get('key 599')).toEqual(answer(599));
	});

	it('holds no phone number of a request', () => {
		const request = { method: 'POST' as const, url: '/', qs: { CalledNumber: anna.phone } };
		expect(fingerprint(contextWith({}).getNode(), request)).toMatch(/^[\w-]{43}$/);
	});
});
