import { sleep } from 'n8n-workflow';

import { Latest } from './latest';

/**
 * Starting an execution takes n8n some 30 ms of computing and several writes, and on SQLite hundreds at once fail to
 * start. The next one of a trigger therefore begins this much later than the last, and takes all that came meanwhile.
 */
const STARTS_APART_MS = 250;
const MOST_NODES = 100;

/** What arrives at one trigger, in parts of which each starts one execution. */
export class Gathering<T> {
	private waiting: T[] = [];

	private lastStart = 0;

	private isLed = false;

	/** Everything there is, for who is to start the next execution; nothing for others, whose part goes along. */
	async take(arrived: T[]): Promise<T[]> {
		for (const entry of arrived) this.waiting.push(entry);
		if (this.isLed || this.waiting.length === 0) return [];
		this.isLed = true;
		const pause = this.lastStart + STARTS_APART_MS - Date.now();
		// A clock that was put back must not hold up anything.
		if (pause > 0) await sleep(Math.min(pause, STARTS_APART_MS));
		this.isLed = false;
		this.lastStart = Date.now();
		return this.waiting.splice(0);
	}
}

const gatherings = new Latest(MOST_NODES, () => new Gathering<unknown>());

/** The entries with which this push starts an execution; see `Gathering`. */
export const gathered = async <T>(nodeKey: string, arrived: T[]): Promise<T[]> =>
	(await gatherings.of(nodeKey).take(arrived)) as T[];
