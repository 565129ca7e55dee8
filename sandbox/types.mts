import type { Clock } from './clock.mts';
import type { Ledger } from './ledger.mts';

export type VendorName = 'aiccs' | 'yunfu';

/** One HTTP request as a vendor sees it. */
export interface VendorRequest {
	method: string;
	/** decoded path, without the query */
	path: string;
	/** query text exactly as received, without the leading `?` */
	rawQuery: string;
	query: URLSearchParams;
	/** lower-case names; repeated headers are joined with `,` */
	headers: Record<string, string>;
	/** body decoded as UTF-8 */
	body: string;
	/** the exact bytes received */
	rawBody: Buffer;
	/** simulated time, epoch ms */
	now: number;
	/** `http://127.0.0.1:<port>` of this server */
	origin: string;
}

export interface VendorAnswer {
	status: number;
	headers?: Record<string, string>;
	/** a string is sent as JSON unless `headers` names another content type */
	body: string | Buffer;
}

/** Outcome of a vendor's checks: a refusal, or a function that changes state and gives the answer. */
export type VendorDecision = { refuse: VendorAnswer } | { accept: () => VendorAnswer };

/** A vendor's HTTP API. Faults run between `check` (no state change) and `accept`. */
export interface Vendor {
	readonly name: VendorName;
	owns(path: string): boolean;
	/** AICCS action name, or `GET /agent-api/new/user/{user_id}/task/create` style route pattern */
	identify(request: VendorRequest): string;
	check(request: VendorRequest): VendorDecision;
	/** the vendor's answer to a request over its rate limit */
	throttled(retryAfterMs: number): VendorAnswer;
	/** the vendor's body for the fault kinds that have one (see VENDOR_FAULT_KINDS in faults.mts) */
	faultAnswer(rule: FaultRule, action: string, accepted?: VendorAnswer): VendorAnswer;
	reset(): void;
}

/** What the server gives a vendor when it creates it. */
export interface VendorContext {
	ledger: Ledger;
	clock: Clock;
	settings: SandboxSettings;
	seed: number;
	origin(): string;
	/** sends receipts or callbacks the way the vendor does; see receipts.mts */
	deliver(delivery: Delivery): Promise<DeliveryReport>;
}

export interface RateLimit {
	/** requests per second and vendor that the token bucket refills */
	perSecond: number;
	/** bucket size; default: a fifth of `perSecond`, at least 1 */
	burst?: number;
	/** requests of one vendor handled at the same time */
	concurrent?: number;
	/** HTTP status of AICCS's throttling answer, default 400 */
	aiccsStatus?: 400 | 429;
}

export interface SandboxSettings {
	/** added before every answer, real ms */
	latencyMs: number;
	rate: RateLimit | null;
	/** simulated seconds per real second */
	clockSpeed: number;
	/** dial only inside CallDay and CallTime (China Standard Time) */
	respectCallWindows: boolean;
	/** keep bodies in `requests` */
	recordBodies: boolean;
	/** at most this many entries in `requests`; older ones go first */
	maxRecorded: number;
	/** seconds a recording link stays valid on the simulated clock */
	recordingTtlSeconds: number;
	/** push receipts by itself when calls finish on the simulated clock */
	receipts: { url: string; events: string[]; batch?: number } | null;
	/** real ms between attempts to deliver a receipt; null: 1, 5 and 10 minutes of simulated time */
	retryScheduleMs: number[] | null;
}

export interface SandboxOptions extends Partial<SandboxSettings> {
	/** 0 or absent: any free port */
	port?: number;
	host?: '127.0.0.1';
	seed?: number;
	/** false: a line on standard output per vendor request; default true */
	quiet?: boolean;
}

export interface RecordedRequest {
	vendor: VendorName | 'recording';
	action: string;
	method: string;
	path: string;
	rawQuery: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	body: string;
	form?: Record<string, string>;
	/** parsed JSON body; integers that a double cannot hold are bigint */
	json?: unknown;
	/** real epoch ms */
	receivedAt: number;
	status?: number;
	fault?: FaultKind;
	/** the vendor or its rate limiter refused it */
	refused?: boolean;
	/** it was over the rate limit */
	throttled?: boolean;
}

export type FaultKind =
	| 'throttle'
	| 'delay'
	| 'reset-before'
	| 'reset-after'
	| 'timeout-after'
	| 'status-before'
	| 'status-after'
	| 'unauthorized'
	| 'forbidden'
	| 'malformed-json'
	| 'bad-encoding'
	| 'truncated'
	| 'xml-error'
	| 'html'
	| 'business-error'
	| 'system-error'
	| 'partial';

export interface FaultMatch {
	vendor?: VendorName | 'recording';
	/** exact action or route pattern */
	action?: string;
	/** only the nth matching request, counted from 1 since the rule was added */
	nth?: number;
	/** in-process only */
	predicate?: (request: VendorRequest) => boolean;
}

export interface FaultRule {
	match: FaultMatch;
	/** how often it strikes, default 1, Infinity for ever */
	times?: number;
	kind: FaultKind;
	status?: number;
	code?: string;
	message?: string;
	ms?: number;
	retryAfterMs?: number;
}

/** Receipts or callbacks on their way to a receiver. */
export interface Delivery {
	vendor: VendorName;
	event: string;
	url: string;
	/** one HTTP request per element, sent one after another */
	bodies: unknown[];
	headers?: Record<string, string>;
	/** a reply slower than this counts as failed; AICCS documents 700 */
	timeoutMs: number;
	/** simulated seconds before each further attempt; settings.retryScheduleMs overrides */
	retryAfterSeconds: number[];
	/** says why a reply is no acknowledgement, or undefined when it is one */
	refusal(status: number, body: string): string | undefined;
}

export interface DeliveryAttempt {
	/** real epoch ms */
	at: number;
	latencyMs: number;
	status?: number;
	body?: string;
	/** why the attempt counts as failed */
	failure?: string;
}

export interface DeliveryReport {
	vendor: VendorName;
	event: string;
	url: string;
	/** one per HTTP request of the push */
	requests: Array<{ body: string; acknowledged: boolean; attempts: DeliveryAttempt[] }>;
	acknowledged: boolean;
}
