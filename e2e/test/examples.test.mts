import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { byId } from '../chain.mts';
import type { Sandbox } from '../../sandbox/index.mts';
import { failureOf, itemsOf, type Execution } from '../execution.mts';
import { newUserFolder, startN8n, type RunningN8n } from '../n8n.mts';
import { buildPackage, packAndInstall } from '../package-under-test.mts';
import { PACKAGE_NAME, repositoryFolder } from '../paths.mts';
import type { CredentialReference, WorkflowFile, WorkflowNode } from '../rest.mts';
import { newTask, openSandbox, signUpWithCredentials } from '../stage.mts';
import { startMailServer, startModel, startWebServer } from '../standins.mts';

/** The examples in a real n8n, against the sandbox; `npm run demo` runs the two campaigns. */

const N8N_PORT = 5760;
const SANDBOX_PORT = 5761;
const WITHIN_MS = 300_000;
const SECRET = 'examples-secret-1';
const DEMO_RUNS = ['crm-lead-to-call-result', 'yunfu-campaign'];
const MODEL = '@n8n/n8n-nodes-langchain.lmChatOpenAi';
const APPROVAL = 'n8n-nodes-base.emailSendHitlTool';

const TABLE = [
	'id,name,phone,carSeries,consent',
	'lead-1,Li Na,+86 138 0013 8000,SUV,yes',
	'lead-2,Wang Wei,138 0013 8001,SUV,yes',
	'lead-3,Wang Wei again,13800138001,SUV,yes',
	'lead-4,Typing Error,1380013800,SUV,yes',
	'lead-5,No Consent,13800138004,SUV,no',
].join('\n');

let sandbox: Sandbox;
let n8n: RunningN8n;
let userFolder: string;
let credentials: Record<string, CredentialReference>;
let web: Awaited<ReturnType<typeof startWebServer>>;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let model: Awaited<ReturnType<typeof startModel>>;
/** what the chat message asks the model to call */
let toCall: Record<string, unknown>;
const run = new Set<string>();

/** Imports an example, its addresses turned to the stand-ins, and what a user has to choose filled in. */
async function imported(name: string, choose: (node: WorkflowNode) => object = () => ({})): Promise<string> {
	run.add(name);
	const text = readFileSync(path.join(repositoryFolder(), 'examples', `${name}.json`), 'utf8')
		.replaceAll('https://crm.example.com', web.url)
		.replaceAll('https://chat.example.com', web.url)
		.replaceAll('https://aiccs.aliyuncs.com', sandbox.aiccs.endpoint);
	const workflow = JSON.parse(text) as WorkflowFile;
	for (const node of workflow.nodes) Object.assign(node.parameters, choose(node));
	const { id } = await n8n.rest.importWorkflow(workflow, credentials, {
		[`${PACKAGE_NAME}.alibabaCloudAiccs`]: 'alibabaCloudAccessKeyApi',
		[`${PACKAGE_NAME}.alibabaCloudAiccsTool`]: 'alibabaCloudAccessKeyApi',
		[`${PACKAGE_NAME}.alibabaCloudAiccsPollTrigger`]: 'alibabaCloudAccessKeyApi',
		'n8n-nodes-base.httpRequest': name === 'any-action-with-http-request' ? 'alibabaCloudAccessKeyApi' : '',
		[MODEL]: 'openAiApi',
		[APPROVAL]: 'smtp',
	});
	return id;
}

async function received(count: number): Promise<typeof web.received> {
	const deadline = Date.now() + WITHIN_MS;
	while (web.received.length < count && Date.now() < deadline) await delay(100);
	return web.received;
}

async function eventually<T>(find: () => T | undefined, what: string): Promise<T> {
	const deadline = Date.now() + WITHIN_MS;
	for (;;) {
		const found = find();
		if (found !== undefined) return found;
		assert.ok(Date.now() < deadline, `${what} did not come`);
		await delay(100);
	}
}

function succeeded(execution: Execution): Execution {
	assert.equal(execution.status, 'success', execution.status === 'success' ? '' : failureOf(execution));
	return execution;
}

/** n8n takes a button of a mail for pressed only by a browser, as scanners of mail open links, too. */
async function click(link: string): Promise<void> {
	const browser =
		'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
	const answer = await fetch(link, { headers: { 'user-agent': browser } });
	assert.equal(answer.status, 200);
}

