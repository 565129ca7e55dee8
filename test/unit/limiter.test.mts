import { describe, expect, it } from '@jest/globals';

import { RequestLimiter, limiterOf } from '../../nodes/shared/limiter.ts';

const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

describe('RequestLimiter', () => {
	it('never has more requests open than allowed, and starts them in order', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 4 });
		let open = 0;
		let peak = 0;
		const started: number[] = [];
		await Promise.all(
			Array.from({ length: 40 }, async (_, index) => {
				await limiter.run(async () => {
					started.push(index);
					peak = Math.max(peak, ++open);
					await wait(2);
					open--;
				});
			}),
		);
		expect(peak).toBe(4);
		expect(started).toEqual([...started].sort((a, b) => a - b));
		expect(limiter.idle).toBe(true);
	});

	it('keeps to the rate while it is always busy', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 100, concurrentRequests: 50 });
		const begin = Date.now();
		const starts = await Promise.all(
			Array.from({ length: 40 }, async () => await limiter.run(async () => Date.now() - begin)),
		);
		const last = Math.max(...starts);
		// What could have started in the 100 ms before may start at once.
		expect(last).toBeGreaterThanOrEqual(280);
		expect(last).toBeLessThan(800);
	});

	it('makes up for starts that a busy process missed', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 100, concurrentRequests: 50 });
		await Promise.all(Array.from({ length: 12 }, async () => await limiter.run(async () => {})));
		const busyUntil = Date.now() + 60;
		while (Date.now() < busyUntil);
		const begin = Date.now();
		await Promise.all(Array.from({ length: 5 }, async () => await limiter.run(async () => {})));
		expect(Date.now() - begin).toBeLessThan(30);
	});

	it('holds everyone when the vendor asks to slow down', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 5 });
		limiter.holdFor(80);
		const begin = Date.now();
		await limiter.run(async () => {});
		expect(Date.now() - begin).toBeGreaterThanOrEqual(75);
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
		await wait(5);
		controller.abort(new Error('cancelled'));
		release();
		await first;
		await expect(second).rejects.toThrow('cancelled');
		expect(secondRan).toBe(false);
		expect(limiter.idle).toBe(true);
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
