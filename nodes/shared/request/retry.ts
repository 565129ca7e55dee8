import { sleep } from 'n8n-workflow';

import { RequestFailure, afterLostAnswer, asRequestFailure, isUnknown } from './failure';
import { pause, type RequestLimiter } from './limiter';

/**
 * What a request does, which decides when it may be repeated:
 * `read` changes nothing; `repeatable` can be repeated without a second effect; `once` leads to calls
 * or creates something, and is never repeated once an answer was possible.
 */
export type RequestKind = 'read' | 'repeatable' | 'once';

/**
 * Asks once. Resolves when the answer is there, with what reads it: the place among the open requests is then free,
 * and the next request is on its way meanwhile. Reading is told whether an earlier answer was lost, and throws
 * RequestFailure when the answer is a refusal.
 */
type Attempt<T> = () => Promise<(afterLostAnswer: boolean) => T>;

const MOST_TRIES = 5;
const MOST_THROTTLED_TRIES = 10;
const FIRST_PAUSE_MS = 300;
const LONGEST_PAUSE_MS = 20_000;

/** Exponential back-off with full jitter above the half, so that many items do not come back together. */
function backOff(tries: number): number {
	const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1));
	return pauseMs / 2 + Math.random() * (pauseMs / 2);
}

const stopped = () =>
	new RequestFailure('The execution was stopped before this was sent', { outcome: 'notSent' });

function mayRepeat({ detail }: RequestFailure, kind: RequestKind, tries: number): boolean {
	if (detail.throttled) return tries < MOST_THROTTLED_TRIES;
	return kind !== 'once' && detail.transient === true && tries < MOST_TRIES;
}

/**
 * Sends a request within the limits and repeats it as its kind allows.
 *
 * @param failed puts a failure into the words of what was tried
 * @throws RequestFailure of the last try, or what the attempt threw if that was no failed request.
 */
export async function sendRepeatedly<T>(
	attempt: Attempt<T>,
	kind: RequestKind,
	limiter: RequestLimiter,
	signal?: AbortSignal,
	failed: (failure: RequestFailure) => RequestFailure = (failure) => failure,
): Promise<T> {
	let lost = false;
	for (let tries = 1; ; tries++) {
		try {
			const read = await limiter.run(attempt, signal);
			// A long page takes milliseconds to read, in which nothing else could leave.
			if (!limiter.idle) await sleep(0);
			return read(lost);
		} catch (error) {
			if (signal?.aborted && error === signal.reason) throw lost ? afterLostAnswer(stopped()) : stopped();
			const asked = asRequestFailure(error);
			const failure = asked instanceof RequestFailure ? failed(asked) : asked;
			if (signal?.aborted || !(failure instanceof RequestFailure) || !mayRepeat(failure, kind, tries)) {
				throw lost && kind !== 'read' ? afterLostAnswer(failure) : failure;
			}
			lost ||= isUnknown(failure);
			const { throttled, retryAfterMs } = failure.detail;
			const waitMs = Math.min(
				LONGEST_PAUSE_MS,
				Math.max(retryAfterMs ?? 0, retryAfterMs ? 0 : backOff(tries)),
			);
			if (throttled) limiter.holdFor(waitMs);
			else await pause(waitMs, signal);
		}
	}
}
