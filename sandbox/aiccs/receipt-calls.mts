import { endedCallOf } from './call-fields.mts';
import type { CallDetail } from './dialler.mts';
import { pickUpTime, type EngineCall } from './engine-calls.mts';
import { outcomeOf, type Outcome } from './outcomes.mts';
import type { ReceiptCall, ReceiptEvent } from './receipts.mts';
import type { AiccsState, CallTask } from './state.mts';
import { transcriptOf } from './transcripts.mts';

/** The latest ended call of a detail. */
export function callOfDetail(task: CallTask, detail: CallDetail): ReceiptCall | undefined {
	const call = endedCallOf(task, detail);
	if (call === undefined) return undefined;
	return {
		callId: call.callId,
		outId: detail.outId,
		caller: task.virtualNumber ?? '',
		callee: detail.number,
		result: call.result,
		startedAt: call.startedAt,
		ringSeconds: (detail.outcome as Outcome).ringSeconds,
		pickedUpAt: call.pickedUpAt,
		endedAt: call.endedAt,
		duration: call.duration,
		hangUpBy: call.hangUpDirection === '0' ? 'user' : 'robot',
		majorIntent: call.majorIntent,
		turns: call.turns,
		task: {
			taskId: detail.taskId,
			detailId: detail.detailId,
			batchId: detail.batchId,
			attempt: detail.attempts,
			outputTags: Object.fromEntries(
				call.outputTags.map(({ tag, values }) => [tag.name, tag.options ? values : values[0]]),
			),
		},
	};
}

/** An ended call of the engine. */
export function callOfEngine(call: EngineCall): ReceiptCall {
	const pickedUpAt = pickUpTime(call.startedAt, call.endAt, call.outcome);
	return {
		callId: call.callId,
		outId: call.outId,
		caller: call.caller,
		callee: call.callee,
		result: call.hungUp && pickedUpAt === undefined ? 'CANCEL' : call.outcome.result,
		startedAt: call.startedAt,
		ringSeconds: call.outcome.ringSeconds,
		pickedUpAt,
		endedAt: call.endAt,
		duration: pickedUpAt === undefined ? 0 : Math.round((call.endAt - pickedUpAt) / 1000),
		hangUpBy: call.hungUp ? 'robot' : call.outcome.hangUpBy,
		majorIntent: call.outcome.majorIntent,
		turns: pickedUpAt === undefined ? [] : transcriptOf(call.outcome, call.name),
	};
}

/** Calls that have ended so far: those of tasks first, then those of the engine. */
export function endedCalls(state: AiccsState, now: number): ReceiptCall[] {
	const calls: ReceiptCall[] = [];
	for (const task of state.tasks.values()) {
		for (const detail of task.dialler.details) {
			const call = callOfDetail(task, detail);
			if (call) calls.push(call);
		}
	}
	return calls.concat(state.engineCalls.ended(now).map(callOfEngine));
}

/** Gives calls that no task placed, for receivers' load tests; ids never repeat. */
export class MadeUpCalls {
	private made = 0;

	constructor(private readonly seed: number) {}

	/** As many ended calls as asked for, all of the kind that the event reports. */
	take(event: ReceiptEvent, count: number, now: number): ReceiptCall[] {
		const calls: ReceiptCall[] = [];
		while (calls.length < count) {
			this.made += 1;
			const callee = `139${String(this.made).padStart(8, '0')}`;
			const outcome = outcomeOf(this.seed, callee);
			if (event.endsWith('Report') || outcome.talkSeconds > 0)
				calls.push(this.call(event, callee, outcome, now));
		}
		return calls;
	}

	private call(event: ReceiptEvent, callee: string, outcome: Outcome, now: number): ReceiptCall {
		const endedAt = now - 1000;
		const startedAt = endedAt - (outcome.ringSeconds + outcome.talkSeconds) * 1000;
		const detailId = String(977_000_000_000_000_005n + BigInt(this.made) * 112n);
		return {
			callId: `${detailId}^10000000001`,
			outId: `made-up-${this.made}`,
			caller: '057100000000',
			callee,
			result: outcome.result,
			startedAt,
			ringSeconds: outcome.ringSeconds,
			pickedUpAt: pickUpTime(startedAt, endedAt, outcome),
			endedAt,
			duration: outcome.talkSeconds,
			hangUpBy: outcome.hangUpBy,
			majorIntent: outcome.majorIntent,
			turns: transcriptOf(outcome, undefined),
			...(event.startsWith('AlicomAgent') && {
				task: {
					taskId: '118719107127899989',
					detailId,
					batchId: '118306112230099989',
					attempt: 1,
					outputTags: { 客户意向度: ['高'], 方便联系的时间: '9点' },
				},
			}),
		};
	}
}
