import assert from 'node:assert/strict';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sandbox, VendorRequest } from '../../sandbox/index.mts';
import { chain, madeLeads } from '../chain.mts';
import { itemsOf, type Execution } from '../execution.mts';
import { HealthWatch, longestSilence } from '../health.mts';
import { newUserFolder, startN8n, type RunningN8n } from '../n8n.mts';
import { buildPackage, packAndInstall } from '../package-under-test.mts';
import { PACKAGE_NAME } from '../paths.mts';
import type { CredentialReference, WorkflowFile } from '../rest.mts';
import { HIGH_LIMITS, openSandbox, signUpWithCredentials } from '../stage.mts';

/** The cases that matter most, in a real n8n: what its database and its log hold afterwards, too. */

const N8N_PORT = 5750;
const SANDBOX_PORT = 5751;
const COUNT = 1000;

let sandbox: Sandbox;
let n8n: RunningN8n;
let userFolder: string;
let credentials: Record<string, CredentialReference>;

/** As many items as wanted, into one node of the package, and a node behind each of its outputs. */
function workflow(name: string, count: number, parameters: object, settings: object = {}): WorkflowFile {
	const type = `${PACKAGE_NAME}.alibabaCloudAiccs`;
	return chain(name, [...madeLeads(count), { name: 'AICCS', type, typeVersion: 1, parameters, ...settings }]);
}

async function stored(file: WorkflowFile): Promise<string> {
	const { id } = await n8n.rest.importWorkflow(file, credentials, {
		[`${PACKAGE_NAME}.alibabaCloudAiccs`]: 'alibabaCloudAccessKeyApi',
	});
	return id;
}

const place = {
	resource: 'call',
	operation: 'place',
	calledNumber: '={{ $json.phone }}',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
	outId: '={{ $json.id }}',
};

const calls = () => sandbox.ledger.entries('call', 'aiccs');
const errorOf = (execution: Execution) => JSON.stringify(execution.error ?? execution.runData['AICCS']);

before(async () => {
	userFolder = newUserFolder();
	await buildPackage();
	await packAndInstall(userFolder);
	sandbox = await openSandbox(SANDBOX_PORT, 1);
	n8n = await startN8n({ port: N8N_PORT, userFolder, env: { N8N_LOG_LEVEL: 'debug' } });
	credentials = await signUpWithCredentials(n8n, sandbox, HIGH_LIMITS);
});

after(async () => {
	await n8n?.stop();
	await sandbox?.stop();
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
});

beforeEach(() => sandbox.reset());

