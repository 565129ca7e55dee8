import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/index.mts';
import { callAiccs } from '../../test/sandbox/aiccs-client.mts';
import { chain } from '../chain.mts';
import { itemsOf, type RunItem } from '../execution.mts';
import { newUserFolder, startN8n, type N8nOptions, type RunningN8n } from '../n8n.mts';
import { buildPackage, packAndInstall } from '../package-under-test.mts';
import { PACKAGE_NAME } from '../paths.mts';
import type { CredentialReference, WorkflowFile } from '../rest.mts';
import { openSandbox, OWNER, signUpWithCredentials } from '../stage.mts';

/** The triggers in a real n8n that the sandbox pushes to. Run: `npx tsx --test e2e/test/triggers.test.mts` */

const N8N_PORT = 5740;
const SANDBOX_PORT = 5741;
const SECRET = 'e2e-secret-0001';
const WITHIN_MS = 300_000;

let sandbox: Sandbox;
let n8n: RunningN8n;
let options: N8nOptions;
let userFolder: string;
let credentials: Record<string, CredentialReference>;

/** n8n's webhook paths are unique per instance. */
function triggerWorkflow(name: string, type: string, parameters: Record<string, unknown>): WorkflowFile {
	const trigger = {
		name: 'Trigger',
		type: `${PACKAGE_NAME}.${type}`,
		typeVersion: type === 'alibabaCloudAiccsPollTrigger' ? 1 : 1.1,
		parameters,
		webhookId: `hook-${name}`,
	};
	return chain(name, [trigger]);
}

const hookUrl = (name: string, token = SECRET) => `${n8n.url}/webhook/hook-${name}/webhook?token=${token}`;

/** Items of all production executions of a workflow. */
async function received(workflowId: string): Promise<RunItem[]> {
	const summaries = await n8n.rest.listExecutions(workflowId, 100);
	const executions = await Promise.all(summaries.map(({ id }) => n8n.rest.waitForExecution(id)));
	return executions.flatMap((execution) => itemsOf(execution, 'Trigger'));
}

async function receivedAtLeast(workflowId: string, count: number): Promise<RunItem[]> {
	const deadline = Date.now() + WITHIN_MS;
	for (;;) {
		const items = await received(workflowId);
		if (items.length >= count || Date.now() > deadline) return items;
		await delay(500);
	}
}

async function activated(workflow: WorkflowFile): Promise<string> {
	const { id } = await n8n.rest.importWorkflow(workflow, credentials, {
		[`${PACKAGE_NAME}.alibabaCloudAiccsPollTrigger`]: 'alibabaCloudAccessKeyApi',
	});
	await n8n.rest.activate(id);
	return id;
}

async function restart(): Promise<void> {
	await n8n.stop();
	n8n = await startN8n({ ...options, env: { N8N_ENCRYPTION_KEY: n8n.encryptionKey } });
	await n8n.rest.signIn(OWNER);
}

function endedIn(taskId: string): string[] {
	const dialler = sandbox.aiccsState.tasks.get(taskId)?.dialler;
	return [...(dialler?.completed ?? []), ...(dialler?.failed ?? [])].map(({ detailId }) => detailId).sort();
}

/** Calls so many more numbers of a task, to the end of the last call. */
async function callMore(TaskId: string, count: number): Promise<void> {
	const numbers = Array.from({ length: count }, (_, index) => ({
		calleeNumber: String(13_600_000_000 + index),
		customerName: `Person ${index}`,
		carSeries: 'SUV',
	}));
	const form = { PhoneNumberList: JSON.stringify(numbers) };
	const imported = await callAiccs(
		sandbox.aiccs,
		'ImportTaskNumberDatas',
		{ TaskId, DataType: 'JSON' },
		{ form },
	);
	assert.equal(imported.json.Code, 'OK', imported.text);
	const started = await callAiccs(sandbox.aiccs, 'StartAiCallTask', { TaskId });
	assert.equal(started.json.Code, 'OK', started.text);
	for (let hour = 0; hour < 24; hour++) sandbox.clock.advance(3600);
}

const post = async (url: string, body: string, contentType = 'application/json') =>
	await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body });

before(async () => {
	userFolder = newUserFolder();
	await buildPackage();
	await packAndInstall(userFolder);
	sandbox = await openSandbox(SANDBOX_PORT, 1);
	options = { port: N8N_PORT, userFolder };
	n8n = await startN8n(options);
	credentials = await signUpWithCredentials(n8n, sandbox);
});

after(async () => {
	await n8n?.stop();
	await sandbox?.stop();
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
});

