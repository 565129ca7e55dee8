const MAX_ENTRIES = 32;

interface Entry<T> {
	scanned: number;
	matches: T[];
}

/** Remembers what filters found in a list that only grows, so that paging scans every element once. */
export class FilterCache<T> {
	private readonly entries = new Map<string, Entry<T>>();

	/** Matches of `test` in `list`; `key` names the filter. */
	matches(list: readonly T[], key: string, test: (item: T) => boolean): readonly T[] {
		const entry = this.entries.get(key) ?? { scanned: 0, matches: [] };
		for (; entry.scanned < list.length; entry.scanned++) {
			const item = list[entry.scanned];
			if (test(item)) entry.matches.push(item);
		}
		this.entries.delete(key);
		this.entries.set(key, entry);
		if (this.entries.size > MAX_ENTRIES) {
			this.entries.delete(this.entries.keys().next().value as string);
		}
		return entry.matches;
	}
}
