import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { byId } from '../chain.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { failureOf } from '../execution.mts';
import { newUserFolder, startN8n, type RunningN8n } from '../n8n.mts';
import { buildPackage, packAndInstall } from '../package-under-test.mts';
import { PACKAGE_NAME } from '../paths.mts';
import type { CredentialReference, WorkflowFile } from '../rest.mts';
import { newTask, openSandbox, signUpWithCredentials } from '../stage.mts';

/** The AICCS node as tool of n8n's AI Agent, with a model that says what the test wants. */

const N8N_PORT = 5742;
const SANDBOX_PORT = 5743;
const TOOL = `${PACKAGE_NAME}.alibabaCloudAiccsTool`;
const MODEL = '@n8n/n8n-nodes-langchain.lmChatOpenAi';

interface Message {
	role: string;
	content: unknown;
}

let sandbox: Sandbox;
let n8n: RunningN8n;
let userFolder: string;
let credentials: Record<string, CredentialReference>;
let model: Server;
type Values = Record<string, unknown>;

/** Arguments of the tool calls the model asks for, turn by turn; those of a turn at once. */
let turns: Values[][];
/** What the tools told the model. */
let told: string[];

/** Speaks the part of OpenAI's chat completions that the agent uses. */
function startModel(): Promise<Server> {
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			const { messages = [], tools = [] } = JSON.parse(text || '{}') as {
				messages?: Message[];
				tools?: Array<{ function: { name: string } }>;
			};
			told = messages.filter(({ role }) => role === 'tool').map(({ content }) => String(content));
			const answered = told.length;
			let before = 0;
			const turn = turns.find((values) => (before += values.length) > answered) ?? [];
			const calls = turn.map((values, index) => ({
				id: `call_${answered + index}`,
				type: 'function',
				function: { name: tools[0]?.function.name, arguments: JSON.stringify(values) },
			}));
			const message =
				turn.length > 0
					? { role: 'assistant', content: null, tool_calls: calls }
					: { role: 'assistant', content: 'Done.' };
			response.writeHead(200, { 'content-type': 'application/json' }).end(
				JSON.stringify({
					id: 'chatcmpl-1',
					object: 'chat.completion',
					created: 1,
					model: 'gpt-4o-mini',
					choices: [{ index: 0, message, finish_reason: turn.length > 0 ? 'tool_calls' : 'stop' }],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			);
		});
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const fromAi = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

/** Lets the agent call the node with these parameters, once per entry of `calls`, and gives what it was told. */
async function useTool(
	parameters: Values,
	calls: Values[],
	agentVersion = 2.2,
	laterCalls: Values[] = [],
): Promise<string[]> {
	turns = [calls, laterCalls];
	told = [];
	const node = (name: string, type: string, typeVersion: number, values: object) => ({
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0] as [number, number],
		parameters: values,
	});
	const link = (to: string, type: string) => ({ [type]: [[{ node: to, type, index: 0 }]] });
	const workflow = {
		name: `Agent ${String(parameters.operation)} ${Date.now()}`,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('Agent', '@n8n/n8n-nodes-langchain.agent', agentVersion, {
				promptType: 'define',
				text: 'Go',
				options: {},
			}),
			node('Model', MODEL, 1.2, { model: byId('gpt-4o-mini'), options: {} }),
			node('Phone', TOOL, 1, parameters),
		],
		connections: {
			Start: link('Agent', 'main'),
			Model: link('Agent', 'ai_languageModel'),
			Phone: link('Agent', 'ai_tool'),
		},
		settings: { executionOrder: 'v1' },
	} as unknown as WorkflowFile;
	const { id } = await n8n.rest.importWorkflow(workflow, credentials, {
		[TOOL]: 'alibabaCloudAccessKeyApi',
		[MODEL]: 'openAiApi',
	});
	const execution = await n8n.rest.runToEnd(id);
	assert.equal(execution.status, 'success', execution.status === 'success' ? '' : failureOf(execution));
	return told;
}

before(async () => {
	userFolder = newUserFolder();
	await buildPackage();
	await packAndInstall(userFolder);
	sandbox = await openSandbox(SANDBOX_PORT, 600);
	model = await startModel();
	n8n = await startN8n({ port: N8N_PORT, userFolder });
	credentials = await signUpWithCredentials(n8n, sandbox);
	const url = `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`;
	credentials.openAiApi = await n8n.rest.createCredential({
		name: 'Model of the test',
		type: 'openAiApi',
		data: { apiKey: 'none', url, header: false },
	});
});

