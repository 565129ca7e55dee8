import type { Clock } from '../clock.mts';
import type { Delivery, DeliveryReport, SandboxSettings } from '../types.mts';
import { callOfDetail, callOfEngine, endedCalls, MadeUpCalls } from './receipt-calls.mts';
import {
	concerns,
	isReceiptEvent,
	receiptDelivery,
	receiptRecord,
	type ReceiptCall,
	type ReceiptEvent,
	type ReceiptRecord,
} from './receipts.mts';
import type { AiccsState } from './state.mts';

const DEFAULT_BATCH = 50;
const POLL_MS = 200;

export interface PushOptions {
	/** sent as they are, instead of records of calls */
	records?: ReceiptRecord[];
	/** as many calls that no task placed; absent: every call that has ended */
	count?: number;
	/** records per HTTP request, default 50 */
	batch?: number;
	/** how many records, from the first on, are sent a second time after the others */
	duplicates?: number;
}

function inBatches(records: ReceiptRecord[], size: number): ReceiptRecord[][] {
	const batches: ReceiptRecord[][] = [];
	for (let from = 0; from < records.length; from += size) batches.push(records.slice(from, from + size));
	return batches;
}

/** Sends receipts on request, and by itself when settings.receipts is set. */
export class ReceiptPusher {
	private readonly madeUp: MadeUpCalls;
	private ended: ReceiptCall[] = [];
	private state: AiccsState | undefined;
	private readonly timer: NodeJS.Timeout;
	private readonly stopListening: () => void;

	constructor(
		private readonly parts: {
			clock: Clock;
			settings: SandboxSettings;
			seed: number;
			origin: () => string;
			deliver: (delivery: Delivery) => Promise<DeliveryReport>;
		},
	) {
		this.madeUp = new MadeUpCalls(parts.seed);
		this.timer = setInterval(() => this.flush(), POLL_MS);
		this.timer.unref();
		this.stopListening = parts.clock.onChange(() => this.flush());
	}

	/** Listens to a fresh state's calls and forgets those of the one before. */
	watch(state: AiccsState): void {
		this.state = state;
		this.ended = [];
		const note = (call: ReceiptCall | undefined): void => {
			if (call && this.parts.settings.receipts) this.ended.push(call);
		};
		state.onCallEnded((task, detail) => note(callOfDetail(task, detail)));
		state.engineCalls.onEnded((call) => note(callOfEngine(call)));
	}

	/** Resolves when all is acknowledged or given up; see PushOptions. */
	async push(event: ReceiptEvent, url: string, options: PushOptions = {}): Promise<DeliveryReport> {
		const records = options.records ?? this.recordsOf(event, this.callsFor(event, options.count));
		const batch = options.batch ?? DEFAULT_BATCH;
		const again = records.slice(0, options.duplicates ?? 0);
		const batches = [...inBatches(records, batch), ...inBatches(again, batch)];
		return await this.parts.deliver(receiptDelivery(event, url, batches));
	}

	stop(): void {
		clearInterval(this.timer);
		this.stopListening();
	}

	private callsFor(event: ReceiptEvent, count: number | undefined): ReceiptCall[] {
		const now = this.parts.clock.now();
		if (count !== undefined) return this.madeUp.take(event, count, now);
		this.state?.advance(now);
		return this.state ? endedCalls(this.state, now).filter((call) => concerns(event, call)) : [];
	}

	private recordsOf(event: ReceiptEvent, calls: ReceiptCall[]): ReceiptRecord[] {
		const expires = this.parts.clock.now() + this.parts.settings.recordingTtlSeconds * 1000;
		return calls.map((call) => receiptRecord(event, call, this.parts.origin(), expires));
	}

	private flush(): void {
		const { receipts } = this.parts.settings;
		if (receipts === null || this.state === undefined) return;
		this.state.advance(this.parts.clock.now());
		const calls = this.ended;
		this.ended = [];
		if (calls.length === 0) return;
		for (const event of receipts.events.filter(isReceiptEvent)) {
			const records = this.recordsOf(
				event,
				calls.filter((call) => concerns(event, call)),
			);
			if (records.length === 0) continue;
			const batches = inBatches(records, receipts.batch ?? DEFAULT_BATCH);
			void this.parts.deliver(receiptDelivery(event, receipts.url, batches));
		}
	}
}
