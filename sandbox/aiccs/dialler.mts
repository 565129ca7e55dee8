import { MinHeap } from '../heap.mts';
import { FAILED_RESULTS, outcomeOf, type CallResult, type Outcome } from './outcomes.mts';

/** One imported callee of a task. */
export interface CallDetail {
	detailId: string;
	taskId: string;
	batchId: string;
	number: string;
	encryptionType: number;
	outId?: string;
	variables: Record<string, string>;
	/** simulated epoch ms, as all times here */
	importedAt: number;
	phase: 'queued' | 'calling' | 'retrying' | 'ended' | 'failed';
	/** calls placed so far */
	attempts: number;
	/** of the latest call */
	callingAt?: number;
	endAt?: number;
	outcome?: Outcome;
	failedReason?: string;
}

export interface DialRules {
	/** calls at the same time */
	concurrency: number;
	retryReasons: ReadonlySet<string>;
	retryTimes: number;
	retryIntervalMs: number;
	/** first moment from the given one on at which a call may start */
	nextOpening(time: number): number;
}

interface Retry {
	detail: CallDetail;
	dueAt: number;
}

/**
 * Dials a task's numbers on the simulated clock without timers: `advance` catches up with the calls that
 * started and ended since the last time, in the order of their times.
 */
export class Dialler {
	running = false;
	/** import order */
	readonly details: CallDetail[] = [];
	/** order of ending */
	readonly completed: CallDetail[] = [];
	readonly failed: CallDetail[] = [];
	/** calls placed, ended and answered so far */
	readonly calls = { placed: 0, ended: 0, answered: 0 };
	private queue: CallDetail[] = [];
	private head = 0;
	private cursor = 0;
	private readonly calling = new MinHeap<CallDetail>((detail) => detail.endAt ?? 0);
	private readonly retries = new MinHeap<Retry>((retry) => retry.dueAt);

	constructor(
		private readonly seed: number,
		private readonly rules: () => DialRules,
		private readonly onCallEnded: (detail: CallDetail) => void,
		private readonly onCallPlaced: (detail: CallDetail) => void,
	) {}

	get callingCount(): number {
		return this.calling.size;
	}

	get pendingCount(): number {
		return this.calling.size + this.retries.size + this.queue.length - this.head;
	}

	import(details: CallDetail[], now: number): void {
		this.advance(now);
		for (const detail of details) {
			this.details.push(detail);
			this.queue.push(detail);
		}
	}

	start(now: number): void {
		this.advance(now);
		this.running = true;
	}

	/** No new calls; those going on end by themselves. */
	stop(now: number): void {
		this.advance(now);
		this.running = false;
	}

	/** Catches up to `now`. */
	advance(now: number): void {
		if (now < this.cursor) return;
		if (this.calling.size > 0 || (this.running && this.pendingCount > 0)) {
			const rules = this.rules();
			while (this.step(rules, now));
		}
		this.cursor = now;
	}

	/** Details that are neither ended nor failed: calling, then waiting for a retry, then queued. */
	pending(offset: number, limit: number): CallDetail[] {
		const calling = [...this.calling.values()].sort((a, b) => (a.callingAt ?? 0) - (b.callingAt ?? 0));
		const retrying = [...this.retries.values()]
			.sort((a, b) => a.dueAt - b.dueAt)
			.map((retry) => retry.detail);
		const early = calling.concat(retrying);
		const from = Math.max(0, offset - early.length) + this.head;
		const page = early.slice(offset, offset + limit);
		return page.concat(this.queue.slice(from, from + limit - page.length));
	}

	/** The details that a running task dials next; they can no longer be cancelled. */
	upNext(): ReadonlySet<CallDetail> {
		return new Set(this.running ? this.queue.slice(this.head, this.head + this.rules().concurrency) : []);
	}

	/** Takes details out of the queue; they end as failed. */
	cancel(details: ReadonlySet<CallDetail>): void {
		this.queue = this.queue.slice(this.head).filter((detail) => !details.has(detail));
		this.head = 0;
		this.retries.filter((retry) => !details.has(retry.detail));
		for (const detail of details) {
			detail.phase = 'failed';
			detail.failedReason = '主动取消';
			this.failed.push(detail);
		}
	}

	private step(rules: DialRules, now: number): boolean {
		const ending = this.calling.peek();
		const endAt = ending?.endAt ?? Number.POSITIVE_INFINITY;
		const startAt = this.nextStart(rules);
		if (startAt <= now && startAt <= endAt) {
			this.place(this.takeNext(startAt), startAt);
			this.cursor = startAt;
			return true;
		}
		if (endAt <= now) {
			this.end(this.calling.pop() as CallDetail, rules);
			this.cursor = Math.max(this.cursor, endAt);
			return true;
		}
		return false;
	}

	private nextStart(rules: DialRules): number {
		if (!this.running || this.calling.size >= rules.concurrency) return Number.POSITIVE_INFINITY;
		const queued = this.queue[this.head]?.importedAt ?? Number.POSITIVE_INFINITY;
		const due = this.retries.peek()?.dueAt ?? Number.POSITIVE_INFINITY;
		const ready = Math.max(this.cursor, Math.min(queued, due));
		return Number.isFinite(ready) ? rules.nextOpening(ready) : ready;
	}

	private takeNext(at: number): CallDetail {
		const retry = this.retries.peek();
		if (retry !== undefined && retry.dueAt <= at) return (this.retries.pop() as Retry).detail;
		return this.queue[this.head++];
	}

	private place(detail: CallDetail, at: number): void {
		const outcome = outcomeOf(this.seed, detail.number, detail.attempts);
		detail.outcome = outcome;
		detail.attempts += 1;
		detail.phase = 'calling';
		detail.callingAt = at;
		detail.endAt = at + (outcome.ringSeconds + outcome.talkSeconds) * 1000;
		this.calls.placed += 1;
		this.calling.push(detail);
		this.onCallPlaced(detail);
	}

	private end(detail: CallDetail, rules: DialRules): void {
		const { result } = detail.outcome as Outcome;
		this.calls.ended += 1;
		if (result === 'ANSWERED') this.calls.answered += 1;
		if (rules.retryReasons.has(result) && detail.attempts <= rules.retryTimes) {
			detail.phase = 'retrying';
			this.retries.push({ detail, dueAt: (detail.endAt as number) + rules.retryIntervalMs });
		} else {
			this.finish(detail, result);
		}
		this.onCallEnded(detail);
	}

	private finish(detail: CallDetail, result: CallResult): void {
		if (FAILED_RESULTS.has(result)) {
			detail.phase = 'failed';
			this.failed.push(detail);
		} else {
			detail.phase = 'ended';
			this.completed.push(detail);
		}
	}
}
