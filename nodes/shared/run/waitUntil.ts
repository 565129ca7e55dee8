import { pause } from '../request/limiter';

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const GROWTH = 1.5;
const DEFAULT_WAIT_SECONDS = 600;

/**
 * Asks once, or, when the user wants to wait, again and again until the answer is final or the time is up. Between
 * two questions nothing is held, so that other items go on.
 *
 * @param longestWait in seconds
 * @returns the last answer, final or not
 * @throws the signal's reason when the execution is cancelled
 */
export async function waitUntil<T>(
	{
		waitUntilFinished,
		longestWait = DEFAULT_WAIT_SECONDS,
	}: { waitUntilFinished?: boolean; longestWait?: number },
	ask: () => Promise<T>,
	isFinal: (answer: T) => boolean,
	signal?: AbortSignal,
): Promise<T> {
	if (waitUntilFinished !== true) return await ask();
	const end = Date.now() + longestWait * 1000;
	for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * GROWTH)) {
		const answer = await ask();
		const leftMs = end - Date.now();
		if (leftMs <= 0 || isFinal(answer)) return answer;
		// Jitter keeps many waiting items from asking at the same moment.
		await pause(Math.min(leftMs, pauseMs * (0.75 + Math.random() / 2)), signal);
		signal?.throwIfAborted();
	}
}
