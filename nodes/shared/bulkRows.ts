/** Rows that input items were read into, on their way into requests. */

interface Entry<Row> {
	itemIndex: number;
	row: Row;
}

export interface Batch<Row> {
	/** What all rows of a request have in common, e.g. the task. */
	group: string;
	entries: Array<Entry<Row>>;
}

/** Rows of the same group, in the order of the items, in batches of at most `size`. */
export function partition<Row>(entries: Array<ReadRow<Row>>, size: number): Array<Batch<Row>> {
	const batches: Array<Batch<Row>> = [];
	const filling = new Map<string, Batch<Row>>();
	for (const { group, itemIndex, row } of entries) {
		let batch = filling.get(group);
		if (!batch || batch.entries.length >= size) {
			batch = { group, entries: [] };
			filling.set(group, batch);
			batches.push(batch);
		}
		batch.entries.push({ itemIndex, row });
	}
	return batches;
}

/** A row with what it has in common with the others of its request. */
export type ReadRow<Row> = Entry<Row> & { group: string };

/** Splits off the rows that repeat an earlier row of their group, with the item of that row. */
export function withoutDuplicates<Row>(
	entries: Array<ReadRow<Row>>,
	key: ((row: Row) => string) | undefined,
) {
	const unique: Array<ReadRow<Row>> = [];
	const repeated: Array<{ entry: ReadRow<Row>; firstIndex: number }> = [];
	const firsts = new Map<string, number>();
	for (const entry of entries) {
		const id = key && JSON.stringify([entry.group, key(entry.row)]);
		const firstIndex = id === undefined ? undefined : firsts.get(id);
		if (firstIndex !== undefined) {
			repeated.push({ entry, firstIndex });
			continue;
		}
		if (id !== undefined) firsts.set(id, entry.itemIndex);
		unique.push(entry);
	}
	return { unique, repeated };
}
