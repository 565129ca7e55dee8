import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Sandbox } from '../../sandbox/index.mts';
import { failureOf, itemsOf } from '../execution.mts';
import { buildPackage } from '../package-under-test.mts';
import { PACKAGE_NAME } from '../paths.mts';
import { importOneWorkflow } from '../queue-workflows.mts';
import { startQueueMode, type QueueMode } from '../queue.mts';
import { HIGH_LIMITS, newTask, openSandbox, signUpWithCredentials } from '../stage.mts';

/**
 * A worker holds the lock of its job for a minute (n8n's default, which this leaves alone) and renews it meanwhile. One
 * that is too busy to renew it loses the job: n8n tells that the run failed, and the worker goes on sending.
 */

const FIRST_PORT = 5780;
const SANDBOX_PORT = 5786;
const COUNT = 5000;

let sandbox: Sandbox;
let queue: QueueMode;

before(async () => {
	await buildPackage();
	sandbox = await openSandbox(SANDBOX_PORT, 1);
	queue = await startQueueMode({ firstPort: FIRST_PORT, workers: 1 });
});

after(async () => {
	await queue?.stop();
	await sandbox?.stop();
});

void describe('A worker with a request for each of 5,000 items', () => {
	void it('keeps its job to the end, and each number is accepted once', async () => {
		const { rest } = queue.main;
		const credentials = await signUpWithCredentials(queue.main, sandbox, HIGH_LIMITS);
		const taskId = await newTask(sandbox, 'One by one');
		const { id: workflowId } = await rest.importWorkflow(importOneWorkflow(taskId), credentials, {
			[`${PACKAGE_NAME}.alibabaCloudAiccs`]: 'alibabaCloudAccessKeyApi',
		});
		await rest.activate(workflowId);
		const numbers = Array.from({ length: COUNT }, (_, index) => ({
			id: `lead-${index}`,
			phone: String(13_300_000_000 + index),
		}));
		const answer = await fetch(`${queue.webhook.url}/webhook/import-one`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ numbers }),
		});
		assert.equal(answer.status, 200, await answer.text());

		const [{ id }] = await rest.listExecutions(workflowId);
		const execution = await rest.waitForExecution(id);
		assert.equal(execution.status, 'success', failureOf(execution));
		assert.equal(itemsOf(execution, 'Import').length, COUNT);
		assert.deepEqual(
			sandbox.ledger
				.entries('number', 'aiccs')
				.filter((entry) => entry.taskId === taskId)
				.map(({ number }) => number)
				.sort(),
			numbers.map(({ phone }) => phone),
		);
		assert.deepEqual(sandbox.ledger.duplicates(), []);
	});
});
