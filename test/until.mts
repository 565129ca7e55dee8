import { setTimeout as sleep } from 'node:timers/promises';

import type { Sandbox } from '../sandbox/index.mts';

const WITHIN_MS = 300_000;

/** Waits until the condition holds, however slow the machine. Throws after five minutes. */
export async function until(condition: () => boolean): Promise<void> {
	const deadline = Date.now() + WITHIN_MS;
	while (!condition()) {
		if (Date.now() > deadline) throw new Error(`Not within ${WITHIN_MS / 1000} s: ${String(condition)}`);
		await sleep(2);
	}
}

/** Waits until so many requests wait for their answer, and gives further ones the time to come too. */
export async function untilOpen(sandbox: Sandbox, count: number): Promise<void> {
	await until(() => sandbox.inFlight.now >= count);
	await sleep(100);
}