after(async () => {
	await n8n?.stop();
	await sandbox?.stop();
	model?.close();
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
});

beforeEach(() => void (sandbox.requests.length = 0));

const sent = (action: string) => sandbox.requests.filter((request) => request.action === action);

void describe('Alibaba Cloud AICCS as tool of an AI agent', () => {
	const place = {
		resource: 'call',
		operation: 'place',
		calledNumber: fromAi('number'),
		callerNumber: '057100000000',
		applicationCode: 'F32000001',
		outId: fromAi('id'),
	};

	void it('places the call the model asks for, and tells it the call ID', async () => {
		const [answer] = await useTool(place, [{ number: '13700000001', id: 'lead-1' }]);
		assert.deepEqual(
			sent('LlmSmartCall').map(({ query }) => [query.CalledNumber, query.OutId]),
			[['13700000001', 'lead-1']],
		);
		const [{ callId }] = sandbox.ledger.entries('call', 'aiccs').slice(-1);
		assert.ok(callId && answer.includes(callId), answer);
	});

	void it('works for the newest agent, too', async () => {
		const [answer] = await useTool(place, [{ number: '13700000004', id: 'lead-4' }], 3);
		assert.equal(sent('LlmSmartCall').length, 1);
		const [{ callId }] = sandbox.ledger.entries('call', 'aiccs').slice(-1);
		assert.ok(callId && answer.includes(callId), answer);
	});

	for (const version of [2.2, 3]) {
		void it(`calls nobody twice when the model repeats itself, at once or later (agent ${version})`, async () => {
			const same = { number: '13700000002', id: `lead-2 of ${version}` };
			const answers = await useTool(place, [same, same], version, [same]);
			assert.equal(sent('LlmSmartCall').length, 1);
			const [{ callId }] = sandbox.ledger.entries('call', 'aiccs').slice(-1);
			assert.equal(answers.length, 3);
			for (const answer of answers) assert.ok(callId && answer.includes(callId), answer);
		});

		void it(`places the good one of two calls asked for at once (agent ${version})`, async () => {
			const good = { number: '13700000005', id: `lead-5 of ${version}` };
			for (const calls of [
				[{ ...good, number: '12' }, good],
				[
					{ ...good, id: 'again' },
					{ ...good, number: '12' },
				],
			]) {
				sandbox.requests.length = 0;
				const answers = await useTool(place, calls, version);
				assert.deepEqual(
					sent('LlmSmartCall').map(({ query }) => query.CalledNumber),
					[good.number],
				);
				assert.equal(answers.filter((answer) => answer.includes('callId')).length, 1, answers.join());
				assert.equal(answers.filter((answer) => answer.includes('has 2 digits')).length, 1, answers.join());
			}
		});
	}

	void it('imports one number and finds its result, digit by digit', async () => {
		const taskId = await newTask(sandbox, 'For the agent');
		const [imported] = await useTool(
			{
				resource: 'number',
				operation: 'importOne',
				taskId: byId(taskId),
				phoneNumber: fromAi('number'),
				specifyVariables: 'pairs',
			},
			[{ number: '+86 137-0000-0003' }],
		);
		assert.equal(sent('ImportOneTaskPhoneNumber')[0].query.PhoneNumber, '13700000003');
		const [{ detailId }] = sandbox.ledger.entries('number', 'aiccs').slice(-1);
		assert.ok(detailId && imported.includes(detailId), imported);

		sandbox.clock.advance(3600);
		const detail = { resource: 'callDetail', taskId: byId(taskId) };
		const [one] = await useTool({ ...detail, operation: 'get', detailId: byId(fromAi('detail')) }, [
			{ detail: detailId },
		]);
		assert.ok(one.includes(`"detailId":"${detailId}"`), one);
		const [many] = await useTool({ ...detail, operation: 'getAll', status: 'any' }, [{}]);
		assert.ok(many.includes(`"detailId":"${detailId}"`), many);
		assert.ok(many.includes(`"taskId":"${taskId}"`), many);
	});
});
