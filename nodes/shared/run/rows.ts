/** Rows that input items were read into, on their way into requests. */

/** A row with what it has in common with the others of its request, e.g. the task. */
export interface ReadRow<Row> {
	itemIndex: number;
	group: string;
	row: Row;
}

/** A row that repeats that of an earlier item. */
export interface Repeated<Row> {
	entry: ReadRow<Row>;
	firstIndex: number;
}

export interface Batch<Row> {
	group: string;
	entries: Array<ReadRow<Row>>;
}

/** Rows of the same group, in the order of the items, in batches of at most `size`. */
export function partition<Row>(entries: Array<ReadRow<Row>>, size: number): Array<Batch<Row>> {
	const batches: Array<Batch<Row>> = [];
	const filling = new Map<string, Batch<Row>>();
	for (const entry of entries) {
		const { group } = entry;
		let batch = filling.get(group);
		if (!batch || batch.entries.length >= size) {
			batch = { group, entries: [] };
			filling.set(group, batch);
			batches.push(batch);
		}
		batch.entries.push(entry);
	}
	return batches;
}

/** Splits off the rows that repeat an earlier row of their group, with the item of that row; those without a key repeat none. */
export function withoutDuplicates<Row>(
	entries: Array<ReadRow<Row>>,
	key: ((row: Row) => string | undefined) | undefined,
) {
	const unique: Array<ReadRow<Row>> = [];
	const repeated: Array<Repeated<Row>> = [];
	if (key === undefined) return { unique: entries, repeated };
	const groups = new Map<string, Map<string, number>>();
	for (const entry of entries) {
		let firsts = groups.get(entry.group);
		if (!firsts) groups.set(entry.group, (firsts = new Map()));
		const id = key(entry.row);
		if (id === undefined) {
			unique.push(entry);
			continue;
		}
		const firstIndex = firsts.get(id);
		if (firstIndex !== undefined) {
			repeated.push({ entry, firstIndex });
			continue;
		}
		firsts.set(id, entry.itemIndex);
		unique.push(entry);
	}
	return { unique, repeated };
}
