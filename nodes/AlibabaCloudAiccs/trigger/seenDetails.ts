import { createHash } from 'node:crypto';

const HASH_LENGTH = 8;
const MINUTE_LENGTH = 6;
const ENTRY = new RegExp(`(.{${HASH_LENGTH}})(.{${MINUTE_LENGTH}})`, 'gs');
const MINUTE_MS = 60_000;
const MOST_ENTRIES = 50_000;

const shortened = (detailId: string) =>
	createHash('sha256').update(detailId).digest('base64url').slice(0, HASH_LENGTH);

const toMinute = (epochMs: number) => Math.floor(epochMs / MINUTE_MS);

/**
 * Details of a task that came out, each with the minute of its call. What was called before `floor` (epoch ms) is
 * settled and not asked for again, so that this list stays short however long the trigger runs.
 */
export class SeenDetails {
	private readonly minutes = new Map<string, number>();

	constructor(
		public floor: number,
		stored = '',
		private readonly mostEntries = MOST_ENTRIES,
	) {
		for (const [, hash, minute] of stored.matchAll(ENTRY)) this.minutes.set(hash, parseInt(minute, 36));
	}

	has(detailId: string): boolean {
		return this.minutes.has(shortened(detailId));
	}

	add(detailId: string, calledAt: number): void {
		this.minutes.set(shortened(detailId), toMinute(calledAt));
	}

	/**
	 * Settles all that was called before a time (epoch ms), and as much more as the list is too long by: a result that
	 * comes later than that is lost, but none comes out twice.
	 */
	settleBefore(time: number): void {
		this.floor = Math.max(this.floor, toMinute(time) * MINUTE_MS);
		if (this.minutes.size > this.mostEntries) {
			const latest = [...this.minutes.values()].sort((a, b) => b - a);
			this.floor = Math.max(this.floor, (latest[this.mostEntries] + 1) * MINUTE_MS);
		}
		for (const [hash, minute] of this.minutes) {
			if (minute * MINUTE_MS < this.floor) this.minutes.delete(hash);
		}
	}

	store(): string {
		return [...this.minutes]
			.map(([hash, minute]) => hash + minute.toString(36).padStart(MINUTE_LENGTH, '0'))
			.join('');
	}
}

/** Details that came out, by their ID alone: those that failed have no time to be settled by. */
export class KnownDetails {
	private readonly hashes: Set<string>;

	constructor(stored = '') {
		this.hashes = new Set(stored.match(new RegExp(`.{${HASH_LENGTH}}`, 'gs')));
	}

	/** Takes the whole present list, and gives back which of it are new. */
	update(detailIds: string[]): Set<string> {
		const added = new Set(detailIds.filter((id) => !this.hashes.has(shortened(id))));
		for (const id of added) this.hashes.add(shortened(id));
		return added;
	}

	store(): string {
		return [...this.hashes].join('');
	}
}
