import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { newUserFolder, startN8n, type N8nOptions, type RunningN8n } from './n8n.mts';
import { packAndInstall } from './package-under-test.mts';
import { requireFreePort } from './ports.mts';
import { checkQueueServices, startPostgres, startRedis, type Service } from './queue-services.mts';

export interface QueueOptions {
	/** of four and one for each worker */
	firstPort: number;
	/** default: two */
	workers?: number;
	/** for all processes of n8n */
	env?: Record<string, string>;
}

/** n8n in queue mode: who takes pushes, who runs executions, and what they share. */
export interface QueueMode {
	main: RunningN8n;
	webhook: RunningN8n;
	workers: RunningN8n[];
	stop(): Promise<void>;
}

function queueEnvironment(postgres: number, redis: number, webhook: number): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'postgres',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${webhook}/`,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	};
}

/** Starts PostgreSQL, Redis, a main process, workers and a webhook processor, each with the built package. */
export async function startQueueMode({
	firstPort,
	workers: count = 2,
	env,
}: QueueOptions): Promise<QueueMode> {
	checkQueueServices();
	// each server and n8n ends with this process
	process.setMaxListeners(30);
	const ports = Array.from({ length: 4 + count }, (_, index) => firstPort + index);
	for (const port of ports) await requireFreePort(port, 'firstPort');
	const [postgresPort, redisPort, mainPort, webhookPort, ...workerPorts] = ports;
	const shared = { ...queueEnvironment(postgresPort, redisPort, webhookPort), ...env };

	const running: Service[] = [];
	const folders: string[] = [];
	const stop = async () => {
		for (const service of running.splice(0).reverse()) await service.stop();
		for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	const start = async (port: number, mode: N8nOptions['mode']) => {
		const userFolder = newUserFolder();
		folders.push(userFolder);
		await packAndInstall(userFolder);
		const n8n = await startN8n({ port, mode, userFolder, env: shared });
		running.push(n8n);
		return n8n;
	};
	try {
		running.push(await startPostgres(postgresPort));
		running.push(await startRedis(redisPort));
		// the main process makes the tables the others look for
		const main = await start(mainPort, 'start');
		const webhook = await start(webhookPort, 'webhook');
		const workers: RunningN8n[] = [];
		for (const port of workerPorts) workers.push(await start(port, 'worker'));
		return { main, webhook, workers, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Executions a worker has begun, by its log. */
export function executionsOf(worker: RunningN8n): string[] {
	const lines = readFileSync(worker.logFile, 'utf8').matchAll(/Worker started execution (\d+)/g);
	return Array.from(lines, ([, id]) => id);
}

/** Ends a process and its children at once, as a machine that fails does. */
export function kill(n8n: RunningN8n): void {
	process.kill(-n8n.pid, 'SIGKILL');
}
