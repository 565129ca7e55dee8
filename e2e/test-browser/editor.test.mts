import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Sandbox } from '../../sandbox/index.mts';
import { openEditor, type Editor } from '../browser.mts';
import { chain, type Step } from '../chain.mts';
import { newUserFolder, startN8n, type RunningN8n } from '../n8n.mts';
import { NodePanel } from '../node-panel.mts';
import { buildPackage, packAndInstall } from '../package-under-test.mts';
import { PACKAGE_NAME, repositoryFolder } from '../paths.mts';
import type { CredentialReference } from '../rest.mts';
import { importExample, openSandbox, OWNER, signUpWithCredentials } from '../stage.mts';

/** What an ops person does in the editor, in a real n8n and a real browser. */

const N8N_PORT = 5764;
const SANDBOX_PORT = 5765;
const SECRET = 'browser-secret-01';
const AICCS = `${PACKAGE_NAME}.alibabaCloudAiccs`;
const YUNFU = `${PACKAGE_NAME}.yunfu`;

let sandbox: Sandbox;
let n8n: RunningN8n;
let userFolder: string;
let credentials: Record<string, CredentialReference>;
let editor: Editor;
let page: Page;
let panel: NodePanel;
let taken = 0;

const start: Step = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
const lead: Step = {
	name: 'Lead',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		mode: 'raw',
		jsonOutput: '{"id":"lead-1","name":"Li Na","phone":"13800138000"}',
		options: {},
	},
};
const aiccs = (parameters: object): Step => ({ name: 'AICCS', type: AICCS, typeVersion: 1, parameters });
const yunfu = (parameters: object): Step => ({ name: 'Yunfu', type: YUNFU, typeVersion: 1, parameters });

/** Each has a picture in docs/images, which the READMEs show. */
const exampleNames = (): string[] =>
	readdirSync(path.join(repositoryFolder(), 'examples'))
		.filter((name) => name.endsWith('.json'))
		.map((name) => name.replace(/\.json$/, ''));

/** Stores a chain of nodes and opens it in the editor. */
async function open(name: string, steps: Step[]): Promise<string> {
	const workflow = chain(
		name,
		steps.map((step) => ({ ...step, webhookId: `browser-${name}` })),
	);
	const { id } = await n8n.rest.importWorkflow(workflow, credentials, {
		[AICCS]: 'alibabaCloudAccessKeyApi',
		[YUNFU]: 'yunfuApi',
		[`${PACKAGE_NAME}.alibabaCloudAiccsPollTrigger`]: 'alibabaCloudAccessKeyApi',
	});
	await editor.openWorkflow(id);
	return id;
}

async function openPanel(name: string, steps: Step[]): Promise<void> {
	await open(name, steps);
	await editor.openNode(steps[steps.length - 1].name);
}

async function eventually(holds: () => Promise<boolean>, what: string): Promise<void> {
	for (let tries = 0; tries < 600; tries++) {
		if (await holds()) return;
		await delay(100);
	}
	assert.fail(what);
}

before(async () => {
	userFolder = newUserFolder();
	await buildPackage();
	await packAndInstall(userFolder);
	sandbox = await openSandbox(SANDBOX_PORT, 60);
	n8n = await startN8n({ port: N8N_PORT, userFolder });
	credentials = await signUpWithCredentials(n8n, sandbox);
	editor = await openEditor({ url: n8n.url, login: OWNER, width: 1500, height: 1000 });
	({ page } = editor);
	page.setDefaultTimeout(60_000);
	panel = new NodePanel(page);
});

after(async () => {
	await editor?.close();
	await n8n?.stop();
	await sandbox?.stop();
	rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
});

afterEach(async () => {
	await editor.screenshot(`browser-${String(++taken).padStart(2, '0')}`);
});

