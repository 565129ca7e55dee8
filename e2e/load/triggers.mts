import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeSection } from '../../bench/section.mts';
import { chain } from '../chain.mts';
import { newUserFolder, startN8n, type RunningN8n } from '../n8n.mts';
import { buildPackage, packAndInstall } from '../package-under-test.mts';
import { PACKAGE_NAME, repositoryFolder } from '../paths.mts';
import { Progress } from '../progress.mts';
import type { WorkflowFile } from '../rest.mts';
import { OWNER } from '../stage.mts';
import { pushesOf, type Push } from './pushes.mts';
import { callIdsSeen, endedExecutions } from './seen.mts';
import { percentile, sendAtOnce, sendSteadily, VENDOR_LIMIT_MS } from './send.mts';

/**
 * How the AICCS trigger answers pushes beside n8n's own Webhook node, in one n8n and in turns:
 * `npm run bench:triggers -- [--rounds 2] [--seconds 30] [--burst 2000]`.
 */

const SECRET = 'bench-secret-0001';
const PER_SECOND = 20;
const RECORDS = 50;
const BURST_RECORDS = 5;

const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '2' },
		seconds: { type: 'string', default: '30' },
		burst: { type: 'string', default: '2000' },
		port: { type: 'string', default: '5748' },
	},
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
const atOnce = Number(values.burst);

interface Host {
	name: string;
	env: Record<string, string>;
}

