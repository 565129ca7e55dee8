/** What is kept for each of the latest keys that were asked for; the one not asked for longest goes first. */
export class Latest<T> {
	private readonly kept = new Map<string, T>();

	constructor(
		private readonly most: number,
		private readonly make: () => T,
	) {}

	of(key: string): T {
		const value = this.kept.get(key) ?? this.make();
		this.kept.delete(key);
		this.kept.set(key, value);
		for (const oldest of this.kept.keys()) {
			if (this.kept.size <= this.most) break;
			this.kept.delete(oldest);
		}
		return value;
	}
}
