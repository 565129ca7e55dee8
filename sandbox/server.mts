import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.mts';
import { BEFORE_ACCEPTING, VENDOR_FAULT_KINDS, type Faults } from './faults.mts';
import { RateLimiter } from './limits.mts';
import { answerRecording } from './recordings.mts';
import { bodyOf, recordOf, vendorRequest } from './requests.mts';
import type {
	FaultRule,
	RecordedRequest,
	SandboxSettings,
	Vendor,
	VendorAnswer,
	VendorRequest,
} from './types.mts';

/** Answers `/_sandbox/**`. */
export type ControlHandler = (request: VendorRequest) => Promise<VendorAnswer>;

/** `answer: undefined` means the connection is to be cut; `waitMs` is spent before answering. */
interface Reply {
	answer?: VendorAnswer;
	waitMs?: number;
	/** send only the first half of the body, then cut the connection */
	truncate?: boolean;
}

const HTML = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** The HTTP side of the sandbox: routing, recording, rate limits, faults, latency. */
export class SandboxServer {
	readonly requests: RecordedRequest[] = [];
	readonly inFlight = { now: 0, peak: 0 };
	origin = '';
	private readonly limiter = new RateLimiter();
	private readonly server: Server;
	private readonly stopping = new AbortController();
	/** Resolves when answers may leave again; undefined while they may. */
	private held: Promise<void> | undefined;
	private release = (): void => {};

	constructor(
		private readonly parts: {
			clock: Clock;
			faults: Faults;
			settings: SandboxSettings;
			vendors: Vendor[];
			control: ControlHandler;
			/** told of every answered or cut request */
			onDone?: (record: RecordedRequest) => void;
		},
	) {
		this.server = createServer({ keepAliveTimeout: 5000 }, (message, response) => {
			this.handle(message, response).catch((error: Error) => {
				if (response.destroyed || response.headersSent) response.destroy();
				else write(response, { status: 500, body: JSON.stringify({ sandboxError: error.stack }) });
			});
		});
	}

	/** Listens; resolves with the port. */
	async listen(port: number, host: string): Promise<number> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, host, resolve);
		});
		const taken = (this.server.address() as AddressInfo).port;
		this.origin = `http://${host}:${taken}`;
		return taken;
	}

	async stop(): Promise<void> {
		this.stopping.abort();
		this.release();
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => this.server.close(() => resolve()));
	}

	/** Requests are still taken, and their answers wait until the returned function is called. */
	hold(): () => void {
		this.release();
		this.held = new Promise((resolve) => {
			this.release = () => {
				this.held = undefined;
				resolve();
			};
		});
		return this.release;
	}

	reset(): void {
		this.release();
		this.requests.length = 0;
		this.inFlight.peak = this.inFlight.now;
		this.limiter.reset();
	}

	private async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
		const rawBody = await bodyOf(message);
		let request: VendorRequest;
		try {
			request = vendorRequest(message, rawBody, this.parts.clock.now(), this.origin);
		} catch {
			return write(response, { status: 400, body: '{"message":"Malformed path"}' });
		}
		if (request.path.startsWith('/_sandbox/')) return write(response, await this.parts.control(request));
		this.inFlight.now += 1;
		this.inFlight.peak = Math.max(this.inFlight.peak, this.inFlight.now);
		try {
			await this.serve(request, response);
		} finally {
			this.inFlight.now -= 1;
		}
	}

	private async serve(request: VendorRequest, response: ServerResponse): Promise<void> {
		const vendor = this.parts.vendors.find((candidate) => candidate.owns(request.path));
		const recording = request.path.startsWith('/recordings/');
		if (vendor === undefined && !recording) {
			return write(response, { status: 404, body: '{"message":"No vendor has this path"}' });
		}
		const name = vendor?.name ?? 'recording';
		const action = vendor?.identify(request) ?? 'GET /recordings/{id}.wav';
		const record = recordOf(request, name, action, this.parts.settings.recordBodies);
		this.keep(record);
		const retryAfterMs = vendor && this.limiter.enter(vendor.name, this.parts.settings.rate);
		if (vendor && retryAfterMs !== undefined) {
			record.refused = true;
			record.throttled = true;
			return await this.send({ answer: vendor.throttled(retryAfterMs) }, record, response);
		}
		try {
			const reply = vendor
				? this.decide(vendor, action, request, record)
				: this.withFaults(name, action, request, record, () => answerRecording(request));
			await this.send(reply, record, response);
		} finally {
			if (vendor) this.limiter.leave(vendor.name);
		}
	}

	private async send(reply: Reply, record: RecordedRequest, response: ServerResponse): Promise<void> {
		await this.held;
		const waitMs = this.parts.settings.latencyMs + (reply.waitMs ?? 0);
		if (waitMs > 0) {
			const waited = sleep(waitMs, true, { signal: this.stopping.signal });
			if (!(await waited.catch(() => false))) reply.answer = undefined;
		}
		record.status = reply.answer?.status;
		this.parts.onDone?.(record);
		if (reply.answer === undefined) {
			response.destroy();
			return;
		}
		if (reply.truncate) writeHalf(response, reply.answer);
		else write(response, reply.answer);
	}

	private decide(vendor: Vendor, action: string, request: VendorRequest, record: RecordedRequest): Reply {
		const decision = vendor.check(request);
		if ('refuse' in decision) {
			record.refused = true;
			return { answer: decision.refuse };
		}
		return this.withFaults(vendor.name, action, request, record, decision.accept, vendor);
	}

	private withFaults(
		name: RecordedRequest['vendor'],
		action: string,
		request: VendorRequest,
		record: RecordedRequest,
		accept: () => VendorAnswer,
		vendor?: Vendor,
	): Reply {
		const rule = this.parts.faults.strike(name, action, request);
		if (rule === undefined) return { answer: accept() };
		record.fault = rule.kind;
		const accepted = BEFORE_ACCEPTING.has(rule.kind) ? undefined : accept();
		return faultReply(rule, action, accepted, vendor);
	}

	private keep(record: RecordedRequest): void {
		this.requests.push(record);
		const excess = this.requests.length - this.parts.settings.maxRecorded;
		if (excess > 0) this.requests.splice(0, excess);
	}
}

