import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/index.mts';
import { failureOf, hasEnded, itemsOf, type Execution } from '../execution.mts';
import { pushesOf } from '../load/pushes.mts';
import { callIdsSeen, endedExecutions } from '../load/seen.mts';
import { buildPackage } from '../package-under-test.mts';
import { PACKAGE_NAME } from '../paths.mts';
import {
	campaignWorkflow,
	importMissingWorkflow,
	importWorkflow,
	receiptsWorkflow,
} from '../queue-workflows.mts';
import { executionsOf, kill, startQueueMode, type QueueMode } from '../queue.mts';
import type { CredentialReference, WorkflowFile } from '../rest.mts';
import { newTask, openSandbox, sandboxCredentials, signUpWithCredentials } from '../stage.mts';

/** n8n in queue mode: a main process, two workers, a webhook processor. Run: `npm run test:queue` */

const FIRST_PORT = 5770;
const SANDBOX_PORT = 5777;
const SECRET = 'queue-secret-0001';
/** Faster than n8n's own minute, so that the test need not wait for it. */
const STALLED = {
	QUEUE_WORKER_LOCK_DURATION: '20000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '4000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};
const STALLED_WITHIN_MS = 300_000;

let sandbox: Sandbox;
let queue: QueueMode;
let credentials: Record<string, CredentialReference>;

async function activated(workflow: WorkflowFile, chosen = credentials): Promise<string> {
	const { rest } = queue.main;
	const { id } = await rest.importWorkflow(workflow, chosen, {
		[`${PACKAGE_NAME}.alibabaCloudAiccs`]: 'alibabaCloudAccessKeyApi',
	});
	await rest.activate(id);
	return id;
}

async function post(url: string, body: string): Promise<string> {
	const headers = { 'content-type': 'application/json' };
	const response = await fetch(url, { method: 'POST', headers, body });
	const text = await response.text();
	assert.equal(response.status, 200, text.slice(0, 500));
	return text;
}

/** Why executions of a workflow failed, if any did. */
async function failuresOf(workflowId: string): Promise<string[]> {
	const executions = await endedExecutions(queue.main.rest, workflowId);
	const failed = executions.filter(({ status }) => status !== 'success');
	return await Promise.all(failed.map(async ({ id }) => failureOf(await queue.main.rest.getExecution(id))));
}

async function eventually<T>(
	find: () => T | undefined | Promise<T | undefined>,
	what: string,
	withinMs: number,
): Promise<T> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const found = await find();
		if (found !== undefined) return found;
		assert.ok(Date.now() < deadline, `${what} did not come within ${withinMs / 1000} s`);
		await delay(250);
	}
}

const phones = (first: number, count: number) =>
	Array.from({ length: count }, (_, index) => ({ phone: String(first + index) }));

before(async () => {
	await buildPackage();
	sandbox = await openSandbox(SANDBOX_PORT, 600);
	queue = await startQueueMode({ firstPort: FIRST_PORT, env: STALLED });
	credentials = await signUpWithCredentials(queue.main, sandbox);
});

after(async () => {
	await queue?.stop();
	await sandbox?.stop();
});

/** Most requests that arrived within so many ms. */
function mostWithin(ms: number, times: number[]): number {
	const sorted = [...times].sort((a, b) => a - b);
	let first = 0;
	return sorted.reduce((most, time, index) => {
		while (time - sorted[first] >= ms) first++;
		return Math.max(most, index - first + 1);
	}, 0);
}

