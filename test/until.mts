import { setTimeout as sleep } from 'node:timers/promises';

const WITHIN_MS = 20_000;

/** Waits until the condition holds, however slow the machine. Throws after 20 seconds. */
export async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + WITHIN_MS;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error(`Not within ${WITHIN_MS / 1000} s: ${String(condition)}`);
		await sleep(2);
	}
}
