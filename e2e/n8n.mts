import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runFolder } from './paths.mts';
import { freePort } from './ports.mts';
import { cleanEnvironment, ProcessGroup, tailOf } from './processes.mts';
import { N8nRest } from './rest.mts';
import { ensureSetup, type Setup } from './setup.mts';

const READY_WITHIN_MS = 600_000;

export interface N8nOptions {
	port: number;
	/** of the task-runner broker, unique per process; default: any free port */
	brokerPort?: number;
	/** N8N_USER_FOLDER; kept on stop. Default: a new folder, deleted on stop */
	userFolder?: string;
	/** added to and over the harness's own variables; undefined removes one */
	env?: Record<string, string | undefined>;
	/** `worker` and `webhook` need the queue variables and the main process's key in `env` */
	mode?: 'start' | 'worker' | 'webhook';
}

export interface RunningN8n {
	/** `http://127.0.0.1:<port>`, no trailing slash */
	url: string;
	pid: number;
	userFolder: string;
	encryptionKey: string;
	logFile: string;
	rest: N8nRest;
	/** Ends n8n and every process it started. */
	stop(): Promise<void>;
}

/** A new folder for `userFolder`, to install packages into before n8n starts. */
export function newUserFolder(): string {
	return mkdtempSync(path.join(tmpdir(), 'ai-outbound-n8n-'));
}

function environment(
	setup: Setup,
	options: N8nOptions,
	brokerPort: number,
	userFolder: string,
): NodeJS.ProcessEnv {
	const inherited = cleanEnvironment();
	const own: NodeJS.ProcessEnv = {
		PATH: `${path.dirname(setup.node)}${path.delimiter}${inherited['PATH'] ?? ''}`,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		N8N_PORT: String(options.port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_EDITOR_BASE_URL: `http://127.0.0.1:${options.port}`,
		N8N_WEBHOOK_URL: `http://127.0.0.1:${options.port}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_LOG_LEVEL: 'info',
		// nothing of this may call out: the machine can be off-line, and a demo is nobody's usage
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry',
		// the package under test is not verified, and no registry is asked about those that are
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	};
	if (options.mode === 'worker') {
		own['QUEUE_HEALTH_CHECK_ACTIVE'] = 'true';
		own['QUEUE_HEALTH_CHECK_PORT'] = String(options.port);
	}
	return { ...inherited, ...own, ...options.env };
}

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
		await response.arrayBuffer();
		return response.ok;
	} catch {
		return false;
	}
}

async function waitUntilReady(group: ProcessGroup, urls: string[]): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	for (const url of urls) {
		while (!(await answers(url))) {
			const late = Date.now() > deadline;
			if (group.ending === undefined && !late) {
				await delay(200);
				continue;
			}
			const what = late ? `not ready after ${READY_WITHIN_MS / 1000} s` : `ended (${group.ending})`;
			throw new Error(`n8n is ${what}. Its log: ${group.logFile}\n${tailOf(group.logFile)}`);
		}
	}
}

/**
 * Starts a real n8n on 127.0.0.1, with SQLite unless `env` says otherwise, and waits until it answers; sets e2e up if need be.
 * @throws Error with the end of n8n's log when it does not come up within 3 minutes
 */
export async function startN8n(options: N8nOptions): Promise<RunningN8n> {
	const setup = await ensureSetup();
	const brokerPort = options.brokerPort ?? (await freePort());
	const userFolder = options.userFolder ?? newUserFolder();
	const env = environment(setup, options, brokerPort, userFolder);
	const mode = options.mode ?? 'start';
	const group = ProcessGroup.start(setup.node, [setup.n8n, mode], {
		cwd: userFolder,
		env,
		logFile: path.join(runFolder(), `n8n-${mode}-${options.port}.log`),
	});
	const removeFolder = () => {
		if (options.userFolder === undefined) rmSync(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	process.once('exit', removeFolder);
	const stop = async () => {
		await group.stop();
		removeFolder();
		process.removeListener('exit', removeFolder);
	};

	const url = `http://127.0.0.1:${options.port}`;
	const health = `${url}/healthz/readiness`;
	try {
		// the web server answers health checks some time before the API is there
		await waitUntilReady(group, mode === 'start' ? [health, `${url}/rest/settings`] : [health]);
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		url,
		pid: group.pid ?? 0,
		userFolder,
		encryptionKey: env['N8N_ENCRYPTION_KEY'] ?? '',
		logFile: group.logFile,
		rest: new N8nRest(url),
		stop,
	};
}