void describe('Campaigns', () => {
	const CAMPAIGNS = 20;
	const LEADS = 50;
	/** so low that 20 campaigns would go far beyond it */
	const REQUESTS_PER_SECOND = 5;
	const WINDOW_SECONDS = 2;
	/** what a loaded machine may hold up and let through late */
	const JITTER_SECONDS = 1;

	async function slowCredentials(): Promise<Record<string, CredentialReference>> {
		const [aiccs] = sandboxCredentials(sandbox);
		const data = { ...aiccs.data, requestsPerSecond: REQUESTS_PER_SECOND };
		return {
			[aiccs.type]: await queue.main.rest.createCredential({ ...aiccs, name: 'Slow', data }),
		};
	}

	void it('runs 20 at once on two workers, each with its own numbers and results', async (t) => {
		const workflowId = await activated(campaignWorkflow(), await slowCredentials());
		const tasks = sandbox.ledger.entries('task', 'aiccs').length;
		const requests = sandbox.requests.length;
		const campaigns = Array.from({ length: CAMPAIGNS }, (_, index) => ({
			name: `Campaign ${index}`,
			numbers: phones(13_100_000_000 + index * 1000, LEADS),
		}));
		const posts = await Promise.allSettled(
			campaigns.map(async (campaign) => {
				return await post(`${queue.webhook.url}/webhook/campaign`, JSON.stringify(campaign));
			}),
		);
		assert.deepEqual(await failuresOf(workflowId), []);
		const answers = posts.map((answer, index) => {
			assert.ok(answer.status === 'fulfilled', JSON.stringify(answer));
			const details = JSON.parse(answer.value) as Array<Record<string, unknown>>;
			return { wanted: campaigns[index].numbers.map(({ phone }) => phone), details };
		});
		for (const { wanted, details } of answers) {
			assert.deepEqual(details.map(({ calledNumber }) => String(calledNumber)).sort(), wanted);
			assert.equal(new Set(details.map(({ taskId }) => taskId)).size, 1);
			assert.ok(details.every(({ callResult }) => callResult !== undefined));
		}
		assert.equal(new Set(answers.map(({ details }) => details[0]?.taskId)).size, CAMPAIGNS);
		assert.equal(sandbox.ledger.entries('task', 'aiccs').length - tasks, CAMPAIGNS);
		assert.equal(sandbox.ledger.entries('number', 'aiccs').length, CAMPAIGNS * LEADS);
		assert.deepEqual(sandbox.ledger.duplicates(), []);

		assert.equal((await queue.main.rest.allExecutions(workflowId)).length, CAMPAIGNS);
		const shares = queue.workers.map((worker) => new Set(executionsOf(worker)).size);
		assert.ok(Math.min(...shares) > 0, `executions per worker: ${shares.join(', ')}`);
		t.diagnostic(`executions per worker: ${shares.join(' and ')}`);

		// the limit is one of each process
		const arrivals = sandbox.requests.slice(requests).map(({ receivedAt }) => receivedAt);
		const busiest = mostWithin(WINDOW_SECONDS * 1000, arrivals);
		const most = queue.workers.length * REQUESTS_PER_SECOND * (WINDOW_SECONDS + JITTER_SECONDS);
		t.diagnostic(
			`limit ${REQUESTS_PER_SECOND} a second in each of ${queue.workers.length} workers: at most ${busiest} of ${arrivals.length} requests in ${WINDOW_SECONDS} s`,
		);
		assert.ok(busiest <= most, `${busiest} requests in ${WINDOW_SECONDS} s`);
	});
});

void describe('Receipts', () => {
	const hook = (url: string) => `${url}/webhook/hook-receipts/webhook?token=${SECRET}`;
	const seenTwice = (seen: string[]) => seen.length - new Set(seen).size;
	let workflowId: string;

	const seen = () => callIdsSeen(queue.main.rest, workflowId, 'Trigger');

	void it('through the webhook processor start the workflow on the workers once each', async () => {
		workflowId = await activated(receiptsWorkflow(SECRET));
		const report = await sandbox.push('AlicomAgentCallReport', hook(queue.webhook.url), {
			count: 100,
			batch: 20,
			duplicates: 40,
		});
		assert.ok(report.acknowledged);
		const ids = await seen();
		assert.equal(ids.length, 100);
		assert.equal(seenTwice(ids), 0);
		const byWorkers = new Set(queue.workers.flatMap(executionsOf));
		const executions = await endedExecutions(queue.main.rest, workflowId);
		assert.ok(executions.every(({ id }) => byWorkers.has(id)));
	});

	void it('that another process took before start nothing', async () => {
		const before = (await seen()).length;
		const pushes = pushesOf(1, 9, 20);
		for (const { body } of pushes) await post(hook(queue.webhook.url), body);
		for (const { body } of pushes) await post(hook(queue.main.url), body);
		const ids = await seen();
		assert.equal(ids.length - before, 180);
		assert.equal(seenTwice(ids), 0);
	});

	void it('lose nothing when two processes get them at the same moment', async (t) => {
		const before = (await seen()).length;
		const pushes = pushesOf(2, 9, 20);
		for (const { body } of pushes) {
			await Promise.all([queue.webhook, queue.main].map(async ({ url }) => await post(hook(url), body)));
		}
		const ids = (await seen()).filter((id) => id.startsWith('10002'));
		assert.equal(new Set(ids).size, 180);
		// one process cannot see what another one is about to write, but itself takes each once
		const times = new Map<string, number>();
		for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
		assert.ok(Math.max(...times.values()) <= 2);
		t.diagnostic(`of 180 receipts sent to both at once, ${seenTwice(ids)} started the workflow twice`);
		assert.equal((await seen()).length - before, ids.length);
	});
});

