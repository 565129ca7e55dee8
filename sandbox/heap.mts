/** A binary min-heap; `key` must not change while an item is inside. */
export class MinHeap<T> {
	private items: T[] = [];

	constructor(private readonly key: (item: T) => number) {}

	get size(): number {
		return this.items.length;
	}

	peek(): T | undefined {
		return this.items[0];
	}

	/** All items, in no particular order. */
	values(): readonly T[] {
		return this.items;
	}

	push(item: T): void {
		const { items, key } = this;
		let at = items.length;
		items.push(item);
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (key(items[parent]) <= key(item)) break;
			items[at] = items[parent];
			at = parent;
		}
		items[at] = item;
	}

	pop(): T | undefined {
		const { items, key } = this;
		const top = items[0];
		const last = items.pop();
		if (last === undefined || items.length === 0) return top;
		let at = 0;
		for (;;) {
			let child = 2 * at + 1;
			if (child >= items.length) break;
			if (child + 1 < items.length && key(items[child + 1]) < key(items[child])) child += 1;
			if (key(items[child]) >= key(last)) break;
			items[at] = items[child];
			at = child;
		}
		items[at] = last;
		return top;
	}

	/** Keeps only what the test accepts. */
	filter(keep: (item: T) => boolean): void {
		const kept = this.items.filter(keep);
		this.items = [];
		for (const item of kept) this.push(item);
	}
}
