import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { Gathering } from '../../nodes/shared/trigger/gather.ts';

const APART_MS = 250;

beforeEach(() => {
	jest.useFakeTimers({ now: Date.UTC(2026, 2, 2) });
});
afterEach(() => {
	jest.useRealTimers();
});

describe('pushes close to each other', () => {
	it('the first one starts at once, those behind it start one execution together and in order', async () => {
		const gathering = new Gathering<number>();
		expect(await gathering.take([1, 2])).toEqual([1, 2]);
		const parts = Promise.all([[3], [4, 5], [6]].map((part) => gathering.take(part)));
		await jest.advanceTimersByTimeAsync(APART_MS);
		expect(await parts).toEqual([[3, 4, 5, 6], [], []]);
	});

	it('a later one starts at once again', async () => {
		const gathering = new Gathering<number>();
		await gathering.take([1]);
		jest.advanceTimersByTime(APART_MS);
		expect(await gathering.take([2])).toEqual([2]);
	});

	it('what comes while an execution is being started goes into the next one, and nothing is lost or doubled', async () => {
		const gathering = new Gathering<number>();
		const started: number[][] = [];
		const pushes = Array.from({ length: 200 }, (_, index) => index);
		const all = Promise.all(
			pushes.map(async (index) => {
				await new Promise((resolve) => setTimeout(resolve, index * 10));
				const part = await gathering.take([index]);
				if (part.length > 0) started.push(part);
			}),
		);
		await jest.advanceTimersByTimeAsync(10_000);
		await all;
		expect(started.flat()).toEqual(pushes);
		// 2 seconds hold eight starts apart from the first
		expect(started).toHaveLength(9);
	});

	it('a push without anything wanted starts nothing and holds nothing up', async () => {
		const gathering = new Gathering<number>();
		expect(await gathering.take([])).toEqual([]);
		expect(await gathering.take([1])).toEqual([1]);
	});

	it('a clock that was put back holds up no longer than usual', async () => {
		const gathering = new Gathering<number>();
		await gathering.take([1]);
		jest.setSystemTime(Date.now() - 3_600_000);
		const next = gathering.take([2]);
		await jest.advanceTimersByTimeAsync(APART_MS);
		expect(await next).toEqual([2]);
	});
});
