import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { Latest } from './latest';

const KEY_LENGTH = 10;
const MOST_STORED = 2_000;
const MOST_REMEMBERED = 250_000;
const MOST_WINDOWS = 100;

/** 60 bits of a hash: short enough to keep thousands, long enough that two receipts do not meet. */
const shortened = (key: string) => createHash('sha256').update(key).digest('base64url').slice(0, KEY_LENGTH);

const split = (stored: string): string[] => stored.match(new RegExp(`.{${KEY_LENGTH}}`, 'gs')) ?? [];

/**
 * The latest keys that were seen. Memory holds many, for pushes that overlap: n8n gives each its own copy of the static
 * data and keeps what was written last. The static data holds few, for a restart and for other processes.
 */
export class RecentKeys {
	private current = new Set<string>();

	private previous = new Set<string>();

	private tail: string[] = [];

	private lastStored = '';

	constructor(
		private readonly mostRemembered = MOST_REMEMBERED,
		private readonly mostStored = MOST_STORED,
	) {}

	/** Takes over what the static data knows and memory does not. */
	load(stored: unknown): void {
		if (typeof stored !== 'string' || stored === this.lastStored) return;
		this.lastStored = stored;
		for (const short of split(stored)) this.remember(short);
	}

	/** True the first time a key comes. */
	add(key: string): boolean {
		return this.remember(shortened(key));
	}

	/** The latest keys as text of bounded length, for the static data. */
	store(): string {
		this.lastStored = this.tail.slice(-this.mostStored).join('');
		return this.lastStored;
	}

	private remember(short: string): boolean {
		if (this.current.has(short) || this.previous.has(short)) return false;
		// Two generations: the older half goes at once, which is cheap however many there are.
		if (this.current.size >= this.mostRemembered / 2) {
			this.previous = this.current;
			this.current = new Set();
		}
		this.current.add(short);
		this.tail.push(short);
		if (this.tail.length > 2 * this.mostStored) this.tail = this.tail.slice(-this.mostStored);
		return true;
	}
}

/** The one window of each trigger node in this process. */
const windows = new Latest(MOST_WINDOWS, () => new RecentKeys());

/**
 * Leaves out what came before, by key, and notes the rest as seen.
 *
 * @param staticData the node's static data; changed only when there is something new
 */
export function withoutRepeats<T>(
	nodeKey: string,
	staticData: IDataObject,
	entries: T[],
	keyOf: (entry: T) => string,
): T[] {
	const recent = windows.of(nodeKey);
	recent.load(staticData.recent);
	const fresh = entries.filter((entry) => recent.add(keyOf(entry)));
	if (fresh.length > 0) staticData.recent = recent.store();
	return fresh;
}
