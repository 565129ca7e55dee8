import { chinaDate, nextOpening, parseTime, type Opening } from '../china-time.mts';
import { Dialler, type Call, type DialRules } from '../dialler.mts';
import { FilterCache } from './filter-cache.mts';
import { FAILED_RESULTS, outcomeOf, type Outcome } from './outcomes.mts';
import type { CallWindow, TaskConfig } from './state.mts';

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

const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** When a task may call: its windows on each of its days. */
export function openings(callDays: string[], windows: CallWindow[]): Opening[] {
	return callDays.flatMap((day) =>
		windows.map(({ startTime, endTime }) => ({
			weekday: DAYS.indexOf(day),
			from: parseTime(startTime, true) ?? 0,
			until: parseTime(endTime, true) ?? 0,
		})),
	);
}

/** Dials the details of one task and keeps what became of them. */
export class TaskDialler extends Dialler<CallDetail, Outcome> {
	/** order of import */
	readonly details: CallDetail[] = [];
	/** order of ending */
	readonly completed: CallDetail[] = [];
	readonly failed: CallDetail[] = [];
	/** what filters found in the two lists above */
	readonly filters = { completed: new FilterCache<CallDetail>(), failed: new FilterCache<CallDetail>() };
	readonly calls = { placed: 0, ended: 0, answered: 0 };
	private readonly byOutId = new Map<string, CallDetail>();
	private readonly days = new Map<string, { imported: number; placed: number; answered: number }>();

	constructor(
		private readonly seed: number,
		private readonly task: TaskConfig,
		private readonly respectCallWindows: () => boolean,
		private readonly onCallEnded: (detail: CallDetail) => void,
	) {
		super(false, 0, '');
	}

	import(details: CallDetail[], now: number): void {
		this.advance(now);
		for (const detail of details) {
			this.details.push(detail);
			if (detail.outId !== undefined) this.byOutId.set(detail.outId, detail);
			this.enqueue(detail, detail.importedAt);
		}
		this.day(now).imported += details.length;
	}

	/** The detail that was imported last with this id. */
	detailOf(outId: string): CallDetail | undefined {
		return this.byOutId.get(outId);
	}

	/** Takes details out of the queue; they end as failed. */
	cancel(details: ReadonlySet<CallDetail>): void {
		this.remove(details);
		for (const detail of details) {
			detail.phase = 'failed';
			detail.failedReason = '主动取消';
			this.failed.push(detail);
		}
	}

	/** What happened on the day of `time` (China Standard Time); of answered calls the day they were placed. */
	day(time: number): { imported: number; placed: number; answered: number } {
		const date = chinaDate(time);
		const counts = this.days.get(date) ?? { imported: 0, placed: 0, answered: 0 };
		this.days.set(date, counts);
		return counts;
	}

	protected override rules(): DialRules {
		const { concurrency, callDays, callTimes } = this.task;
		const open = openings(callDays, callTimes);
		return {
			concurrency,
			nextOpening: (time) => (this.respectCallWindows() ? nextOpening(time, open) : time),
		};
	}

	protected override outcomeOf({ number, attempts }: CallDetail): Outcome {
		return outcomeOf(this.seed, number, attempts);
	}

	protected override onPlaced(call: Call<CallDetail, Outcome>): void {
		const { number: detail, startedAt, endedAt, outcome } = call;
		Object.assign(detail, { phase: 'calling', callingAt: startedAt, endAt: endedAt, outcome });
		this.calls.placed += 1;
		this.day(startedAt).placed += 1;
	}

	protected override onEnded(call: Call<CallDetail, Outcome>): number | undefined {
		const { number: detail, startedAt, endedAt, outcome } = call;
		const { retryEnabled, retryReasons, retryTimes, retryIntervalMinutes } = this.task;
		const answered = Number(outcome.result === 'ANSWERED');
		this.calls.ended += 1;
		this.calls.answered += answered;
		this.day(startedAt).answered += answered;
		const again = retryEnabled && retryReasons.includes(outcome.result) && detail.attempts <= retryTimes;
		if (again) detail.phase = 'retrying';
		else this.finish(detail, FAILED_RESULTS.has(outcome.result));
		this.onCallEnded(detail);
		return again ? endedAt + retryIntervalMinutes * 60_000 : undefined;
	}

	private finish(detail: CallDetail, failed: boolean): void {
		detail.phase = failed ? 'failed' : 'ended';
		(failed ? this.failed : this.completed).push(detail);
	}
}
