import { Clock } from '../../sandbox/clock.mts';
import { parseLossless } from '../../sandbox/json.mts';
import { Ledger } from '../../sandbox/ledger.mts';
import type { Delivery, SandboxSettings, VendorAnswer } from '../../sandbox/types.mts';
import { createYunfuVendor, CREDENTIALS, type YunfuVendor } from '../../sandbox/yunfu/index.mts';

export interface Envelope {
	code: number;
	status: string;
	message: string;
	data: never;
	meta?: { total: number; last_page: number; per_page: string; has_pages: boolean; current_page: number };
}

export interface Client {
	vendor: YunfuVendor;
	clock: Clock;
	ledger: Ledger;
	settings: SandboxSettings;
	deliveries: Delivery[];
	/** the answer as it is */
	raw(method: string, url: string, body?: unknown, headers?: Record<string, string>): VendorAnswer;
	/** the parsed envelope; big integers are bigint */
	call(method: string, url: string, body?: unknown): Envelope;
	/** creates a task that dials at once, returns its id */
	createTask(changes?: Record<string, unknown>): string;
}

export const USER = CREDENTIALS.userId;
export const NEW = `/agent-api/new/user/${USER}`;
export const LEGACY = `/agent-api/user/${USER}`;
export const LINE_1 = '29c39ec4-b292-4af9-a88b-922d61866sub';
export const LINE_ANY = '29c39ec4-b292-4af9-a88b-922d61866aag';

const ORIGIN = 'http://127.0.0.1:4120';

/** A vendor on a clock that stands still until it is moved. */
export function createClient(): Client {
	const clock = new Clock(0);
	const ledger = new Ledger();
	const settings: SandboxSettings = {
		latencyMs: 0,
		rate: null,
		clockSpeed: 0,
		respectCallWindows: false,
		recordBodies: true,
		maxRecorded: 1000,
		recordingTtlSeconds: 600,
		receipts: null,
		retryScheduleMs: null,
	};
	const deliveries: Delivery[] = [];
	const vendor = createYunfuVendor({
		ledger,
		clock,
		settings,
		seed: 1,
		origin: () => ORIGIN,
		deliver: async (delivery) => {
			deliveries.push(delivery);
			const { vendor: name, event, url } = delivery;
			return { vendor: name, event, url, requests: [], acknowledged: true };
		},
	});
	const raw: Client['raw'] = (method, url, body, headers = {}) => {
		const { pathname, search, searchParams } = new URL(url, ORIGIN);
		const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
		const request = {
			method,
			path: decodeURIComponent(pathname),
			rawQuery: search.slice(1),
			query: searchParams,
			headers: {
				authorization: `Bearer ${CREDENTIALS.token}`,
				'content-type': 'application/json',
				...headers,
			},
			body: text,
			rawBody: Buffer.from(text),
			now: clock.now(),
			origin: ORIGIN,
		};
		const decision = vendor.check(request);
		return 'refuse' in decision ? decision.refuse : decision.accept();
	};
	const call: Client['call'] = (method, url, body) =>
		parseLossless(String(raw(method, url, body).body)) as Envelope;
	return {
		vendor,
		clock,
		ledger,
		settings,
		deliveries,
		raw,
		call,
		createTask: (changes = {}) => {
			const answer = call('POST', `${NEW}/task`, taskBody(changes));
			if (answer.code !== 200) throw new Error(answer.message);
			return (answer.data as { id: string }).id;
		},
	};
}

/** Create Task for a new-version task; `task_extras` of `changes` is merged. */
export function taskBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
	const { task_extras, ...rest } = changes;
	return {
		name: '测试api接口创建-222',
		destination_extension: 123,
		maximumcall: 2,
		dial_time_id: 1,
		task_type: 7,
		task_extras: {
			start_time: '2024-11-01 13:25:26',
			stop_time: '2099-11-01 13:25:26',
			line: [{ id: LINE_ANY, limit: 2 }],
			holiday: [],
			pop_mode: 1,
			redial_enabled: 0,
			...(task_extras as Record<string, unknown> | undefined),
		},
		...rest,
	};
}

/** The same for the previous 2.0 form. */
export function previousTaskBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
	const { task_extras, ...rest } = changes;
	return {
		name: '旧版2.0',
		destination_extension: 123,
		maximumcall: 1,
		dial_time_id: 1,
		task_extras: {
			start_time: '2024/11/1 13:25',
			stop_time: '2099/11/1 13:25',
			line: [LINE_ANY],
			holiday: [{ start: '2024-11-01 13:25', end: '2024-11-03 13:25' }],
			...(task_extras as Record<string, unknown> | undefined),
		},
		...rest,
	};
}

export function numbers(count: number, first = 13_800_001_000): Array<{ phone: string; extra: string }> {
	return Array.from({ length: count }, (_, i) => ({ phone: String(first + i), extra: `id-${i}` }));
}
