import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

import type { RateLimit } from '../sandbox/types.mts';

export interface ServerSettings {
	/** Passes between a request and its answer. */
	latencyMs: number;
	/** How many call details there are. */
	details: number;
	rate: RateLimit | null;
}

export interface ServerReport {
	requests: number;
	/** Refused for too many requests. */
	refused: number;
	/** Numbers taken, in lists or one by one. */
	accepted: number;
	/** Different numbers among them. */
	distinct: number;
	/** Most requests open at once. */
	peak: number;
	/** From the first request to the last one. */
	ms: number;
}

export type ServerCommand = { type: 'prepare'; settings: ServerSettings; warm?: number } | { type: 'report' };

type Answer = { endpoint?: string; prepared?: true; report?: ServerReport };

/** The benchmark's server, in its own process. */
export class ServerProcess {
	private constructor(
		private readonly child: ChildProcess,
		readonly endpoint: string,
	) {}

	static async start(): Promise<ServerProcess> {
		const child = fork(path.join(import.meta.dirname, 'server.mts'), { execArgv: ['--import', 'tsx'] });
		const { endpoint } = await next(child);
		return new ServerProcess(child, String(endpoint));
	}

	/** Forgets what was, and gets answers ready: with `warm`, pages of that size are written before they are asked for. */
	async prepare(settings: Partial<ServerSettings>, warm?: number): Promise<void> {
		const reply = next(this.child);
		this.child.send({
			type: 'prepare',
			settings: { latencyMs: 0, details: 0, rate: null, ...settings },
			warm,
		} satisfies ServerCommand);
		await reply;
	}

	async report(): Promise<ServerReport> {
		const reply = next(this.child);
		this.child.send({ type: 'report' } satisfies ServerCommand);
		return (await reply).report as ServerReport;
	}

	stop(): void {
		this.child.disconnect();
	}
}

async function next(child: ChildProcess): Promise<Answer> {
	return await new Promise((resolve, reject) => {
		const onExit = (code: number | null) =>
			reject(new Error(`The benchmark's server ended with code ${code}`));
		child.once('exit', onExit);
		child.once('message', (message) => {
			child.off('exit', onExit);
			resolve(message as Answer);
		});
	});
}
