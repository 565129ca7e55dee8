import { randomFrom } from './hash.mts';
import { MinHeap } from './heap.mts';

/** A number as a dialler sees it. */
export interface Dialled {
	/** calls placed so far */
	attempts: number;
}

/** How long a call takes. */
export interface Duration {
	ringSeconds: number;
	talkSeconds: number;
}

/** One call of a number; times are simulated epoch ms. */
export interface Call<Entry, Outcome> {
	number: Entry;
	/** 1 for the number's first call */
	attempt: number;
	/** 0 for the first call of the dialler */
	index: number;
	startedAt: number;
	endedAt: number;
	outcome: Outcome;
}

export interface DialRules {
	/** calls at the same time; 0 never dials */
	concurrency: number;
	/** which of the waiting numbers is next; repeats go first when they are due */
	order?: 'first' | 'last' | 'random';
	/** the first moment from `time` on at which a call may start; Infinity for never */
	nextOpening(time: number): number;
}

interface Waiting<Entry> {
	entry: Entry;
	dueAt: number;
}

/**
 * Dials numbers on the simulated clock without timers: `advance` catches up with the calls that started and ended
 * since the last time, in the order of their times. How a call ends, and what follows, is the vendor's.
 */
export abstract class Dialler<Entry extends Dialled, Outcome extends Duration> {
	private queue: Array<Waiting<Entry>> = [];
	private head = 0;
	private placed = 0;
	private readonly calling = new MinHeap<Call<Entry, Outcome>>((call) => call.endedAt);
	private readonly repeats = new MinHeap<Waiting<Entry>>((repeat) => repeat.dueAt);
	private readonly random: () => number;

	/**
	 * @param cursor nothing happens before this moment
	 * @param seed what the random order is drawn from
	 */
	constructor(
		/** whether new calls start */
		public enabled: boolean,
		private cursor: number,
		seed: string,
	) {
		this.random = randomFrom(seed);
	}

	protected abstract rules(): DialRules;
	/** Decides how the next call of a number ends. */
	protected abstract outcomeOf(entry: Entry): Outcome;
	protected abstract onPlaced(call: Call<Entry, Outcome>): void;
	/** Takes note of an ended call; gives the moment at which the number is called again, if it is. */
	protected abstract onEnded(call: Call<Entry, Outcome>): number | undefined;

	get callingCount(): number {
		return this.calling.size;
	}

	get pendingCount(): number {
		return this.calling.size + this.repeats.size + this.queue.length - this.head;
	}

	/** Puts a number at the end of the queue; it is called from `dueAt` on. */
	enqueue(entry: Entry, dueAt: number): void {
		this.queue.push({ entry, dueAt });
	}

	resume(now: number): void {
		this.advance(now);
		this.enabled = true;
	}

	/** No new calls; those going on end by themselves. */
	pause(now: number): void {
		this.advance(now);
		this.enabled = false;
	}

	/** Whether a call is in progress. */
	isDialling(now: number): boolean {
		this.advance(now);
		return this.calling.size > 0;
	}

	/** Catches up to `now`. */
	advance(now: number): void {
		if (now < this.cursor) return;
		if (this.calling.size > 0 || (this.enabled && this.pendingCount > 0)) {
			const rules = this.rules();
			while (this.step(rules, now));
		}
		this.cursor = now;
	}

	/** Numbers whose last call is not over: in a call, then waiting for a repeat, then queued. */
	pending(offset: number, limit: number): Entry[] {
		const calling = [...this.calling.values()].sort((a, b) => a.startedAt - b.startedAt);
		const repeats = [...this.repeats.values()].sort((a, b) => a.dueAt - b.dueAt);
		const early = [...calling.map(({ number }) => number), ...repeats.map(({ entry }) => entry)];
		const page = early.slice(offset, offset + limit);
		return page.concat(this.queued(Math.max(0, offset - early.length), limit - page.length));
	}

	/** The numbers that are dialled next while the dialler is enabled, in the order of the queue. */
	upNext(): ReadonlySet<Entry> {
		return new Set(this.enabled ? this.queued(0, this.rules().concurrency) : []);
	}

	/** Takes numbers out of the queue; calls in progress go on. */
	remove(entries: ReadonlySet<Entry>): void {
		this.queue = this.queue.slice(this.head).filter(({ entry }) => !entries.has(entry));
		this.head = 0;
		this.repeats.filter(({ entry }) => !entries.has(entry));
	}

	private queued(offset: number, limit: number): Entry[] {
		const from = this.head + offset;
		return this.queue.slice(from, from + limit).map(({ entry }) => entry);
	}

	private step(rules: DialRules, now: number): boolean {
		const endsAt = this.calling.peek()?.endedAt ?? Number.POSITIVE_INFINITY;
		const startsAt = this.nextStart(rules);
		const at = Math.min(startsAt, endsAt);
		if (at > now) return false;
		this.cursor = Math.max(this.cursor, at);
		if (startsAt <= endsAt) this.place(this.takeNext(rules, at), at);
		else this.end(this.calling.pop() as Call<Entry, Outcome>);
		return true;
	}

	private nextStart(rules: DialRules): number {
		if (!this.enabled || this.calling.size >= rules.concurrency) return Number.POSITIVE_INFINITY;
		const queued = this.nextQueued(rules)?.dueAt ?? Number.POSITIVE_INFINITY;
		const repeated = this.repeats.peek()?.dueAt ?? Number.POSITIVE_INFINITY;
		const ready = Math.max(this.cursor, Math.min(queued, repeated));
		return Number.isFinite(ready) ? rules.nextOpening(ready) : ready;
	}

	private nextQueued({ order }: DialRules): Waiting<Entry> | undefined {
		return this.head < this.queue.length ? this.queue.at(order === 'last' ? -1 : this.head) : undefined;
	}

	private takeNext(rules: DialRules, at: number): Entry {
		const repeat = this.repeats.peek();
		if (repeat !== undefined && repeat.dueAt <= at) return (this.repeats.pop() as Waiting<Entry>).entry;
		const { entry } = this.nextQueued(rules) as Waiting<Entry>;
		if (rules.order === 'last') this.queue.pop();
		else this.head += 1;
		if (rules.order === 'random') this.shuffleHead();
		return entry;
	}

	/** Swaps a random waiting number to the head. */
	private shuffleHead(): void {
		const { queue, head } = this;
		if (queue.length - head < 2) return;
		const pick = head + Math.floor(this.random() * (queue.length - head));
		[queue[head], queue[pick]] = [queue[pick], queue[head]];
	}

	private place(number: Entry, startedAt: number): void {
		const outcome = this.outcomeOf(number);
		number.attempts += 1;
		const call = {
			number,
			attempt: number.attempts,
			index: this.placed++,
			startedAt,
			endedAt: startedAt + (outcome.ringSeconds + outcome.talkSeconds) * 1000,
			outcome,
		};
		this.calling.push(call);
		this.onPlaced(call);
	}

	private end(call: Call<Entry, Outcome>): void {
		const dueAt = this.onEnded(call);
		if (dueAt !== undefined) this.repeats.push({ entry: call.number, dueAt });
	}
}
