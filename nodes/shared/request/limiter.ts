import { sleep } from 'n8n-workflow';

export interface RequestLimits {
	/** Requests started in a second. */
	requestsPerSecond: number;
	/** Requests open at once. */
	concurrentRequests: number;
}

/** Waits, or returns early when the execution is cancelled. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	if (milliseconds <= 0 || signal?.aborted) return;
	if (!signal) return await sleep(milliseconds);
	await new Promise<void>((resolve) => {
		const stop = () => resolve();
		signal.addEventListener('abort', stop, { once: true });
		void sleep(milliseconds).then(() => {
			signal.removeEventListener('abort', stop);
			resolve();
		});
	});
}

/** Shorter than a timer can wait: the request starts at once, and the next one waits for both. */
const SHORTEST_PAUSE_MS = 1;

/** Starts that a busy process missed are made up for, those of this time at most: otherwise the rate is never reached. */
const CATCH_UP_MS = 100;

/** Bounds how many requests are open and how many start in a second, first come, first served. */
export class RequestLimiter {
	private open = 0;

	private nextStart = 0;

	/** Resolves when everything that came before has started. */
	private starting: Promise<void> = Promise.resolve();

	private readonly waiting: Array<() => void> = [];

	constructor(public limits: RequestLimits) {}

	/** True while nothing is running or waiting. */
	get idle(): boolean {
		return this.open === 0 && this.waiting.length === 0;
	}

	/** Runs `task` when its turn comes. A cancelled task is not started: the promise rejects with the signal's reason. */
	async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
		await this.takePlace();
		try {
			const turn = this.starting.then(async () => await this.untilNextStart(signal));
			this.starting = turn;
			await turn;
			signal?.throwIfAborted();
			return await task();
		} finally {
			this.givePlace();
		}
	}

	/** No request starts before the time is over: the vendor asked everyone to slow down. */
	holdFor(milliseconds: number): void {
		this.nextStart = Math.max(this.nextStart, Date.now() + milliseconds);
	}

	private get places(): number {
		return Math.max(1, this.limits.concurrentRequests);
	}

	private async takePlace(): Promise<void> {
		if (this.open < this.places) {
			this.open++;
			return;
		}
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** A place goes straight to who waits longest, so that nobody who came later takes it. */
	private givePlace(): void {
		const next = this.open > this.places ? undefined : this.waiting.shift();
		if (next) next();
		else this.open--;
	}

	private async untilNextStart(signal?: AbortSignal): Promise<void> {
		while (!signal?.aborted) {
			const wait = this.nextStart - Date.now();
			if (wait < SHORTEST_PAUSE_MS) break;
			await pause(wait, signal);
		}
		// What does not start takes no time from others: a stopped execution may leave thousands of these behind.
		if (signal?.aborted) return;
		const interval = 1000 / Math.max(1, this.limits.requestsPerSecond);
		this.nextStart = Math.max(this.nextStart, Date.now() - Math.max(interval, CATCH_UP_MS)) + interval;
	}
}

/** Credentials in use at a time in one process are few; idle ones beyond this are forgotten. */
const MOST_LIMITERS = 100;

const limiters = new Map<string, RequestLimiter>();

/** The one limiter of a credential in this process. Changed limits take effect at once. */
export function limiterOf(credentialKey: string, limits: RequestLimits): RequestLimiter {
	const known = limiters.get(credentialKey);
	if (known) {
		known.limits = limits;
		return known;
	}
	if (limiters.size >= MOST_LIMITERS) {
		for (const [key, limiter] of limiters) if (limiter.idle) limiters.delete(key);
	}
	const limiter = new RequestLimiter(limits);
	limiters.set(credentialKey, limiter);
	return limiter;
}