const HOSTS: Host[] = [
	{ name: 'as it comes', env: {} },
	{
		name: 'with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true',
		env: { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	},
];

const EXPLANATION = [
	"As it comes, n8n makes a sandbox for expressions before it hands a push to a node, and spares that to its own Webhook node alone (`webhookPhaseNeedsIsolate` in n8n's live-webhooks). The trigger evaluates no expression; with the setting n8n makes the sandbox only when one is needed.",
	'Pushes less than 250 ms behind each other start one execution together (`nodes/shared/trigger/gather.ts`). With one execution for each push, 20 pushes a second took the trigger 3.2 times as long as the Webhook node (p99), and of the burst n8n on SQLite failed to start 225 executions: their records were lost.',
].join('\n\n');

function workflow(name: string, type: string, typeVersion: number, parameters: object): WorkflowFile {
	return chain(name, [{ name: 'Trigger', type, typeVersion, parameters, webhookId: `hook-${name}` }]);
}

async function activated(n8n: RunningN8n, file: WorkflowFile): Promise<string> {
	const { id } = await n8n.rest.importWorkflow(file);
	await n8n.rest.activate(id);
	return id;
}

const ms = (value: number) => `${value.toFixed(0)} ms`;

interface Phase {
	name: string;
	latencies: number[];
	refused: number;
}

interface Contender extends Phase {
	url: string;
	workflowId: string;
}

async function webhookNode(n8n: RunningN8n): Promise<Contender> {
	const parameters = { httpMethod: 'POST', path: 'plain', responseMode: 'onReceived', options: {} };
	const workflowId = await activated(n8n, workflow('webhook', 'n8n-nodes-base.webhook', 2.1, parameters));
	const url = `${n8n.url}/webhook/plain`;
	return { name: "n8n's Webhook node", workflowId, url, latencies: [], refused: 0 };
}

async function aiccsTrigger(n8n: RunningN8n): Promise<Contender> {
	const type = `${PACKAGE_NAME}.alibabaCloudAiccsTrigger`;
	const parameters = { events: ['AlicomAgentCallReport'], secret: SECRET };
	const workflowId = await activated(n8n, workflow('trigger', type, 1.1, parameters));
	const url = `${n8n.url}/webhook/hook-trigger/webhook?token=${SECRET}`;
	return { name: 'Alibaba Cloud AICCS Trigger', workflowId, url, latencies: [], refused: 0 };
}

function summary({ name, latencies, refused }: Phase): string {
	const cells = [0.5, 0.9, 0.99, 1].map((share) => ms(percentile(latencies, share)));
	const late = latencies.filter((latency) => latency > VENDOR_LIMIT_MS).length;
	return `| ${name} | ${[latencies.length, ...cells, late, refused].join(' | ')} |`;
}

function report(phase: Phase): void {
	process.stderr.write(`${summary(phase)}\n`);
}

const distinct = (pushes: Push[]) => new Set(pushes.flatMap(({ callIds }) => callIds)).size;

interface Measured {
	host: string;
	contenders: Contender[];
	burst: Phase & { repeated: number };
	records: number;
	lost: number;
	twice: number;
}

async function measure(progress: Progress, host: Host, userFolder: string): Promise<Measured> {
	const n8n = await progress.step(`start n8n, ${host.name}`, async () => {
		const started = await startN8n({ port: Number(values.port), userFolder, env: host.env });
		await started.rest.setUpOwner(OWNER);
		return started;
	});
	try {
		const contenders = [await webhookNode(n8n), await aiccsTrigger(n8n)];
		const [, ours] = contenders;
		let records = 0;
		for (let round = 0; round < rounds; round++) {
			const pushes = pushesOf(round, PER_SECOND * seconds, RECORDS);
			for (const contender of contenders) {
				await progress.step(`round ${round + 1}: ${contender.name}`, async () => {
					const sent = await sendSteadily(contender.url, pushes, PER_SECOND);
					contender.latencies.push(...sent.latencies);
					contender.refused += sent.refused;
					report(contender);
					await endedExecutions(n8n.rest, contender.workflowId);
				});
			}
			records += distinct(pushes);
		}
		const many = pushesOf(9000, atOnce, BURST_RECORDS);
		const burst = await progress.step(`${atOnce} pushes at once`, async () => {
			const result = { name: `the trigger, ${atOnce} pushes at once`, ...(await sendAtOnce(ours.url, many)) };
			report(result);
			await endedExecutions(n8n.rest, ours.workflowId);
			return result;
		});
		records += distinct(many);
		const seen = await progress.step('count what the executions hold', () =>
			callIdsSeen(n8n.rest, ours.workflowId, 'Trigger'),
		);
		const different = new Set(seen).size;
		return {
			host: host.name,
			contenders,
			burst,
			records,
			lost: records - different,
			twice: seen.length - different,
		};
	} finally {
		await n8n.stop();
	}
}

function text({ host, contenders, burst, records, lost, twice }: Measured): string[] {
	const [plain, ours] = contenders;
	const ratios = [0.5, 0.9, 0.99].map((share) =>
		(percentile(ours.latencies, share) / percentile(plain.latencies, share)).toFixed(2),
	);
	return [
		`### n8n ${host}`,
		'',
		'| | pushes | median | p90 | p99 | longest | over 700 ms | refused |',
		'|---|---|---|---|---|---|---|---|',
		...[...contenders, burst].map(summary),
		'',
		`The trigger beside the Webhook node: median ${ratios[0]} ×, p90 ${ratios[1]} ×, p99 ${ratios[2]} ×. Of ${records} distinct records ${lost} were lost and ${twice} seen twice; of the burst, ${burst.repeated} pushes were answered late and sent again.`,
		'',
	];
}

async function main(): Promise<void> {
	const progress = new Progress(1 + HOSTS.length * (3 + rounds * 2), 'triggers');
	const userFolders = HOSTS.map(newUserFolder);
	try {
		await progress.step('build and install the package', async () => {
			await buildPackage();
			for (const folder of userFolders) await packAndInstall(folder);
		});
		const measured: Measured[] = [];
		for (const [index, host] of HOSTS.entries())
			measured.push(await measure(progress, host, userFolders[index]));
		const lines = [
			'## Triggers',
			'',
			`\`npm run bench:triggers -- --rounds ${rounds} --seconds ${seconds} --burst ${atOnce}\`: a real n8n, ${PER_SECOND} pushes a second with ${RECORDS} records each, every tenth push a repeat; the nodes in turns. Time from when a push was due to its answer.`,
			'',
			...measured.flatMap(text),
			EXPLANATION,
		];
		writeSection(repositoryFolder(), 'triggers', lines.join('\n'));
		console.log(lines.join('\n'));
		if (measured.some(({ lost, twice }) => lost !== 0 || twice !== 0)) process.exitCode = 1;
	} finally {
		for (const folder of userFolders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	}
}

await main();