before(async () => {
	userFolder = newUserFolder();
	await buildPackage();
	await packAndInstall(userFolder);
	sandbox = await openSandbox(SANDBOX_PORT, 600);
	web = await startWebServer({ '/exports/leads-of-today.csv': TABLE });
	mail = await startMailServer();
	model = await startModel(({ messages }) =>
		messages.some(({ role }) => role === 'tool') ? undefined : [toCall],
	);
	n8n = await startN8n({ port: N8N_PORT, userFolder });
	credentials = await signUpWithCredentials(n8n, sandbox);
	credentials.openAiApi = await n8n.rest.createCredential({
		name: 'Model of the test',
		type: 'openAiApi',
		data: { apiKey: 'none', url: model.url, header: false },
	});
	credentials.smtp = await n8n.rest.createCredential({
		name: 'Mail of the test',
		type: 'smtp',
		data: {
			user: '',
			password: '',
			host: '127.0.0.1',
			port: mail.port,
			secure: false,
			disableStartTls: true,
		},
	});
});

after(async () => {
	await n8n?.stop();
	await sandbox?.stop();
	await Promise.all([web?.stop(), mail?.stop(), model?.stop()]);
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
});

beforeEach(() => {
	web.received.length = 0;
	sandbox.requests.length = 0;
});

