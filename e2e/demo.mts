import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Sandbox } from '../sandbox/index.mts';
import { reportCampaign, type CampaignReport } from './campaign.mts';
import { failureOf, type Execution } from './execution.mts';
import { newUserFolder, startN8n, type RunningN8n } from './n8n.mts';
import { buildPackage, packAndInstall } from './package-under-test.mts';
import { requireFreePort } from './ports.mts';
import { Progress } from './progress.mts';
import { ensureSetup } from './setup.mts';
import { EXAMPLES, importExample, openSandbox, OWNER, signUpWithCredentials } from './stage.mts';
import { formatTable } from './table.mts';

const LEADS = 25;
/** simulated seconds per real second: the whole list is dialled while the workflow waits */
const CLOCK_SPEED = 600;

const USAGE = `Usage: npm run demo [-- --once] [--port 5678] [--sandbox-port 4010]
  --once          end after the run, with one line of JSON last
  --port          n8n's port on 127.0.0.1
  --sandbox-port  the sandbox's port on 127.0.0.1`;

interface DemoOptions {
	once: boolean;
	port: number;
	sandboxPort: number;
}

/** What has to be undone at the end, in reverse order. */
class Cleanup {
	begun = false;
	private readonly steps: Array<() => Promise<void> | void> = [];

	add(step: () => Promise<void> | void): void {
		this.steps.push(step);
	}

	async run(): Promise<void> {
		this.begun = true;
		for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) await step();
	}
}

function portOf(value: string, option: string): number {
	const port = Number(value);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Error(`${option} takes a port number between 1 and 65535, not "${value}".`);
}

function readOptions(): DemoOptions | undefined {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			port: { type: 'string', default: '5678' },
			'sandbox-port': { type: 'string', default: '4010' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	return {
		once: values.once,
		port: portOf(values.port, '--port'),
		sandboxPort: portOf(values['sandbox-port'], '--sandbox-port'),
	};
}

async function runToSuccess(n8n: RunningN8n, workflowId: string): Promise<Execution> {
	const execution = await n8n.rest.runToEnd(workflowId);
	if (execution.status !== 'success') throw new Error(failureOf(execution));
	return execution;
}

function describeYunfu(sandbox: Sandbox): string {
	const tasks = sandbox.ledger.entries('task', 'yunfu');
	if (tasks.length === 0)
		throw new Error('The Yunfu workflow ended well, but the sandbox has no task of it.');
	return tasks.map((task) => `Yunfu task "${task.name ?? ''}" created: ${task.taskId ?? ''}`).join('\n');
}

function formatResults({ results }: CampaignReport): string {
	return formatTable(results, [
		['lead', 'Lead'],
		['phone', 'Phone'],
		['answered', 'Answered'],
		['result', 'Result'],
		['intent', 'Intent'],
		['seconds', 'Seconds'],
		['detailId', 'Detail ID'],
	]);
}

/** Sets everything up, runs both example workflows and prints what came of them. */
async function demo(options: DemoOptions, cleanup: Cleanup): Promise<CampaignReport> {
	await requireFreePort(options.port, '--port');
	await requireFreePort(options.sandboxPort, '--sandbox-port');
	await ensureSetup();

	const progress = new Progress(6, 'demo');
	const userFolder = newUserFolder();
	cleanup.add(() => rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 }));
	await progress.step('Building, packing and installing the package', async () => {
		await buildPackage();
		await packAndInstall(userFolder);
	});
	const { sandbox, n8n } = await progress.step('Starting the sandbox and n8n', async () => {
		const started = await openSandbox(options.sandboxPort, CLOCK_SPEED);
		cleanup.add(() => started.stop());
		const running = await startN8n({ port: options.port, userFolder });
		cleanup.add(() => running.stop());
		return { sandbox: started, n8n: running };
	});
	const credentials = await progress.step('Creating owner and credentials, testing the credentials', () =>
		signUpWithCredentials(n8n, sandbox),
	);
	const workflows = await progress.step('Importing the example workflows', async () => ({
		aiccs: await importExample(n8n, EXAMPLES.aiccs, credentials),
		yunfu: await importExample(n8n, EXAMPLES.yunfu, credentials),
	}));
	const execution = await progress.step(
		`Running "${workflows.aiccs.name}"`,
		() => runToSuccess(n8n, workflows.aiccs.id),
		() => `${sandbox.ledger.entries('number', 'aiccs').length} numbers imported, calls going on`,
	);
	const report = reportCampaign(execution, sandbox, LEADS);
	console.log(`\n${formatResults(report)}\n`);
	await progress.step(`Running "${workflows.yunfu.name}"`, () => runToSuccess(n8n, workflows.yunfu.id));
	console.log(`\n${describeYunfu(sandbox)}\n`);
	if (!options.once) {
		console.log(`Editor    ${n8n.url}/workflow/${workflows.aiccs.id}
          ${n8n.url}/workflow/${workflows.yunfu.id}
Login     ${OWNER.email}
Password  ${OWNER.password}
Sandbox   ${sandbox.url}
n8n's log ${n8n.logFile}
`);
	}
	return report;
}

/** Prints what is not as it has to be; says whether all is well. */
function isAsExpected({ deviations }: CampaignReport): boolean {
	if (deviations.length > 0) console.error(`The run deviates:\n  ${deviations.join('\n  ')}`);
	return deviations.length === 0;
}

/** Undoes everything when the user or the system ends this process; running set-up steps end with it too. */
function endOnSignal(cleanup: Cleanup, isOver: () => boolean): void {
	const end = async () => {
		if (cleanup.begun) return;
		console.error('\nEnding n8n and the sandbox …');
		const over = isOver();
		await cleanup.run();
		process.exit(over ? undefined : 130);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());
}

async function main(): Promise<void> {
	const options = readOptions();
	if (options === undefined) {
		console.log(USAGE);
		return;
	}
	const cleanup = new Cleanup();
	let over = false;
	endOnSignal(cleanup, () => over);
	try {
		const report = await demo(options, cleanup);
		over = true;
		if (!isAsExpected(report)) process.exitCode = 1;
		if (options.once) await cleanup.run();
		console.log(options.once ? JSON.stringify(report.summary) : 'Ctrl-C ends n8n and the sandbox.');
	} catch (error) {
		// what a signal cut short fails, too
		if (cleanup.begun) return;
		await cleanup.run();
		throw error;
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? `\n${error.message}` : error);
	process.exitCode = 1;
});
