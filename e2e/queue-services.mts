import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runFolder } from './paths.mts';
import { cleanEnvironment, isInstalled, ProcessGroup, run, tailOf } from './processes.mts';

const READY_WITHIN_MS = 300_000;
const DEBIAN_POSTGRES = '/usr/lib/postgresql';
/** PostgreSQL refuses to run as root; Debian's package brings this user. */
const DATABASE_USER = 'postgres';

/** A server of the test's own, with its data in a temporary folder that goes when it stops. */
export interface Service {
	stop(): Promise<void>;
}

function postgresFolder(): string | undefined {
	const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
	return versions
		.sort((a, b) => Number(b) - Number(a))
		.map((version) => path.join(DEBIAN_POSTGRES, version, 'bin'))
		.find((folder) => existsSync(path.join(folder, 'initdb')));
}

/** @throws Error that names the Debian packages to install */
export function checkQueueServices(): void {
	const missing = [
		...(postgresFolder() === undefined ? ['postgresql'] : []),
		...(isInstalled('redis-server') ? [] : ['redis-server']),
	];
	if (missing.length === 0) return;
	throw new Error(
		`The queue-mode tests start PostgreSQL and Redis of their own. On Debian or Ubuntu: sudo apt-get install ${missing.join(' ')}`,
	);
}

function idOf(kind: '-u' | '-g', user: string): number {
	return Number(spawnSync('id', [kind, user], { encoding: 'utf8' }).stdout);
}

const isRoot = () => process.getuid?.() === 0;

/** A command line that runs the program as somebody PostgreSQL accepts. */
function asDatabaseUser(command: string, args: string[]): [string, string[]] {
	return isRoot() ? ['runuser', ['-u', DATABASE_USER, '--', command, ...args]] : [command, args];
}

function newDataFolder(name: string): string {
	return mkdtempSync(path.join(tmpdir(), `ai-outbound-${name}-`));
}

function listens(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port });
		socket.once('connect', () => resolve(true));
		socket.once('error', () => resolve(false));
		socket.once('close', () => socket.destroy());
		socket.once('connect', () => socket.end());
	});
}

async function untilReady(
	group: ProcessGroup,
	name: string,
	ready: () => boolean | Promise<boolean>,
): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await ready())) {
		if (group.ending !== undefined || Date.now() > deadline) {
			throw new Error(`${name} did not start. Its log: ${group.logFile}\n${tailOf(group.logFile)}`);
		}
		await delay(100);
	}
}

async function serve(
	name: string,
	[command, args]: [string, string[]],
	folder: string,
	ready: () => boolean | Promise<boolean>,
): Promise<Service> {
	const group = ProcessGroup.start(command, args, {
		cwd: folder,
		env: cleanEnvironment(),
		logFile: path.join(runFolder(), `queue-${name}.log`),
	});
	const stop = async () => {
		await group.stop();
		rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	try {
		await untilReady(group, name, ready);
	} catch (error) {
		await stop();
		throw error;
	}
	return { stop };
}

/** PostgreSQL with a superuser `postgres` and a database of that name, on loopback only and without a password. */
export async function startPostgres(port: number): Promise<Service> {
	const programs = postgresFolder() ?? '';
	const folder = newDataFolder('postgres');
	if (isRoot()) chownSync(folder, idOf('-u', DATABASE_USER), idOf('-g', DATABASE_USER));
	const data = path.join(folder, 'data');
	const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
	const [command, args] = asDatabaseUser(path.join(programs, 'initdb'), initdb);
	await run(command, args, {
		cwd: folder,
		env: cleanEnvironment(),
		logFile: path.join(runFolder(), 'queue-initdb.log'),
	});
	const server = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-c', 'unix_socket_directories='];
	// nobody misses this database after a power cut
	server.push('-c', 'fsync=off', '-c', 'max_connections=100');
	const isReady = ['-h', '127.0.0.1', '-p', String(port), '-q'];
	return await serve(
		'postgres',
		asDatabaseUser(path.join(programs, 'postgres'), server),
		folder,
		() => spawnSync(path.join(programs, 'pg_isready'), isReady).status === 0,
	);
}

export async function startRedis(port: number): Promise<Service> {
	const folder = newDataFolder('redis');
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
	return await serve('redis', ['redis-server', args], folder, () => listens(port));
}
