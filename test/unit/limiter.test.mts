import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { RequestLimiter, limiterOf } from '../../nodes/shared/request/limiter.ts';

const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** How long it takes until all have run, in milliseconds. */
async function timeOf(runs: Array<Promise<unknown>>): Promise<number> {
	const begin = Date.now();
	const ended = Promise.all(runs).then(() => Date.now() - begin);
	await jest.runAllTimersAsync();
	return await ended;
}

describe('RequestLimiter', () => {
	it('never has more requests open than allowed, and starts them in order', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 4 });
		let open = 0;
		let peak = 0;
		const started: number[] = [];
		const took = await timeOf(
			Array.from({ length: 40 }, async (_, index) => {
				await limiter.run(async () => {
					started.push(index);
					peak = Math.max(peak, ++open);
					await wait(2);
					open--;
				});
			}),
		);
		expect(took).toBe(20);
		expect(peak).toBe(4);
		expect(started).toEqual([...started].sort((a, b) => a - b));
		expect(limiter.idle).toBe(true);
	});

	it('keeps to the rate while it is always busy', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 100, concurrentRequests: 50 });
		// What could have started in the 100 ms before may start at once.
		expect(await timeOf(Array.from({ length: 40 }, async () => await limiter.run(async () => {})))).toBe(290);
	});

	it('makes up for starts that a busy process missed', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 100, concurrentRequests: 50 });
		const runs = (count: number) =>
			Array.from({ length: count }, async () => await limiter.run(async () => {}));
		await timeOf(runs(12));
		jest.advanceTimersByTime(60);
		expect(await timeOf(runs(5))).toBe(0);
	});

	it('holds everyone when the vendor asks to slow down', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 5 });
		limiter.holdFor(80);
		expect(await timeOf([limiter.run(async () => {})])).toBe(80);
	});

	it('does not start what was cancelled while it waited', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 1 });
		const controller = new AbortController();
		let release = () => {};
		const first = limiter.run(async () => await new Promise<void>((resolve) => (release = resolve)));
		let secondRan = false;
		const second = limiter.run(async () => {
			secondRan = true;
		}, controller.signal);
		await jest.advanceTimersByTimeAsync(5);
		controller.abort(new Error('cancelled'));
		release();
		await first;
		await expect(second).rejects.toThrow('cancelled');
		expect(secondRan).toBe(false);
		expect(limiter.idle).toBe(true);
	});

	it('what was cancelled before it started holds up nobody who comes later', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 1, concurrentRequests: 5 });
		const controller = new AbortController();
		const stopped = Array.from(
			{ length: 400 },
			async () => await limiter.run(async () => {}, controller.signal).catch(() => {}),
		);
		await jest.advanceTimersByTimeAsync(100);
		controller.abort(new Error('cancelled'));
		expect(await timeOf(stopped)).toBeLessThan(1000);
		expect(await timeOf([limiter.run(async () => {})])).toBeLessThanOrEqual(1000);
	});

	it('frees the place of a request that failed', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 1 });
		await expect(limiter.run(async () => await Promise.reject(new Error('no')))).rejects.toThrow('no');
		await expect(limiter.run(async () => 'yes')).resolves.toBe('yes');
	});
});

describe('limiterOf', () => {
	it('gives one limiter to all users of a credential and takes over changed limits', () => {
		const first = limiterOf('a', { requestsPerSecond: 1, concurrentRequests: 1 });
		const again = limiterOf('a', { requestsPerSecond: 9, concurrentRequests: 2 });
		expect(again).toBe(first);
		expect(first.limits).toEqual({ requestsPerSecond: 9, concurrentRequests: 2 });
		expect(limiterOf('b', first.limits)).not.toBe(first);
	});
});
