import { expect, it } from '@jest/globals';

import fc from '../fastCheck.mts';
import { partition, withoutDuplicates, type ReadRow } from '../../nodes/shared/run/rows.ts';

const entries = fc
	.array(fc.tuple(fc.constantFrom('task 1', 'task 2', 'task 3'), fc.integer({ min: 0, max: 20 })), {
		maxLength: 60,
	})
	.map((rows) => rows.map(([group, row], itemIndex): ReadRow<number> => ({ itemIndex, group, row })));

it('batches hold every entry once, in order, in its group, and no batch that could be fuller is followed by one of its group', () => {
	fc.assert(
		fc.property(entries, fc.integer({ min: 1, max: 7 }), (given, size) => {
			const batches = partition(given, size);
			for (const group of new Set(given.map((entry) => entry.group))) {
				const own = batches.filter((batch) => batch.group === group);
				expect(own.flatMap((batch) => batch.entries)).toEqual(given.filter((entry) => entry.group === group));
				for (const batch of own.slice(0, -1)) expect(batch.entries).toHaveLength(size);
				expect(own.at(-1)?.entries.length).toBeLessThanOrEqual(size);
			}
			expect(batches.flatMap((batch) => batch.entries)).toHaveLength(given.length);
		}),
	);
});

it('of the rows with the same key in a group the first stays, and the others name it', () => {
	fc.assert(
		fc.property(entries, (given) => {
			const { unique, repeated } = withoutDuplicates(given, String);
			const keys = unique.map(({ group, row }) => `${group}/${row}`);
			expect(new Set(keys).size).toBe(keys.length);
			expect(
				[...unique, ...repeated.map(({ entry }) => entry)].sort((a, b) => a.itemIndex - b.itemIndex),
			).toEqual(given);
			for (const { entry, firstIndex } of repeated) {
				expect(firstIndex).toBeLessThan(entry.itemIndex);
				expect(given[firstIndex]).toMatchObject({ group: entry.group, row: entry.row });
				expect(unique).toContain(given[firstIndex]);
			}
		}),
	);
});

it('without a key everything is sent', () => {
	fc.assert(
		fc.property(entries, (given) => {
			expect(withoutDuplicates(given, undefined)).toEqual({ unique: given, repeated: [] });
		}),
	);
});