void describe('Alibaba Cloud AICCS Trigger', () => {
	const events = ['AlicomAgentCallReport', 'AlicomAgentCallNote'];
	let id: string;

	void it('acknowledges pushes in time and starts the workflow with each receipt once', async () => {
		id = await activated(triggerWorkflow('aiccs', 'alibabaCloudAiccsTrigger', { events, secret: SECRET }));
		const reports = await sandbox.push('AlicomAgentCallReport', hookUrl('aiccs'), {
			count: 100,
			batch: 20,
			duplicates: 40,
		});
		const notes = await sandbox.push('AlicomAgentCallNote', hookUrl('aiccs'), { count: 10 });
		await sandbox.push('NoteAgent', hookUrl('aiccs'), { count: 5 });
		for (const { requests } of [reports, notes]) {
			for (const { acknowledged, attempts } of requests) {
				assert.ok(acknowledged);
				assert.deepEqual(JSON.parse(attempts.at(-1)?.body ?? ''), { code: 0, msg: 'ok' });
			}
		}
		const items = await receivedAtLeast(id, 110);
		const keys = items.map(({ json }) => `${String(json.event)} ${String(json.callId)}`);
		assert.equal(keys.length, 110);
		assert.equal(new Set(keys).size, 110);
		assert.ok(items.some(({ json }) => typeof json.transcript === 'string'));
	});

	void it('loses and repeats nothing when pushes overlap', async () => {
		const pushes = Array.from({ length: 40 }, async (_, index) => {
			const body = Array.from({ length: 25 }, (_, record) => ({
				callId: `parallel-${(index % 20) * 25 + record}`,
				statusCode: '200100',
			}));
			return (await post(hookUrl('aiccs'), JSON.stringify(body))).status;
		});
		assert.deepEqual(new Set(await Promise.all(pushes)), new Set([200]));
		const items = await receivedAtLeast(id, 610);
		const ids = items
			.map(({ json }) => String(json.callId))
			.filter((callId) => callId.startsWith('parallel-'));
		assert.equal(ids.length, 500);
		assert.equal(new Set(ids).size, 500);
	});

	void it('refuses strangers and what is no receipt, starts nothing for them, and stays up', async () => {
		const receipt = JSON.stringify({ callId: 'late', statusCode: '200100' });
		const counted = (await n8n.rest.listExecutions(id, 100)).length;
		const wrong = await post(hookUrl('aiccs', 'guess'), receipt);
		assert.equal(wrong.status, 403);
		const answers = [
			await post(hookUrl('aiccs'), '[{"callId":'),
			await post(hookUrl('aiccs'), '{"hello":"world"}'),
			await post(hookUrl('aiccs'), `${'['.repeat(20_000)}${']'.repeat(20_000)}`),
			await post(hookUrl('aiccs'), JSON.stringify({ text: 'x'.repeat(5_000_000) })),
			await post(hookUrl('aiccs'), 'callId=1', 'application/x-www-form-urlencoded'),
		];
		for (const { status } of answers) assert.ok(status >= 400 && status < 500, `answered ${status}`);
		assert.equal((await n8n.rest.listExecutions(id, 100)).length, counted);
		const plain = await post(hookUrl('aiccs'), receipt, 'text/plain');
		assert.equal(plain.status, 200);
		const unknown = await post(hookUrl('aiccs'), receipt, 'application/octet-stream');
		assert.equal(unknown.status, 200);
		const many = Array.from({ length: 1000 }, (_, index) => ({ callId: `k${index}`, statusCode: '1' }));
		assert.equal((await post(hookUrl('aiccs'), JSON.stringify(many))).status, 200);
		assert.equal((await receivedAtLeast(id, 1611)).length, 1611);
	});

	void it('still knows after a restart what came before', async () => {
		await restart();
		const seen = Array.from({ length: 1000 }, (_, index) => ({ callId: `k${index}`, statusCode: '1' }));
		const body = JSON.stringify([...seen, { callId: 'after-restart', statusCode: '1' }]);
		assert.equal((await post(hookUrl('aiccs'), body)).status, 200);
		const items = await receivedAtLeast(id, 1612);
		assert.equal(items.length, 1612);
	});
});

void describe('Yunfu Trigger', () => {
	void it('starts the workflow with calls, and with the numbers a callback links to', async () => {
		const events = ['call', 'import_number'];
		const id = await activated(triggerWorkflow('yunfu', 'yunfuTrigger', { events, secret: SECRET }));
		const calls = await sandbox.push('call', hookUrl('yunfu'), { count: 3, duplicates: 1 });
		const numbers = await sandbox.push('import_number', hookUrl('yunfu'));
		assert.ok(calls.acknowledged && numbers.acknowledged);
		const items = await receivedAtLeast(id, 4);
		assert.equal(items.length, 4);
		const batch = items.find(({ json }) => json.event === 'import_number');
		assert.deepEqual(batch?.json.numbers, ['13012121212', '13924667471']);
	});
});

void describe('Alibaba Cloud AICCS Poll Trigger', () => {
	void it('hands over results once, n8n stopped and started in between', async () => {
		const task = [...sandbox.aiccsState.tasks.values()][2];
		const ended = endedIn(task.taskId);
		const id = await activated(
			triggerWorkflow('poll', 'alibabaCloudAiccsPollTrigger', {
				tasks: { task: [{ taskId: { __rl: true, mode: 'id', value: task.taskId } }] },
				startFrom: 'beginning',
				pollTimes: { item: [{ mode: 'everyMinute' }] },
			}),
		);
		const first = await receivedAtLeast(id, ended.length);
		assert.deepEqual(first.map(({ json }) => String(json.detailId)).sort(), ended);
		await n8n.stop();
		await callMore(task.taskId, 12);
		await restart();
		const all = await receivedAtLeast(id, ended.length + 12);
		assert.deepEqual(all.map(({ json }) => String(json.detailId)).sort(), endedIn(task.taskId));
		assert.equal(all.length, ended.length + 12);
		const requests = sandbox.requests.length;
		await restart();
		// It polls at once when it starts.
		while (sandbox.requests.length < requests + 2) await delay(100);
		await delay(2000);
		assert.equal((await received(id)).length, ended.length + 12);
	});
});
