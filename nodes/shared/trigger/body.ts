import type { IWebhookFunctions } from 'n8n-workflow';

import { parseLossless } from '../json';

/** Receipts are flat; what is nested deeper than this would only be there to do harm. */
const DEEPEST = 20;

/** Whether a value is nested deeper than the levels given; never looks further than that. */
export function isDeeperThan(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

/** JSON of a request body that nobody vouches for; undefined when it is none or nested too deep. */
export function readJson(text: string): unknown {
	try {
		const value = parseLossless(text.replace(/^\uFEFF/, ''));
		return isDeeperThan(value, DEEPEST) ? undefined : value;
	} catch {
		// Bad syntax, or so deep that a parser's stack is at its end: no receipt either way.
		return undefined;
	}
}

/** The request as n8n hands it over; a content type it knows no parser for is not read yet. */
interface UnreadRequest {
	rawBody?: unknown;
	readRawBody?: () => Promise<void>;
}

/** The body as it came: n8n's own parser would lose digits of long ids, and looks at the content type. */
export async function requestJson(context: IWebhookFunctions): Promise<unknown> {
	const request = context.getRequestObject() as UnreadRequest;
	const isForm = /^multipart\//i.test(String(context.getHeaderData()['content-type'] ?? ''));
	if (request.rawBody === undefined && !isForm) await request.readRawBody?.();
	if (Buffer.isBuffer(request.rawBody)) return readJson(request.rawBody.toString('utf8'));
	const parsed: unknown = context.getBodyData();
	return isDeeperThan(parsed, DEEPEST) ? undefined : parsed;
}
