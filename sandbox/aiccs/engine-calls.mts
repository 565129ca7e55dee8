import { IdSequence } from '../ids.mts';
import { outcomeOf, type Outcome } from './outcomes.mts';

/** A call placed with LlmSmartCall or LlmSmartCallEncrypt. */
export interface EngineCall {
	callId: string;
	caller: string;
	callee: string;
	applicationCode: string;
	outId?: string;
	/** who the opening words address, from StartWordParam.name or PromptParam.name */
	name?: string;
	startedAt: number;
	endAt: number;
	outcome: Outcome;
	hungUp: boolean;
}

export type EngineCallListener = (call: EngineCall) => void;

/** Calls of the communication intelligence engine. */
export class EngineCalls {
	private readonly calls = new Map<string, EngineCall>();
	private open: EngineCall[] = [];
	private readonly listeners = new Set<EngineCallListener>();
	private readonly ids = new IdSequence('125165515003319561');

	constructor(private readonly seed: number) {}

	place(
		call: Pick<EngineCall, 'caller' | 'callee' | 'applicationCode' | 'outId' | 'name'>,
		now: number,
	): EngineCall {
		const outcome = outcomeOf(this.seed, call.callee);
		const id = this.ids.next();
		const placed: EngineCall = {
			...call,
			// The documents' ids go on with 11, too, which no phone number does.
			callId: `${id.slice(0, 12)}^11${id.slice(9)}`,
			startedAt: now,
			endAt: now + (outcome.ringSeconds + outcome.talkSeconds) * 1000,
			outcome,
			hungUp: false,
		};
		this.calls.set(placed.callId, placed);
		this.open.push(placed);
		return placed;
	}

	get(callId: string): EngineCall | undefined {
		return this.calls.get(callId);
	}

	/** Calls that have ended by `now`, in the order of placing. */
	ended(now: number): EngineCall[] {
		return [...this.calls.values()].filter((call) => call.endAt <= now);
	}

	/** Ends a call now; false when it has ended already. */
	hangUp(call: EngineCall, now: number): boolean {
		if (call.endAt <= now) return false;
		call.endAt = now;
		call.hungUp = true;
		return true;
	}

	advance(now: number): void {
		if (this.open.length === 0) return;
		const ended = this.open.filter((call) => call.endAt <= now);
		if (ended.length === 0) return;
		this.open = this.open.filter((call) => call.endAt > now);
		for (const call of ended) {
			for (const listener of this.listeners) listener(call);
		}
	}

	/** Tells about every call that ends; returns the function that stops it. */
	onEnded(listener: EngineCallListener): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}

/** Moment the callee picked up, or undefined. */
export function pickUpTime(startedAt: number, endAt: number, outcome: Outcome): number | undefined {
	const pickUp = startedAt + outcome.ringSeconds * 1000;
	return outcome.result === 'ANSWERED' && pickUp <= endAt ? pickUp : undefined;
}