function faultReply(
	rule: FaultRule,
	action: string,
	accepted: VendorAnswer | undefined,
	vendor?: Vendor,
): Reply {
	const waitMs = rule.ms;
	if (VENDOR_FAULT_KINDS.has(rule.kind)) {
		const plain = { status: rule.status ?? 500, body: rule.message ?? '' };
		return { answer: vendor?.faultAnswer(rule, action, accepted) ?? plain, waitMs };
	}
	switch (rule.kind) {
		case 'throttle':
			return { answer: vendor?.throttled(rule.retryAfterMs ?? 1000) ?? { status: 429, body: '' }, waitMs };
		case 'html':
			return {
				answer: { status: rule.status ?? 502, headers: { 'content-type': 'text/html' }, body: HTML },
				waitMs,
			};
		case 'timeout-after':
			return { waitMs: rule.ms ?? 600_000 };
		case 'reset-before':
		case 'reset-after':
			return { waitMs };
		case 'malformed-json':
			return {
				answer: { ...(accepted as VendorAnswer), body: `${String(accepted?.body).slice(0, -1)},}` },
				waitMs,
			};
		case 'bad-encoding':
			return {
				answer: {
					...(accepted as VendorAnswer),
					headers: { ...accepted?.headers, 'content-encoding': 'gzip' },
				},
				waitMs,
			};
		case 'truncated':
			return { answer: accepted, truncate: true, waitMs };
		default:
			return { answer: accepted, waitMs: rule.ms ?? 1000 };
	}
}

function headersOf(answer: VendorAnswer): Record<string, string | number> {
	return {
		'content-type': 'application/json; charset=utf-8',
		...answer.headers,
		'content-length': Buffer.byteLength(answer.body),
	};
}

function write(response: ServerResponse, answer: VendorAnswer): void {
	response.writeHead(answer.status, headersOf(answer));
	response.end(answer.body);
}

function writeHalf(response: ServerResponse, answer: VendorAnswer): void {
	const bytes = Buffer.from(answer.body);
	response.writeHead(answer.status, headersOf(answer));
	response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}
