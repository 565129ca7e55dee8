import type { IncomingMessage } from 'node:http';
import { parseLossless } from './json.mts';
import type { RecordedRequest, VendorRequest } from './types.mts';

/** Reads the whole body. */
export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks);
}

/** Takes a received message apart; throws URIError for a path with a broken escape. */
export function vendorRequest(
	message: IncomingMessage,
	rawBody: Buffer,
	now: number,
	origin: string,
): VendorRequest {
	const url = message.url ?? '/';
	const mark = url.indexOf('?');
	const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(message.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
	}
	return {
		method: message.method ?? 'GET',
		path: decodeURIComponent(mark < 0 ? url : url.slice(0, mark)),
		rawQuery,
		query: new URLSearchParams(rawQuery),
		headers,
		body: rawBody.toString('utf8'),
		rawBody,
		now,
		origin,
	};
}

/** What is kept of a request for tests and the control API. */
export function recordOf(
	request: VendorRequest,
	vendor: RecordedRequest['vendor'],
	action: string,
	keepBody: boolean,
): RecordedRequest {
	const record: RecordedRequest = {
		vendor,
		action,
		method: request.method,
		path: request.path,
		rawQuery: request.rawQuery,
		query: Object.fromEntries(request.query),
		headers: request.headers,
		body: keepBody ? request.body : '',
		receivedAt: Date.now(),
	};
	if (!keepBody || request.body === '') return record;
	const type = request.headers['content-type'] ?? '';
	if (type.includes('x-www-form-urlencoded'))
		record.form = Object.fromEntries(new URLSearchParams(request.body));
	if (type.includes('json')) {
		try {
			record.json = parseLossless(request.body);
		} catch {
			// not JSON: `body` has it
		}
	}
	return record;
}