void describe('Nothing lost, nobody called twice', () => {
	void it('an answer that is cut off leaves an unknown outcome, accepted once', async () => {
		sandbox.faults.add({ match: { action: 'LlmSmartCall', nth: 2 }, kind: 'reset-after' });
		const id = await stored(
			workflow('cut', 3, place, {
				onError: 'continueRegularOutput',
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 10,
			}),
		);
		const execution = await n8n.rest.runToEnd(id);
		const items = itemsOf(execution, 'AICCS');
		assert.equal(items.length, 3);
		const unknown = items.filter(({ json }) => String(json.error ?? '').startsWith('Unknown outcome'));
		assert.equal(unknown.length, 1);
		assert.deepEqual([calls().length, new Set(calls().map(({ number }) => number)).size], [3, 3]);
	});

	void it('Retry On Fail calls each of 1,000 numbers once, a tenth refused at first', async () => {
		const refused = new Set<string>();
		const predicate = ({ query }: VendorRequest) => {
			const number = query.get('CalledNumber') ?? '';
			if (!number.endsWith('0') || refused.has(number)) return false;
			refused.add(number);
			return true;
		};
		sandbox.faults.add({
			match: { action: 'LlmSmartCall', predicate },
			kind: 'business-error',
			times: Number.POSITIVE_INFINITY,
		});
		const id = await stored(
			workflow('retry', COUNT, place, { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 }),
		);
		const execution = await n8n.rest.runToEnd(id);
		assert.equal(execution.status, 'success', errorOf(execution).slice(0, 500));
		assert.equal(itemsOf(execution, 'AICCS').length, COUNT);
		assert.equal(refused.size, COUNT / 10);
		assert.deepEqual([calls().length, new Set(calls().map(({ number }) => number)).size], [COUNT, COUNT]);
	});

	void it('failed items leave by the error output, in order, the good ones by the other', async () => {
		const predicate = ({ query }: VendorRequest) => query.get('CalledNumber')?.endsWith('3') ?? false;
		sandbox.faults.add({
			match: { action: 'LlmSmartCall', predicate },
			kind: 'business-error',
			times: Number.POSITIVE_INFINITY,
		});
		const execution = await n8n.rest.runToEnd(
			await stored(workflow('split', 20, place, { onError: 'continueErrorOutput' })),
		);
		const pairs = (output: number) =>
			itemsOf(execution, 'AICCS', output).map(({ pairedItem }) => (pairedItem as { item: number }).item);
		assert.deepEqual(pairs(1), [3, 13]);
		assert.deepEqual(
			pairs(0),
			Array.from({ length: 20 }, (_, index) => index).filter((index) => index % 10 !== 3),
		);
	});

	void it('a stopped execution sends nothing more', async () => {
		sandbox.settings.latencyMs = 100;
		const id = await stored(workflow('stop', COUNT, place));
		const executionId = await n8n.rest.run(id);
		while (calls().length < 40) await delay(20);
		await n8n.rest.stopExecution(executionId);
		await delay(500);
		const sent = calls().length;
		await delay(1500);
		assert.equal(calls().length, sent);
		assert.ok(sent < COUNT, `${sent} were called`);
	});

	void it('n8n answers others while 2,000 numbers are called one by one', async (t) => {
		// 20 at a time: the calls take 10 s on any machine, so that what else its load holds up is small beside them
		sandbox.settings.latencyMs = 100;
		const id = await stored(workflow('many', 2 * COUNT, place));
		const watch = await HealthWatch.start(n8n.url);
		const execution = await n8n.rest.runToEnd(id);
		const answers = await watch.stop();
		assert.equal(execution.status, 'success', errorOf(execution).slice(0, 500));
		assert.equal(new Set(calls().map(({ number }) => number)).size, 2 * COUNT);
		const [{ startTime, executionTime }] = execution.runData['AICCS'];
		const silence = longestSilence(answers, startTime, startTime + executionTime);
		const told = `of ${executionTime} ms n8n answered nobody for ${silence} ms at a stretch`;
		t.diagnostic(told);
		// a share, because a slow machine takes longer for everything; one loop over all items takes most of the time
		assert.ok(silence <= executionTime / 4, told);
	});

	void it('neither the executions nor the log hold a secret', async () => {
		for (const kind of ['unauthorized', 'reset-before', 'html', 'business-error'] as const) {
			sandbox.reset();
			sandbox.faults.add({ match: { vendor: 'aiccs' }, kind, times: Number.POSITIVE_INFINITY });
			await n8n.rest.runToEnd(
				await stored(
					workflow(`secret ${kind}`, 1, { resource: 'voice', operation: 'getAll', returnAll: true }),
				),
			);
		}
		await n8n.stop();
		const { accessKeySecret } = sandbox.aiccs;
		const folder = path.join(userFolder, '.n8n');
		const files = readdirSync(folder).filter((name) => name.startsWith('database.sqlite'));
		assert.ok(files.length > 0);
		const texts = [...files.map((name) => path.join(folder, name)), n8n.logFile].map((file) =>
			readFileSync(file, 'latin1'),
		);
		for (const text of texts) {
			for (const secret of [accessKeySecret, sandbox.yunfu.token, 'ACS3-HMAC-SHA256 Credential']) {
				assert.ok(!text.includes(secret), `${secret.slice(0, 4)}… is there`);
			}
		}
	});
});
