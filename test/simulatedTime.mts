import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

import { jest } from '@jest/globals';

/** Waits and rates without real time: how fast the machine is makes no difference to what they come to. */

const STARTED = 'http.client.request.start';

/** HTTP requests that leave this process, from when they are watched until `stop`. */
export class OutgoingRequests {
	/** How many have neither their whole answer nor another end. */
	open = 0;
	/** How many have left, by host and port. */
	private readonly started = new Map<string, number>();

	constructor() {
		subscribe(STARTED, this.onStart);
	}

	/** @param host `127.0.0.1:<port>`; left out: all of them */
	left(host?: string): number {
		if (host !== undefined) return this.started.get(host) ?? 0;
		return [...this.started.values()].reduce((sum, count) => sum + count, 0);
	}

	stop(): void {
		unsubscribe(STARTED, this.onStart);
	}

	private readonly onStart = (message: unknown): void => {
		const { request } = message as { request: ClientRequest };
		const host = String(request.getHeader('host'));
		this.started.set(host, this.left(host) + 1);
		this.open += 1;
		request.once('close', () => (this.open -= 1));
	};
}

/**
 * Stops the clock of this test: `Date`, `performance` and timers stand still until time passes in `whileTimePasses`.
 * What the operating system does goes on. `jest.useRealTimers()` ends it.
 */
export function stopTime(): void {
	jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'] });
}

const STEP_MS = 5;

/** Turns of the event loop without any request open, after which only a timer can go on with the work. */
const QUIET_TURNS = 5;

/**
 * Lets the stopped clock run until the promise settles, and only while every request has its answer: work takes no
 * time, waiting takes exactly as long as it says.
 *
 * @param mostMs the clock stops for good after that much time
 */
export async function whileTimePasses<T>(running: Promise<T>, mostMs = Number.POSITIVE_INFINITY): Promise<T> {
	const requests = new OutgoingRequests();
	let settled = false;
	const ended = running.finally(() => (settled = true));
	ended.catch(() => undefined);
	let passedMs = 0;
	for (let quiet = 0; !settled; quiet++) {
		await new Promise((resolve) => setImmediate(resolve));
		if (requests.open > 0) quiet = 0;
		if (quiet < QUIET_TURNS || passedMs >= mostMs) continue;
		quiet = 0;
		passedMs += STEP_MS;
		jest.advanceTimersByTime(STEP_MS);
	}
	requests.stop();
	return await ended;
}
