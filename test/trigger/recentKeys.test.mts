import { describe, expect, it } from '@jest/globals';

import { RecentKeys } from '../../nodes/shared/trigger/recentKeys.ts';

const keys = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => `key-${from + index}`);

describe('recent keys', () => {
	it('forgets the oldest first and never more than half of what it holds', () => {
		const recent = new RecentKeys(100, 10);
		for (const key of keys(0, 1000)) expect(recent.add(key)).toBe(true);
		for (const key of keys(951, 1000)) expect(recent.add(key)).toBe(false);
		expect(recent.add('key-0')).toBe(true);
	});

	it('stores the latest only, and merges what another process stored', () => {
		const here = new RecentKeys(100, 10);
		const there = new RecentKeys(100, 10);
		for (const key of keys(0, 50)) here.add(key);
		there.add('there');
		there.load(here.store());
		expect(here.store()).toHaveLength(100);
		expect(keys(40, 50).map((key) => there.add(key))).toEqual(Array(10).fill(false));
		expect(there.add('there')).toBe(false);
		expect(there.add('key-39')).toBe(true);
	});

	it.each([undefined, null, 7, {}, ''])('takes %p from a damaged store for nothing', (stored) => {
		const recent = new RecentKeys();
		recent.load(stored);
		expect(recent.store()).toBe('');
	});
});
