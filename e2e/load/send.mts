import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Push } from './pushes.mts';

export interface Sent {
	/** from the moment a push was due to its answer, ms */
	latencies: number[];
	/** pushes that were not answered with 200 */
	refused: number;
}

/** At what time of the vendor a push counts as not acknowledged. */
export const VENDOR_LIMIT_MS = 700;

async function send(
	agent: Agent,
	url: string,
	push: Push,
	due: number,
): Promise<{ ms: number; ok: boolean }> {
	const { statusCode, body } = await request(url, {
		method: 'POST',
		dispatcher: agent,
		headers: { 'content-type': 'application/json' },
		body: push.body,
		headersTimeout: 120_000,
	});
	await body.dump();
	return { ms: performance.now() - due, ok: statusCode === 200 };
}

/** Sends at a steady rate whether or not answers come, as somebody else's server does. */
export async function sendSteadily(url: string, pushes: Push[], perSecond: number): Promise<Sent> {
	const agent = new Agent({ connections: 256 });
	const begin = performance.now() + 100;
	const answers = await Promise.all(
		pushes.map(async (push, index) => {
			const due = begin + (index * 1000) / perSecond;
			await delay(Math.max(0, due - performance.now()));
			return await send(agent, url, push, due);
		}),
	);
	await agent.close();
	return { latencies: answers.map(({ ms }) => ms), refused: answers.filter(({ ok }) => !ok).length };
}

/** The vendor waits 1, 5 and 10 minutes; here it is shorter. */
const REPEAT_AFTER_MS = [20_000, 60_000, 120_000];

/**
 * Sends everything at once. A push that is refused or answered late is sent again by itself, as the vendor does, up to
 * three times; `refused` are those that never got a 200.
 */
export async function sendAtOnce(url: string, pushes: Push[]): Promise<Sent & { repeated: number }> {
	const agent = new Agent({ connections: 512 });
	let repeated = 0;
	const due = performance.now();
	const answers = await Promise.all(
		pushes.map(async (push) => {
			const first = await send(agent, url, push, due);
			let { ok, ms } = first;
			for (const pause of REPEAT_AFTER_MS) {
				if (ok && ms <= VENDOR_LIMIT_MS) break;
				await delay(pause);
				repeated++;
				const again = await send(agent, url, push, performance.now());
				ok ||= again.ok;
				ms = again.ms;
			}
			return { ms: first.ms, ok };
		}),
	);
	await agent.close();
	return {
		latencies: answers.map(({ ms }) => ms),
		refused: answers.filter(({ ok }) => !ok).length,
		repeated,
	};
}

/** @param share 0.99 for the 99th percentile */
export function percentile(values: number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
