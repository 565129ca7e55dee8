import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const GRACE_MS = 15_000;
const TAIL_LINES = 15;

export interface SpawnOptions {
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** receives stdout and stderr */
	logFile: string;
}

/** Environment for a child: npm's own variables of an outer `npm run` would steer an inner npm elsewhere. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
	const kept = /^npm_config_(registry|cache|userconfig|globalconfig|cafile|.*proxy)$/i;
	return Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) =>
				kept.test(name) || !/^(npm_|N8N_|EXECUTIONS_|DB_|QUEUE_|NODE_OPTIONS$|NODE_PATH$)/i.test(name),
		),
	);
}

/** The last lines of a log, for error messages. */
export function tailOf(logFile: string): string {
	if (!existsSync(logFile)) return '';
	return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}

function describe(command: string, args: string[]): string {
	return [command, ...args].join(' ');
}

function ended(child: ChildProcess): boolean {
	return child.exitCode !== null || child.signalCode !== null;
}

/** A program in a process group of its own, so that it ends with all its children. */
export class ProcessGroup {
	private readonly exit: Promise<void>;
	private spawnFailure: Error | undefined;
	private readonly killAtExit = () => this.signal('SIGKILL');

	private constructor(
		private readonly child: ChildProcess,
		readonly logFile: string,
	) {
		this.exit = new Promise((resolve) => {
			child.once('exit', () => resolve());
			child.once('error', (error) => {
				this.spawnFailure = error;
				resolve();
			});
		});
		process.once('exit', this.killAtExit);
	}

	static start(command: string, args: string[], options: SpawnOptions): ProcessGroup {
		const log = openSync(options.logFile, 'w');
		try {
			const child = spawn(command, args, {
				cwd: options.cwd,
				env: options.env,
				detached: true,
				stdio: ['ignore', log, log],
			});
			return new ProcessGroup(child, options.logFile);
		} finally {
			closeSync(log);
		}
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	/** How it ended, or undefined while it runs. */
	get ending(): string | undefined {
		if (this.spawnFailure) return this.spawnFailure.message;
		if (!ended(this.child)) return undefined;
		return this.child.signalCode ?? `exit code ${this.child.exitCode}`;
	}

	/** Resolves when the program has ended by itself or been stopped. */
	async wait(): Promise<void> {
		await this.exit;
		process.removeListener('exit', this.killAtExit);
	}

	/** Asks the whole group to end; after 15 seconds makes it. */
	async stop(): Promise<void> {
		this.signal('SIGTERM');
		const left = new AbortController();
		await Promise.race([
			this.exit,
			delay(GRACE_MS, undefined, { signal: left.signal, ref: false }).catch(() => undefined),
		]);
		left.abort();
		this.signal('SIGKILL');
		await this.wait();
	}

	private signal(signal: NodeJS.Signals): void {
		if (this.child.pid === undefined) return;
		try {
			process.kill(-this.child.pid, signal);
		} catch (error) {
			// ESRCH: the group has no process left
			if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
		}
	}
}

/** Runs a program to its end. @throws Error with the log's last lines when it fails. */
export async function run(command: string, args: string[], options: SpawnOptions): Promise<void> {
	const group = ProcessGroup.start(command, args, options);
	await group.wait();
	if (group.ending === 'exit code 0') return;
	throw new Error(
		`${describe(command, args)} failed (${group.ending}). Its log: ${options.logFile}\n${tailOf(options.logFile)}`,
	);
}

/** Whether a program can be started at all. */
export function isInstalled(command: string): boolean {
	return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
