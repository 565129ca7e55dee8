import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { RateLimiter } from '../sandbox/limits.mts';
import { gatewayError } from '../sandbox/aiccs/gateway-error.mts';
import { detailPage } from './data.mts';
import type { ServerCommand, ServerReport, ServerSettings } from './serverProcess.mts';

/**
 * The vendor's wire format with nothing behind it, for every contender the same: checking each of 100,000 numbers and a
 * signature over their text, as the sandbox does, would be most of what is measured. Requests are counted, so that each
 * run can be checked for what it really got through. Runs in a process of its own.
 */
let settings: ServerSettings = { latencyMs: 0, details: 0, rate: null };
let limiter = new RateLimiter();
let seen: ServerReport = emptyReport();
let bodies: string[] = [];
let singles: Array<string | null> = [];
let inFlight = 0;
let firstAt: number | undefined;
const pages = new Map<string, string>();

function emptyReport(): ServerReport {
	return { requests: 0, refused: 0, accepted: 0, distinct: 0, peak: 0, ms: 0 };
}

async function bodyOf(message: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

function pageText(query: URLSearchParams): string {
	const [page, size] = [Number(query.get('PageNo') ?? 1), Number(query.get('PageSize') ?? 10)];
	const key = `${page}/${size}/${settings.details}`;
	let text = pages.get(key);
	if (text === undefined) pages.set(key, (text = detailPage(page, size, settings.details)));
	return text;
}

const ok = (data: string) =>
	`{"RequestId":"00000000-0000-4000-8000-000000000000","Code":"OK","Success":true,"Data":${data}}`;

function answer(action: unknown, query: URLSearchParams, body: string): string {
	if (action === 'QueryAiCallDetailPage') return pageText(query);
	if (action === 'ImportTaskNumberDatas') {
		bodies.push(body);
		return ok('118312345678901234');
	}
	singles.push(query.get('PhoneNumber'));
	return ok('true');
}

async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
	const body = await bodyOf(message);
	seen.requests++;
	firstAt ??= performance.now();
	seen.ms = performance.now() - firstAt;
	seen.peak = Math.max(seen.peak, ++inFlight);
	const wait = limiter.enter('aiccs', settings.rate);
	let status = 200;
	let headers: Record<string, string> = {};
	let text: string;
	if (wait === undefined) {
		text = answer(
			message.headers['x-acs-action'],
			new URL(message.url ?? '/', 'http://bench').searchParams,
			body,
		);
	} else {
		seen.refused++;
		const refusal = gatewayError(400, 'Throttling.User', 'Request was denied due to user flow control.', {
			'x-acs-retry-after': String(wait),
		});
		({ status, body: text } = refusal as { status: number; body: string });
		headers = refusal.headers ?? {};
	}
	const send = () => {
		inFlight--;
		if (wait === undefined) limiter.leave('aiccs');
		response.writeHead(status, { 'content-type': 'application/json;charset=utf-8', ...headers }).end(text);
	};
	if (settings.latencyMs > 0) setTimeout(send, settings.latencyMs);
	else send();
}

/** Counts the numbers when the run is over: reading them meanwhile would slow the answers. */
function report(): ServerReport {
	const imported = bodies.flatMap((body) => {
		const list = new URLSearchParams(body).get('PhoneNumberList') ?? '[]';
		return (JSON.parse(list) as Array<{ calleeNumber: string }>).map(({ calleeNumber }) => calleeNumber);
	});
	const numbers = [...imported, ...singles];
	return { ...seen, accepted: numbers.length, distinct: new Set(numbers).size };
}

const server = createServer({ keepAliveTimeout: 5000 }, (message, response) => {
	handle(message, response).catch(() => response.destroy());
});

process.on('message', (command: ServerCommand) => {
	if (command.type === 'prepare') {
		if (command.settings.details !== settings.details) pages.clear();
		settings = command.settings;
		limiter = new RateLimiter();
		seen = emptyReport();
		bodies = [];
		singles = [];
		inFlight = 0;
		firstAt = undefined;
		if (command.warm) {
			for (let page = 1; page <= Math.ceil(settings.details / command.warm); page++) {
				pageText(new URLSearchParams({ PageNo: String(page), PageSize: String(command.warm) }));
			}
		}
		process.send?.({ prepared: true });
	} else {
		process.send?.({ report: report() });
	}
});
process.on('disconnect', () => process.exit());

server.listen(0, '127.0.0.1', () => {
	process.send?.({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
