import { describe, expect, it } from '@jest/globals';

import { mergeOrders } from '../../nodes/shared/run/fieldOrder.ts';

describe('mergeOrders', () => {
	it('keeps the order of every list, a field that several lists have once', () => {
		expect(
			mergeOrders([
				['subAccount', 'simplify'],
				['task', 'subAccount'],
				['generation', 'task', 'simplify'],
			]),
		).toEqual(['generation', 'task', 'subAccount', 'simplify']);
	});

	it('keeps the first appearance where the lists leave it open', () => {
		expect(mergeOrders([['b'], ['a'], ['c', 'a']])).toEqual(['b', 'c', 'a']);
		expect(mergeOrders<string>([])).toEqual([]);
	});

	it('takes lists that contradict each other', () => {
		expect(mergeOrders([['a', 'b'], ['b', 'a'], ['c']])).toEqual(['c', 'a', 'b']);
	});
});
