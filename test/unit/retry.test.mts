import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { RequestFailure } from '../../nodes/shared/request/failure.ts';
import { RequestLimiter } from '../../nodes/shared/request/limiter.ts';
import { sendRepeatedly } from '../../nodes/shared/request/retry.ts';

const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

describe('sendRepeatedly', () => {
	it('sends the next request before it reads an answer, and never opens more than allowed', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 1 });
		const events: string[] = [];
		let open = 0;
		const send = async (name: string) =>
			await sendRepeatedly(
				async () => {
					expect(++open).toBe(1);
					events.push(`ask ${name}`);
					await wait(5);
					open--;
					return () => events.push(`read ${name}`);
				},
				'read',
				limiter,
			);
		const sent = Promise.all(['a', 'b', 'c'].map(send));
		await jest.runAllTimersAsync();
		await sent;
		expect(events).toEqual(['ask a', 'ask b', 'read a', 'ask c', 'read b', 'read c']);
		expect(limiter.idle).toBe(true);
	});

	it('repeats what turns out to be refused only when the answer is read', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 2 });
		let asked = 0;
		const read = () => {
			if (asked < 3) throw new RequestFailure('busy', { outcome: 'refused', transient: true });
			return 'answer';
		};
		const answer = sendRepeatedly(async () => (asked++, read), 'read', limiter);
		await jest.runAllTimersAsync();
		await expect(answer).resolves.toBe('answer');
		expect(asked).toBe(3);
	});

	it('does not repeat what dials, whatever reading it says', async () => {
		const limiter = new RequestLimiter({ requestsPerSecond: 10_000, concurrentRequests: 2 });
		let asked = 0;
		const read = () => {
			throw new RequestFailure('lost', { outcome: 'unknown', transient: true });
		};
		await expect(sendRepeatedly(async () => (asked++, read), 'once', limiter)).rejects.toThrow('lost');
		expect(asked).toBe(1);
	});
});
