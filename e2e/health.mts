import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const EVERY_MS = 50;

/** Asks an n8n every 50 ms whether it is well, from a process of its own: what it sees is n8n's silence and nobody else's. */
export class HealthWatch {
	private constructor(private readonly child: ChildProcess) {}

	/** @returns once n8n has answered for the first time */
	static async start(url: string): Promise<HealthWatch> {
		const file = path.join(import.meta.dirname, 'health-process.mts');
		const child = fork(file, [`${url}/healthz`, String(EVERY_MS)], { execArgv: ['--import', 'tsx'] });
		await once(child, 'message');
		return new HealthWatch(child);
	}

	/** @returns moments of n8n's answers, epoch ms */
	async stop(): Promise<number[]> {
		const answers = once(this.child, 'message') as Promise<[number[]]>;
		this.child.send('end');
		const [moments] = await answers;
		this.child.disconnect();
		return moments;
	}
}

/** The longest time without an answer between two moments, in their unit. */
export function longestSilence(answers: number[], from: number, to: number): number {
	const moments = [from, ...answers.filter((moment) => moment > from && moment < to), to];
	return Math.max(...moments.slice(1).map((moment, index) => moment - moments[index]));
}
