import { randomFrom } from '../hash.mts';
import { outcomeOf, type Outcome } from './outcomes.mts';

export interface NumberEntry {
	id: string;
	/** as stored, with a suffix when number_add_suffix is on */
	phone: string;
	name: string | null;
	company: string | null;
	email: string | null;
	sort: number;
	extra: string | null;
	selector: string | null;
	components: Array<{ id: string; value: string }>;
	addedAt: number;
	status: number;
	hungUpAt: number | null;
	deleted: boolean;
	attempts: number;
}

export interface Call {
	number: NumberEntry;
	attempt: number;
	/** 0 for the first call of the task */
	index: number;
	startedAt: number;
	endedAt: number;
	outcome: Outcome;
}

export interface DialPlan {
	seed: number;
	/** what the random order is drawn from */
	name: string;
	/** calls at once; 0 never dials */
	concurrency: number;
	startAt: number;
	stopAt: number;
	/** 0 random, 1 in order, 2 reverse */
	order: number;
	/** the first moment from `time` on at which dialling is allowed; Infinity for never */
	allowedFrom(time: number): number;
	onCall(call: Call): void;
	onEnd(call: Call): void;
}

interface Slot {
	freeAt: number;
	call?: Call;
}

/**
 * Dials numbers on simulated time without timers: `advance` replays what happened until now. A slot is one of the
 * concurrent calls.
 */
export class Dialler {
	private readonly pending: NumberEntry[] = [];
	private head = 0;
	private slots: Slot[] = [];
	private started = 0;
	private pickRandom: () => number;
	private runningSince: number;
	running = true;

	constructor(
		private plan: DialPlan,
		now: number,
	) {
		this.pickRandom = randomFrom(`order|${plan.seed}|${plan.name}`);
		this.runningSince = now;
		this.resize();
	}

	/** Puts a number at the end of the queue. */
	add(entry: NumberEntry): void {
		this.pending.push(entry);
	}

	/** Replaces the plan; calls in progress go on. */
	replan(plan: DialPlan): void {
		this.plan = plan;
		this.resize();
	}

	pause(now: number): void {
		this.advance(now);
		this.running = false;
	}

	resume(now: number): void {
		this.advance(now);
		if (!this.running) this.runningSince = now;
		this.running = true;
	}

	/** Whether a call is in progress or about to start. */
	isDialling(now: number): boolean {
		this.advance(now);
		if (this.slots.some((slot) => slot.call !== undefined)) return true;
		return this.running && this.plan.concurrency > 0 && this.waiting > 0 && this.earliest(now) <= now;
	}

	/** Plays everything up to `now`. */
	advance(now: number): void {
		for (;;) {
			const slot = this.nextSlot();
			if (slot === undefined || slot.freeAt > now) return;
			if (slot.call !== undefined) this.finish(slot);
			if (!this.start(slot, now)) return this.finishAll(now);
		}
	}

	private finishAll(now: number): void {
		const due = this.slots.filter((slot) => slot.call !== undefined && slot.freeAt <= now);
		for (const slot of due.sort((a, b) => a.freeAt - b.freeAt)) this.finish(slot);
	}

	private finish(slot: Slot): void {
		const call = slot.call as Call;
		delete slot.call;
		if (!call.number.deleted) {
			call.number.status = call.outcome.status;
			call.number.hungUpAt = call.endedAt;
		}
		this.plan.onEnd(call);
	}

	/** Gives the free slot its next call; false when there is none to start by `now`. */
	private start(slot: Slot, now: number): boolean {
		if (!this.running || this.plan.concurrency === 0) return false;
		this.skipDeleted();
		const entry = this.pending[this.peek()];
		if (entry === undefined) return false;
		const begin = this.earliest(Math.max(slot.freeAt, entry.addedAt));
		if (begin > now) return false;
		this.take();
		const outcome = outcomeOf(this.plan.seed, entry.phone);
		const endedAt = begin + (outcome.ringSeconds + outcome.talkSeconds) * 1000;
		entry.attempts += 1;
		slot.call = {
			number: entry,
			attempt: entry.attempts,
			index: this.started++,
			startedAt: begin,
			endedAt,
			outcome,
		};
		slot.freeAt = endedAt;
		this.plan.onCall(slot.call);
		return true;
	}

	private earliest(time: number): number {
		const begin = this.plan.allowedFrom(Math.max(time, this.plan.startAt, this.runningSince));
		return begin >= this.plan.stopAt ? Number.POSITIVE_INFINITY : begin;
	}

	private nextSlot(): Slot | undefined {
		let next = this.slots[0];
		for (const slot of this.slots) if (slot.freeAt < next.freeAt) next = slot;
		return next;
	}

	private get waiting(): number {
		this.skipDeleted();
		return this.pending.length - this.head;
	}

	private skipDeleted(): void {
		while (this.pending[this.head]?.deleted) this.head += 1;
		while (this.pending.length > this.head && this.pending[this.pending.length - 1]?.deleted)
			this.pending.pop();
	}

	/** Index of the number to dial next, by the task's pop_mode. */
	private peek(): number {
		if (this.plan.order === 2) return this.pending.length - 1 >= this.head ? this.pending.length - 1 : -1;
		return this.head;
	}

	private take(): void {
		if (this.plan.order === 2) this.pending.pop();
		else this.head += 1;
		if (this.plan.order === 0) this.shuffleHead();
	}

	/** Swaps a random waiting number to the head. */
	private shuffleHead(): void {
		const left = this.pending.length - this.head;
		if (left < 2) return;
		const pick = this.head + Math.floor(this.pickRandom() * left);
		[this.pending[this.head], this.pending[pick]] = [this.pending[pick], this.pending[this.head]];
	}

	private resize(): void {
		const wanted = Math.min(this.plan.concurrency, 1000);
		while (this.slots.length < wanted) this.slots.push({ freeAt: 0 });
		if (this.slots.length > wanted) {
			const busy = this.slots.filter((slot) => slot.call !== undefined);
			this.slots = [...busy, ...this.slots.filter((slot) => slot.call === undefined)].slice(
				0,
				Math.max(wanted, busy.length),
			);
		}
	}
}
