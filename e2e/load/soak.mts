import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { writeSection } from '../../bench/section.mts';
import type { FaultKind, Sandbox } from '../../sandbox/index.mts';
import { byId, chain, splitOut, webhook, type Step } from '../chain.mts';
import { residentMb } from '../memory.mts';
import { newUserFolder, startN8n, type RunningN8n } from '../n8n.mts';
import { buildPackage, packAndInstall } from '../package-under-test.mts';
import { PACKAGE_NAME, repositoryFolder } from '../paths.mts';
import type { WorkflowFile } from '../rest.mts';
import { newTask, openSandbox, signUpWithCredentials } from '../stage.mts';
import { pushesOf } from './pushes.mts';

/**
 * Mixed work in a real n8n for a long time, with faults: does its memory grow, and does the ledger balance?
 * `npm run soak -- [--minutes 30]`.
 */

const SECRET = 'soak-secret-00001';
const NUMBERS = 200;
const WARM_MINUTES = 10;
const FAULTS: FaultKind[] = [
	'throttle',
	'status-before',
	'status-after',
	'reset-before',
	'reset-after',
	'truncated',
];
const ROUND_PAUSE_MS = 400;

const { values } = parseArgs({
	options: { minutes: { type: 'string', default: '30' }, port: { type: 'string', default: '5754' } },
});
const minutes = Number(values.minutes);

/** Half an hour of executions would fill the database. */
const KEEP_NOTHING = { saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' };

/** A workflow that a POST starts and that answers with what its last node gives out. */
const answering = (name: string, steps: Step[]): WorkflowFile =>
	chain(name, [webhook(name, 'lastNode'), ...steps], KEEP_NOTHING);

const aiccs = (parameters: object): Step => ({
	name: 'AICCS',
	type: `${PACKAGE_NAME}.alibabaCloudAiccs`,
	typeVersion: 1,
	parameters,
	onError: 'continueRegularOutput',
});

const yunfu = (parameters: object): Step => ({
	name: 'Yunfu',
	type: `${PACKAGE_NAME}.yunfu`,
	typeVersion: 1,
	parameters,
	onError: 'continueRegularOutput',
});

type Row = Record<string, unknown>;

async function post(url: string, body: unknown): Promise<Row[]> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`n8n answered ${response.status}: ${text.slice(0, 300)}`);
	const answer: unknown = text === '' ? [] : JSON.parse(text);
	return Array.isArray(answer) ? (answer as Row[]) : [answer as Row];
}

interface Balance {
	sent: number;
	accepted: number;
	refused: number;
	unknown: number;
	read: number;
	pushes: number;
	executions: number;
	/** what does not add up, in words */
	wrong: string[];
}

const statusOf = ({ status, error }: Row): 'accepted' | 'refused' | 'unknown' => {
	if (status === 'unknown' || String(error ?? '').startsWith('Unknown outcome')) return 'unknown';
	return error === undefined && status === 'accepted' ? 'accepted' : 'refused';
};

async function importOnce(
	n8n: RunningN8n,
	sandbox: Sandbox,
	name: 'aiccs-import' | 'yunfu-import',
	taskId: string,
	first: number,
	balance: Balance,
): Promise<void> {
	const vendor = name === 'aiccs-import' ? 'aiccs' : 'yunfu';
	const numbers = Array.from({ length: NUMBERS }, (_, index) => ({
		taskId,
		phone: String(13_000_000_000 + first + index),
		id: `n${first + index}`,
	}));
	const before = sandbox.ledger.entries('number', vendor).length;
	const rows = await post(`${n8n.url}/webhook/${name}`, { numbers });
	const entered = sandbox.ledger.entries('number', vendor).length - before;
	const outcomes = rows.map(statusOf);
	const count = (status: string) => outcomes.filter((outcome) => outcome === status).length;
	balance.sent += NUMBERS;
	balance.accepted += count('accepted');
	balance.refused += count('refused');
	balance.unknown += count('unknown');
	if (rows.length !== NUMBERS) balance.wrong.push(`${name}: ${rows.length} of ${NUMBERS} items came out`);
	if (entered < count('accepted') || entered > count('accepted') + count('unknown')) {
		balance.wrong.push(
			`${name}: ${entered} entered, ${count('accepted')} accepted, ${count('unknown')} unknown`,
		);
	}
}