void describe('A worker that is killed', () => {
	const NUMBERS = 20_000;
	const BATCH = 1000;
	const KILLED_IN = 8;
	const leads = phones(13_200_000_000, NUMBERS);
	let taskId: string;
	let importId: string;

	const body = () => JSON.stringify({ taskId, numbers: leads.map((lead) => ({ ...lead, taskId })) });
	const entered = () => sandbox.ledger.entries('number', 'aiccs').filter((entry) => entry.taskId === taskId);

	async function theExecution(workflowId: string): Promise<string> {
		const find = async () => (await queue.main.rest.listExecutions(workflowId)).at(0)?.id;
		return await eventually(find, 'the execution', 120_000);
	}

	void it('in an import of 20,000 numbers leaves each accepted once or not sent, and nothing is run again', async (t) => {
		taskId = await newTask(sandbox, 'Killed worker');
		importId = await activated(importWorkflow());
		let arrived = 0;
		let answerIsDue: () => void;
		const inBatch = new Promise<void>((resolve) => (answerIsDue = resolve));
		sandbox.faults.add({
			match: {
				action: 'ImportTaskNumberDatas',
				predicate: () => {
					arrived++;
					if (arrived === KILLED_IN) answerIsDue();
					return arrived === KILLED_IN;
				},
			},
			// accepted, and the answer comes too late for the process that waits for it
			kind: 'delay',
			ms: 180_000,
		});
		await post(`${queue.webhook.url}/webhook/import`, body());
		await inBatch;
		const executionId = await theExecution(importId);
		const victim = queue.workers.find((worker) => executionsOf(worker).includes(executionId));
		assert.ok(victim, 'no worker has begun the execution');
		await eventually(() => entered().length >= KILLED_IN * BATCH || undefined, 'the batch', 60_000);
		assert.equal((await queue.main.rest.getExecution(executionId)).status, 'running');
		const killedAt = Date.now();
		kill(victim);

		const ended = await eventually(
			async (): Promise<Execution | undefined> => {
				const execution = await queue.main.rest.getExecution(executionId);
				return hasEnded(execution.status) ? execution : undefined;
			},
			'the end of the execution',
			STALLED_WITHIN_MS,
		);
		t.diagnostic(`${((Date.now() - killedAt) / 1000).toFixed(0)} s after the kill: ${failureOf(ended)}`);
		assert.ok(ended.status === 'error' || ended.status === 'crashed', ended.status);
		// what the node had got answers for died with it
		assert.deepEqual(itemsOf(ended, 'Import'), []);

		// time enough for the other worker to take the job, if n8n gave it to anyone
		await delay(15_000);
		const runs = queue.workers.flatMap(executionsOf).filter((id) => id === executionId);
		assert.equal(runs.length, 1);
		assert.equal((await queue.main.rest.listExecutions(importId)).length, 1);
		assert.equal(arrived, KILLED_IN);
		assert.deepEqual(
			entered().map(({ number }) => number),
			leads.slice(0, KILLED_IN * BATCH).map(({ phone }) => phone),
		);
		assert.deepEqual(sandbox.ledger.duplicates('number'), []);
	});

	void it('leaves the rest to a run that stops the task, asks the platform what is there and imports what is not', async () => {
		const missingId = await activated(importMissingWorkflow());
		await post(`${queue.webhook.url}/webhook/import-missing`, body());
		const execution = await queue.main.rest.waitForExecution(await theExecution(missingId));
		assert.equal(execution.status, 'success', failureOf(execution));
		assert.equal(itemsOf(execution, 'Import').length, NUMBERS - KILLED_IN * BATCH);
		assert.deepEqual(
			entered().map(({ number }) => number),
			leads.map(({ phone }) => phone),
		);
		assert.deepEqual(sandbox.ledger.duplicates('number'), []);
	});
});