void describe('In the editor', () => {
	void it('the node creator finds the nodes by English, pinyin and Chinese words', async () => {
		await page.goto(`${n8n.url}/workflow/new`);
		await page.locator('[data-test-id="node-creator-plus-button"]').click();
		const search = page.locator('[data-test-id="node-creator-search-bar"]');
		const names = page.locator('[data-test-id="node-creator-item-name"]');
		for (const [words, node] of [
			[
				['AICCS', 'alibaba', 'voice agent', 'aliyun', 'waihu', '阿里云', '外呼', '智能联络中心'],
				'Alibaba Cloud AICCS',
			],
			[['yunfu', 'outbound call', 'waihu', '云蝠', '外呼'], 'Yunfu'],
		] as Array<[string[], string]>) {
			for (const word of words) {
				await search.fill(word);
				await eventually(
					async () => (await names.allTextContents()).some((name) => name.trim() === node),
					`"${word}" does not find ${node}: ${(await names.allTextContents()).join()}`,
				);
			}
		}
	});

	void it('a credential fails its test with a wrong secret, says why, and passes with the right one', async () => {
		await openPanel('credential', [start, aiccs({ resource: 'agent', operation: 'getAll' })]);
		await page.locator('[data-test-id="node-credentials-select"]').click();
		await page.locator('[data-test-id="node-credentials-select-item-new"]').click();
		const dialog = page.locator('[data-test-id="credential-edit-dialog"]');
		const fill = async (name: string, text: string) =>
			await dialog.locator(`[data-test-id="parameter-input-${name}"] input`).fill(text);
		await fill('accessKeyId', sandbox.aiccs.accessKeyId);
		await fill('accessKeySecret', 'not-the-secret');
		await fill('endpoint', sandbox.aiccs.endpoint);
		await page.locator('[data-test-id="credential-save-button"]').click();
		await dialog.getByText('More details').click();
		const why = await dialog.innerText();
		assert.match(why, /AccessKey Secret/);
		assert.match(why, /(wrong|does not fit|not right|check)/i);
		await editor.screenshot('browser-credential-refused');
		await fill('accessKeySecret', sandbox.aiccs.accessKeySecret);
		await page.locator('[data-test-id="credential-save-button"]').click();
		await dialog.waitFor({ state: 'hidden' });
	});

	void it('Yunfu says that the token is wrong', async () => {
		await openPanel('yunfu-credential', [start, yunfu({ resource: 'line', operation: 'getAll' })]);
		await page.locator('[data-test-id="node-credentials-select"]').click();
		await page.locator('[data-test-id="node-credentials-select-item-new"]').click();
		const dialog = page.locator('[data-test-id="credential-edit-dialog"]');
		const fill = async (name: string, text: string) =>
			await dialog.locator(`[data-test-id="parameter-input-${name}"] input`).fill(text);
		await fill('baseUrl', sandbox.yunfu.baseUrl);
		await fill('token', 'not-the-token');
		await fill('userId', sandbox.yunfu.userId);
		await page.locator('[data-test-id="credential-save-button"]').click();
		await dialog.getByText('More details').click();
		assert.match(await dialog.innerText(), /token/i);
		await editor.screenshot('browser-yunfu-refused');
	});

	void it('resource and operation bring their own fields', async () => {
		await openPanel('resource', [start, aiccs({})]);
		await panel.choose('resource', 'Number');
		await panel.choose('operation', 'Import One');
		await eventually(async () => await panel.shows('phoneNumber'), 'Phone Number does not appear');
		await panel.choose('resource', 'Voice');
		await eventually(async () => !(await panel.shows('phoneNumber')), 'Phone Number stays');
	});

	void it('fields of a call task appear when they apply: start time, retry, agent or application', async () => {
		await openPanel('conditions', [start, aiccs({ resource: 'callTask', operation: 'create' })]);
		assert.equal(await panel.shows('taskStartTime'), false);
		await panel.choose('startType', 'Scheduled');
		await eventually(async () => await panel.shows('taskStartTime'), 'Start Time does not appear');
		await panel.choose('startType', 'Immediately');
		await eventually(async () => !(await panel.shows('taskStartTime')), 'Start Time stays');

		assert.equal(await panel.shows('callRetryTimes'), false);
		await panel.toggle('missCallRetry');
		await eventually(async () => await panel.shows('callRetryTimes'), 'the retries do not appear');

		assert.equal(await panel.shows('agentId'), true);
		await panel.choose('conversationBy', 'LLM Application');
		await eventually(async () => await panel.shows('applicationCode'), 'Application Code does not appear');
		assert.equal(await panel.shows('agentId'), false);
	});

	void it('fields of a Yunfu task follow its type, its script mode, redial and its generation', async () => {
		const appears = async (name: string) =>
			await eventually(async () => await panel.shows(name), `${name} does not appear`);
		const vanishes = async (name: string) =>
			await eventually(async () => !(await panel.shows(name)), `${name} stays`);
		await openPanel('yunfu-conditions', [start, yunfu({ resource: 'task', operation: 'create' })]);
		const ofMode = {
			'By Time of Day': 'timeWindows',
			'By Number Variable': 'variableRules',
			'Several Scripts': 'dialMode',
		};
		for (const [mode, field] of Object.entries(ofMode)) {
			await vanishes(field);
			await panel.choose('scriptMode', mode);
			await appears(field);
		}
		await panel.choose('scriptMode', 'One Script');
		for (const field of Object.values(ofMode)) await vanishes(field);

		await vanishes('redialTimes');
		await panel.toggle('redial');
		await appears('redialTimes');
		await panel.choose('taskType', 'Previous 2.0');
		await vanishes('redialTimes');
		await appears('redialRules');
		await panel.close();

		await openPanel('yunfu-generation', [start, yunfu({ resource: 'task', operation: 'update' })]);
		await appears('taskType');
		await panel.choose('generation', '1.0');
		await vanishes('taskType');
	});

	void it('a list is searched, and goes on when scrolled', async () => {
		await openPanel('locator', [start, aiccs({ resource: 'callTask', operation: 'get' })]);
		const items = await panel.openLocator('taskId');
		const first = await items.count();
		await items.last().scrollIntoViewIfNeeded();
		await page.mouse.wheel(0, 4000);
		await eventually(async () => (await items.count()) > first || first > 10, 'no second page came');
		const wanted = (await items.last().innerText()).trim();
		await page.locator('[data-test-id="rlc-search"]:visible').fill(wanted.slice(0, 12));
		await eventually(
			async () => (await items.allInnerTexts()).every((text) => text.includes(wanted.slice(0, 12))),
			'the search finds others',
		);
		await items.first().click();
		await eventually(
			async () => (await panel.field('taskId').locator('input').last().inputValue()) !== '',
			'nothing is chosen',
		);
	});

	void it('an input field is dragged on a variable, and the step gives items', async () => {
		const [task] = sandbox.aiccsState.tasks.values();
		await openPanel('drag', [
			start,
			lead,
			aiccs({
				resource: 'number',
				operation: 'importOne',
				taskId: { __rl: true, mode: 'id', value: task.taskId },
				phoneNumber: '',
				specifyVariables: 'pairs',
			}),
		]);
		await page.locator('[data-test-id="execute-previous-node"]').first().click();
		const pill = page.locator('[data-test-id="ndv-input-panel"]').getByText('phone', { exact: true }).first();
		await pill.waitFor();
		const from = await pill.boundingBox();
		const to = await panel.field('phoneNumber').boundingBox();
		assert.ok(from && to);
		await page.mouse.move(from.x + 5, from.y + 5);
		await page.mouse.down();
		await page.mouse.move(from.x + 60, from.y + 20, { steps: 5 });
		await page.mouse.move(to.x + 60, to.y + 10, { steps: 15 });
		await delay(200);
		await page.mouse.up();
		await eventually(
			async () => (await panel.field('phoneNumber').innerText()).includes('$json.phone'),
			'the field holds no expression',
		);
		await panel.execute();
		const output = page.locator('[data-test-id="output-panel"]');
		await output.getByText('detailId').first().waitFor();
		assert.equal(sandbox.ledger.entries('number', 'aiccs').slice(-1)[0].number, '13800138000');
	});

	void it('an error stands in the output, and an empty required field is marked', async () => {
		await openPanel('error', [
			start,
			aiccs({
				resource: 'number',
				operation: 'importOne',
				taskId: { __rl: true, mode: 'id', value: '={{ "118" }}' },
				phoneNumber: '={{ "12" }}',
			}),
		]);
		await panel.execute();
		const output = page.locator('[data-test-id="output-panel"]');
		await output
			.getByText(/Phone Number/)
			.first()
			.waitFor();
		await editor.screenshot('browser-error');
		await panel.close();
		await openPanel('empty', [start, aiccs({ resource: 'callTask', operation: 'create', taskName: '' })]);
		await panel.fill('taskName', 'x');
		await panel.fill('taskName', '');
		await eventually(
			async () => (await page.locator('[data-test-id="parameter-issues"]:visible').count()) > 0,
			'no field is marked',
		);
	});

	void it('an AI agent takes the node as its tool', async () => {
		await open('agent', [
			start,
			{
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3,
				parameters: { promptType: 'define', text: 'Go' },
			},
		]);
		await page
			.locator(
				'[data-test-id="canvas-node"][data-node-name="Agent"] [data-test-id="canvas-node-input-handle"]',
			)
			.filter({ hasText: /Tool/ })
			.locator('[data-test-id="canvas-handle-plus"]')
			.click();
		await page.locator('[data-test-id="node-creator-search-bar"]').fill('AICCS');
		await page
			.locator('[data-test-id="node-creator-item-name"]')
			.filter({ hasText: 'AICCS' })
			.first()
			.click();
		await eventually(
			async () => (await page.locator('[data-test-id="edge"]').count()) === 2,
			'the tool is not connected',
		);
	});

	void it('a pushed receipt shows up as an execution of the active workflow', async () => {
		const id = await open('trigger', [
			{
				name: 'Receipts',
				type: `${PACKAGE_NAME}.alibabaCloudAiccsTrigger`,
				typeVersion: 1.1,
				parameters: { events: ['AlicomAgentCallReport'], secret: SECRET },
			},
		]);
		await editor.openNode('Receipts');
		await page.getByText('Pull in call results from Alibaba Cloud').first().waitFor();
		await editor.screenshot('browser-trigger-panel');
		await panel.close();
		await n8n.rest.activate(id);
		const { acknowledged } = await sandbox.push(
			'AlicomAgentCallReport',
			`${n8n.url}/webhook/browser-trigger/webhook?token=${SECRET}`,
			{ count: 2 },
		);
		assert.ok(acknowledged);
		await page.goto(`${n8n.url}/workflow/${id}/executions`);
		await page
			.getByText(/Succeeded/)
			.first()
			.waitFor();
	});

	void it('Fetch Test Event of the poll trigger shows a real result', async () => {
		const task = [...sandbox.aiccsState.tasks.values()][2];
		await openPanel('poll', [
			{
				name: 'Results',
				type: `${PACKAGE_NAME}.alibabaCloudAiccsPollTrigger`,
				typeVersion: 1,
				parameters: { tasks: { task: [{ taskId: { __rl: true, mode: 'id', value: task.taskId } }] } },
			},
		]);
		await page.getByRole('button', { name: 'Fetch Test Event' }).first().click();
		await page.locator('[data-test-id="output-panel"]').getByText('detailId').first().waitFor();
	});

	for (const example of exampleNames()) {
		void it(`the picture of ${example}`, async () => {
			const stored = await importExample(n8n, `${example}.json`, credentials);
			await editor.openWorkflow(stored.id);
			await page.addStyleTag({ content: '[data-test-id="workflow-chat-button"] { display: none; }' });
			await page.locator('[data-test-id="zoom-to-fit"]').click();
			await delay(500);
			const canvas = await page.locator('[data-test-id="canvas"]').boundingBox();
			assert.ok(canvas);
			const drawn = await page.locator('[data-test-id="sticky"], [data-test-id="canvas-node"]').all();
			const boxes = (await Promise.all(drawn.map((node) => node.boundingBox()))).filter(
				(box) => box !== null,
			);
			const margin = 24;
			// A name may be wider than its node, and what can be added stands beside it.
			const besides = 64;
			const x = Math.max(canvas.x, Math.min(...boxes.map((box) => box.x)) - besides);
			const y = Math.max(canvas.y, Math.min(...boxes.map((box) => box.y)) - margin);
			const right = Math.max(...boxes.map((box) => box.x + box.width)) + besides;
			// Names stand below their nodes.
			const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + 2 * margin;
			await page.screenshot({
				path: path.join(repositoryFolder(), 'docs', 'images', `${example}.png`),
				clip: {
					x,
					y,
					width: Math.min(right, canvas.x + canvas.width) - x,
					height: Math.min(bottom, canvas.y + canvas.height) - y,
				},
			});
		});
	}
});