async function main(): Promise<void> {
	const userFolder = newUserFolder();
	await buildPackage();
	await packAndInstall(userFolder);
	const sandbox = await openSandbox(Number(values.port) + 1, 60);
	const n8n = await startN8n({
		port: Number(values.port),
		userFolder,
		env: { EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', EXECUTIONS_DATA_SAVE_ON_ERROR: 'none' },
	});
	try {
		const credentials = await signUpWithCredentials(n8n, sandbox);
		const activate = async (file: WorkflowFile) => {
			const { id } = await n8n.rest.importWorkflow(file, credentials, {
				[`${PACKAGE_NAME}.alibabaCloudAiccs`]: 'alibabaCloudAccessKeyApi',
				[`${PACKAGE_NAME}.yunfu`]: 'yunfuApi',
			});
			await n8n.rest.activate(id);
		};
		const taskOfItem = byId('={{ $json.taskId }}');
		const importing = { resource: 'number', operation: 'import', taskId: taskOfItem };
		await activate(
			answering('aiccs-import', [
				splitOut('body.numbers'),
				aiccs({
					...importing,
					phoneNumber: '={{ $json.phone }}',
					outId: '={{ $json.id }}',
					specifyVariables: 'pairs',
					options: { batchSize: 50 },
				}),
			]),
		);
		await activate(
			answering('yunfu-import', [
				splitOut('body.numbers'),
				yunfu({ ...importing, phone: '={{ $json.phone }}', extra: '={{ $json.id }}', options: {} }),
			]),
		);
		await activate(
			answering('aiccs-read', [
				aiccs({
					resource: 'callDetail',
					operation: 'getAll',
					taskId: byId('={{ $json.body.taskId }}'),
					status: 'any',
					returnAll: true,
					simplify: true,
				}),
			]),
		);
		const trigger = {
			name: 'Start',
			type: `${PACKAGE_NAME}.alibabaCloudAiccsTrigger`,
			typeVersion: 1.1,
			parameters: { events: ['AlicomAgentCallReport'], secret: SECRET },
		};
		await activate(chain('receipts', [trigger], KEEP_NOTHING));

		const balance: Balance = {
			sent: 0,
			accepted: 0,
			refused: 0,
			unknown: 0,
			read: 0,
			pushes: 0,
			executions: 0,
			wrong: [],
		};
		const memory: number[] = [];
		const begin = Date.now();
		const [readTask] = sandbox.aiccsState.tasks.keys();
		let taskId = await newTask(sandbox, `Soak ${Date.now()}`);
		const [yunfuTask] = [...sandbox.yunfuState.tasks.values()].filter(
			({ owner }) => owner === sandbox.yunfu.userId,
		);
		for (let round = 0; Date.now() - begin < minutes * 60_000; round++) {
			const minute = Math.floor((Date.now() - begin) / 60_000);
			if (minute >= memory.length) {
				memory.push(residentMb(n8n.pid));
				process.stderr.write(
					`minute ${minute}: ${memory.at(-1)} MB, ${balance.executions} executions, ${balance.sent} numbers (${balance.unknown} unknown), ${balance.wrong.length} wrong\n`,
				);
				taskId = await newTask(sandbox, `Soak ${Date.now()}`);
			}
			if (round % 3 === 0) {
				sandbox.faults.add({
					match: { vendor: round % 2 === 0 ? 'aiccs' : 'yunfu' },
					kind: FAULTS[(round / 3) % FAULTS.length],
				});
			}
			const first = round * NUMBERS;
			await importOnce(n8n, sandbox, 'aiccs-import', taskId, first, balance);
			await importOnce(n8n, sandbox, 'yunfu-import', yunfuTask.id, first, balance);
			balance.read += (await post(`${n8n.url}/webhook/aiccs-read`, { taskId: readTask })).length;
			const [push] = pushesOf(round, 1, 50);
			await fetch(`${n8n.url}/webhook/receipts-0/webhook?token=${SECRET}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: push.body,
			});
			balance.pushes++;
			balance.executions += 4;
			sandbox.requests.length = 0;
			await delay(ROUND_PAUSE_MS);
		}
		memory.push(residentMb(n8n.pid));

		const duplicates = sandbox.ledger.duplicates('number').length;
		const warm = memory.slice(Math.min(WARM_MINUTES, memory.length - 2));
		const lines = [
			'## Soak',
			'',
			`\`npm run soak -- --minutes ${minutes}\`: imports of ${NUMBERS} numbers on both platforms, a list of call details and a push of 50 receipts in turns, a fault in every third round (${FAULTS.join(', ')}).`,
			'',
			`- ${balance.executions} executions, ${balance.sent} numbers: ${balance.accepted} accepted, ${balance.refused} refused, ${balance.unknown} with unknown outcome, ${duplicates} accepted twice; ${balance.wrong.length} runs that did not add up.`,
			`- Resident memory of n8n in MB, each minute: ${memory.join(', ')}.`,
			`- Last minute beside minute ${memory.length - warm.length}: ${(warm[warm.length - 1] / warm[0]).toFixed(2)} ×.`,
		];
		if (minutes >= 30) writeSection(repositoryFolder(), 'soak', lines.join('\n'));
		console.log([...lines, ...balance.wrong.slice(0, 10)].join('\n'));
		if (duplicates > 0 || balance.wrong.length > 0) process.exitCode = 1;
	} finally {
		await n8n.stop();
		await sandbox.stop();
	}
}

await main();
