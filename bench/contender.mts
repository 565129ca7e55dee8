import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** What is not over by then hangs. */
const MOST_MS = 300_000;

export interface Job {
	endpoint: string;
	/** Items to send, or rows to read. */
	count: number;
	/** Requests open at once, and started in a second, that the credential allows. */
	concurrency?: number;
	perSecond?: number;
	/** Rows asked for in one request. */
	pageSize?: number;
}

export interface Measured {
	ms: number;
	/** Items that came out, or requests that had a good answer. */
	output: number;
	/** What ended the run, if it did not end well. */
	error?: string;
	/** Something the run shows beside its time, e.g. the first id that came out. */
	sample?: string;
}

export type Contender = (job: Job) => Promise<Measured>;

export type Outcome = Measured & { peakRssMb: number };

/** Where a contender's code is: a file of `contenders/` and a name in it. */
export interface Place {
	file: string;
	name: string;
}

/** A process for contenders; one that measures for the record runs a single one of them. */
export class ContenderProcess {
	private readonly child: ChildProcess;

	constructor() {
		this.child = fork(path.join(import.meta.dirname, 'worker.mts'), {
			execArgv: ['--import', 'tsx', '--max-old-space-size=8192'],
			stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
		});
	}

	/** @throws Error when the contender did, or when it hangs */
	async run(place: Place, job: Job): Promise<Outcome> {
		return await new Promise((resolve, reject) => {
			const end = (finish: () => void) => {
				clearTimeout(timer);
				this.child.off('exit', onExit);
				finish();
			};
			const onExit = (code: number | null) =>
				end(() => reject(new Error(`${place.name} ended with code ${code}`)));
			const timer = setTimeout(() => {
				end(() => reject(new Error(`${place.name} took longer than ${MOST_MS / 1000} s`)));
				this.child.kill('SIGKILL');
			}, MOST_MS);
			this.child.once('exit', onExit);
			this.child.once('message', (message: { outcome?: Outcome; failed?: string }) =>
				end(() => {
					if (message.outcome) resolve(message.outcome);
					else reject(new Error(message.failed));
				}),
			);
			this.child.send({ ...place, job });
		});
	}

	stop(): void {
		if (this.child.connected) this.child.disconnect();
	}
}