void describe('Examples', () => {
	void it('webhook-lead-to-call-and-back: a lead is called and the CRM told', async () => {
		const taskId = await newTask(sandbox, 'Leads of the day');
		const id = await imported('webhook-lead-to-call-and-back', ({ name }) =>
			name === 'Call the Lead' ? { taskId: byId(taskId) } : {},
		);
		await n8n.rest.activate(id);
		for (const index of [0, 1, 2, 3, 4, 5]) {
			const lead = { id: `lead-${index}`, name: 'Li Na', phone: `1390013800${index}`, carSeries: 'SUV' };
			const answer = await fetch(`${n8n.url}/webhook/new-lead`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(lead),
			});
			assert.equal(answer.status, 200);
		}
		const updates = await received(6);
		assert.deepEqual(
			updates.map(({ method, path: where }) => `${method} ${where}`).sort(),
			[0, 1, 2, 3, 4, 5].map((index) => `PATCH /leads/lead-${index}`),
		);
		const details = new Map(
			sandbox.ledger.entries('number', 'aiccs').map((entry) => [entry.detailId, entry]),
		);
		for (const { body } of updates) assert.ok(details.has(String(body.callDetail)));
		const reached = updates.filter(({ body }) => body.status === 'reached');
		assert.equal(reached.length, sandbox.aiccsState.tasks.get(taskId)?.dialler.calls.answered);
		for (const { body } of reached) assert.match(String(body.transcript), /\w/);
	});

	void it('call-a-lead-and-branch-on-intent: the branch fits the intent', async () => {
		const id = await imported('call-a-lead-and-branch-on-intent');
		const execution = succeeded(await n8n.rest.runToEnd(id));
		const [detail] = itemsOf(execution, 'Wait for the Result');
		assert.equal(detail.json.finished, true);
		const branch = { A: 'Hand to Sales', B: 'Send an Offer' }[String(detail.json.majorIntent)];
		assert.equal(itemsOf(execution, branch ?? 'Note in the CRM').length, 1);
	});

	void it('nightly-batch-with-report: what can be called is imported, the team is told the rest', async () => {
		const taskId = await newTask(sandbox, 'Tomorrow');
		const before = sandbox.ledger.entries('number', 'aiccs').length;
		const id = await imported('nightly-batch-with-report', ({ name }) =>
			name === 'Import Numbers' ? { taskId: byId(taskId) } : {},
		);
		succeeded(await n8n.rest.runToEnd(id));
		const [report] = await received(1);
		assert.equal(
			report.body.text,
			'Calls of tomorrow: 2 of 4 numbers accepted, 1 invalid, 1 there twice, 0 refused, 0 unknown.',
		);
		assert.equal((report.body.problems as unknown[]).length, 1);
		const accepted = sandbox.ledger.entries('number', 'aiccs').slice(before);
		assert.deepEqual(
			accepted.map(({ number }) => number),
			['13800138000', '13800138001'],
		);
	});

	void it('receipts-to-crm: a call and what was said reach the lead', async () => {
		const id = await imported('receipts-to-crm', ({ name }) =>
			name === 'A Call Has Ended' ? { secret: SECRET } : {},
		);
		await n8n.rest.activate(id);
		const trigger = (await n8n.rest.getWorkflow(id)).nodes.find(({ name }) => name === 'A Call Has Ended');
		const { webhookId } = trigger as WorkflowNode & { webhookId: string };
		const url = `${n8n.url}/webhook/${webhookId}/webhook?token=${SECRET}`;
		for (const event of ['AlicomAgentCallReport', 'AlicomAgentCallNote'] as const) {
			const { acknowledged } = await sandbox.push(event, url, { count: 2, duplicates: 1 });
			assert.ok(acknowledged);
		}
		const updates = await received(4);
		const saved = (method: string) => updates.filter((update) => update.method === method);
		assert.deepEqual([saved('POST').length, saved('PATCH').length], [2, 2]);
		for (const { body } of saved('POST')) assert.match(String(body.endedAt), /\+08:00$/);
		for (const { body } of saved('PATCH')) assert.match(String(body.transcript), /: /);
	});

	void it('poll-to-daily-summary: one message with how the calls ended', async () => {
		const task = [...sandbox.aiccsState.tasks.values()][2];
		const ended = [...task.dialler.completed, ...task.dialler.failed].length;
		const id = await imported('poll-to-daily-summary', ({ name }) =>
			name === 'Results of the Day'
				? { tasks: { task: [{ taskId: byId(task.taskId) }] }, startFrom: 'beginning' }
				: {},
		);
		await n8n.rest.activate(id);
		const [{ body }] = await received(1);
		const lines = String(body.text).split('\n');
		assert.equal(lines[0], 'Calls today:');
		const counts = lines.slice(1).map((line) => Number(/: (\d+)$/.exec(line)?.[1]));
		assert.equal(
			counts.reduce((sum, count) => sum + count, 0),
			ended,
		);
	});

	void it('any-action-with-http-request: the credential signs it', async () => {
		const id = await imported('any-action-with-http-request');
		const execution = succeeded(await n8n.rest.runToEnd(id));
		assert.equal(itemsOf(execution, 'Where Is This Number From?')[0].json.Code, 'OK');
		assert.deepEqual(
			sandbox.requests.map(({ action }) => action),
			['GetNumLocation'],
		);
	});

	void it('agent-calls-after-approval: nobody is called before a person says yes', async () => {
		const id = await imported('agent-calls-after-approval', ({ name }) =>
			name === 'Chat' ? { public: true, mode: 'webhook', options: { responseMode: 'lastNode' } } : {},
		);
		await n8n.rest.activate(id);
		const chat = (await n8n.rest.getWorkflow(id)).nodes.find(({ name }) => name === 'Chat');
		const { webhookId } = chat as WorkflowNode & { webhookId: string };
		const ask = async (phoneNumber: string, leadId: string) => {
			// n8n offers a reviewed tool with its own parameters beside those of the review.
			toCall = { toolParameters: { phoneNumber, leadId }, hitlParameters: {} };
			const mails = mail.mails.length;
			await fetch(`${n8n.url}/webhook/${webhookId}/chat`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ action: 'sendMessage', sessionId: leadId, chatInput: `Call ${phoneNumber}` }),
			});
			return await eventually(() => mail.mails[mails], 'the mail');
		};
		const links = (text: string) =>
			[...text.matchAll(/href="([^"]+)"/g)].map(([, link]) => link.replaceAll('&amp;', '&'));
		const calls = () => sandbox.requests.filter(({ action }) => action === 'LlmSmartCall');

		const text = await ask('138 0013 8000', 'lead-1');
		assert.ok(text.includes('138 0013 8000'), text);
		const approve = links(text).find((link) => /approved=true/.test(link));
		assert.ok(approve, text);
		assert.equal(calls().length, 0);
		await click(approve);
		await eventually(() => calls()[0], 'the call');
		assert.deepEqual(
			calls().map(({ query }) => [query.CalledNumber, query.OutId]),
			[['13800138000', 'lead-1']],
		);

		const declined = links(await ask('138 0013 8001', 'lead-2')).find((link) => /approved=false/.test(link));
		assert.ok(declined);
		await click(declined);
		await delay(2000);
		assert.equal(calls().length, 1);
	});

	void it('every example is run here or by the demo', () => {
		const files = readdirSync(path.join(repositoryFolder(), 'examples')).filter((name) =>
			name.endsWith('.json'),
		);
		assert.deepEqual(files.map((name) => name.replace(/\.json$/, '')).sort(), [...run, ...DEMO_RUNS].sort());
	});
});
