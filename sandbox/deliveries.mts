import type { Clock } from './clock.mts';
import { stringifyLossless } from './json.mts';
import type { Delivery, DeliveryAttempt, DeliveryReport, SandboxSettings } from './types.mts';

/** Sends receipts and callbacks as the vendors do, with their time limits and retries, and keeps the reports. */
export class Deliveries {
	/** every push since start or reset, in order */
	reports: DeliveryReport[] = [];
	private stopping = new AbortController();

	constructor(
		private readonly clock: Clock,
		private readonly settings: SandboxSettings,
	) {}

	/** Resolves when every request is acknowledged or given up. Never rejects for a receiver's failure. */
	async deliver(delivery: Delivery): Promise<DeliveryReport> {
		const { vendor, event, url } = delivery;
		const report: DeliveryReport = { vendor, event, url, requests: [], acknowledged: false };
		this.reports.push(report);
		const { signal } = this.stopping;
		for (const content of delivery.bodies) {
			const body = stringifyLossless(content);
			const sent: DeliveryReport['requests'][number] = { body, acknowledged: false, attempts: [] };
			report.requests.push(sent);
			await this.send(delivery, sent, signal);
		}
		report.acknowledged = report.requests.every((sent) => sent.acknowledged);
		return report;
	}

	/** Ends waiting retries; their deliveries reject. */
	stop(): void {
		this.stopping.abort();
	}

	reset(): void {
		this.stop();
		this.stopping = new AbortController();
		this.reports = [];
	}

	private async send(
		delivery: Delivery,
		sent: DeliveryReport['requests'][number],
		signal: AbortSignal,
	): Promise<void> {
		for (let attempt = 0; ; attempt++) {
			const outcome = await attemptOnce(delivery, sent.body);
			sent.attempts.push(outcome);
			sent.acknowledged = outcome.failure === undefined;
			if (sent.acknowledged || attempt >= delivery.retryAfterSeconds.length) return;
			if (!(await this.waitForRetry(delivery, attempt, signal))) return;
		}
	}

	private async waitForRetry(delivery: Delivery, attempt: number, signal: AbortSignal): Promise<boolean> {
		const schedule = this.settings.retryScheduleMs;
		if (schedule === null) {
			const due = this.clock.now() + delivery.retryAfterSeconds[attempt] * 1000;
			return await this.clock.until(due, signal).then(
				() => true,
				() => false,
			);
		}
		const ms = schedule[Math.min(attempt, schedule.length - 1)];
		if (ms === undefined) return false;
		await new Promise<void>((resolve) => {
			const finish = (): void => {
				clearTimeout(timer);
				signal.removeEventListener('abort', finish);
				resolve();
			};
			const timer = setTimeout(finish, ms);
			signal.addEventListener('abort', finish);
			if (signal.aborted) finish();
		});
		return !signal.aborted;
	}
}

async function attemptOnce(delivery: Delivery, body: string): Promise<DeliveryAttempt> {
	const at = Date.now();
	const started = performance.now();
	const latency = (): number => Math.round((performance.now() - started) * 100) / 100;
	try {
		const response = await fetch(delivery.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json; charset=utf-8', ...delivery.headers },
			body,
			signal: AbortSignal.timeout(delivery.timeoutMs),
		});
		const text = await response.text();
		const failure = delivery.refusal(response.status, text);
		return {
			at,
			latencyMs: latency(),
			status: response.status,
			body: text,
			...(failure !== undefined && { failure }),
		};
	} catch (error) {
		const { name, message } = error as Error;
		const failure = name === 'TimeoutError' ? `no reply within ${delivery.timeoutMs} ms` : message;
		return { at, latencyMs: latency(), failure };
	}
}
