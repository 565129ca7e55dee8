import type { IDataObject, ILoadOptionsFunctions, IN8nHttpFullResponse } from 'n8n-workflow';

import { RequestFailure, isObject, parseLossless, readOnce, type Call, type Service } from '../shared';
import { filledPath, USER_ID } from './address';
import { hintFor, isSystemFault } from './errors';

const text = (value: unknown): string | undefined =>
	value === undefined || value === null || value === '' ? undefined : String(value);

/** `Retry-After` counts seconds. */
function retryAfter(response: IN8nHttpFullResponse): number | undefined {
	const seconds = Number(response.headers['retry-after']);
	return seconds > 0 ? seconds * 1000 : undefined;
}

function unreadable(response: IN8nHttpFullResponse): RequestFailure {
	const status = response.statusCode;
	const refused = status >= 400 && status < 500;
	return new RequestFailure(
		status >= 400
			? `Yunfu answered with HTTP status ${status} and no error message`
			: 'Yunfu sent an answer that is not in its form',
		{
			httpStatus: status,
			outcome: refused ? 'refused' : 'unknown',
			throttled: status === 429,
			retryAfterMs: retryAfter(response),
			transient: !refused,
			hint: 'Check the Base URL in the credential. If it is right, try again later.',
		},
	);
}

const masked = (message: string) =>
	message.replace(/\d{7,}/g, (digits) => `${digits.slice(0, 3)}****${digits.slice(-2)}`).slice(0, 500);

function refusal(response: IN8nHttpFullResponse, body: IDataObject): RequestFailure {
	const status = response.statusCode;
	const code = text(body.code) ?? String(status);
	const unsure = status >= 500 || isSystemFault(code);
	const throttled = !unsure && (status === 429 || code === '429');
	const vendorMessage = text(body.message);
	const { title, hint } = hintFor(code);
	return new RequestFailure(
		[title, vendorMessage && masked(vendorMessage)].filter(Boolean).join(': ') ||
			`Yunfu refused the request (${code})`,
		{
			code,
			httpStatus: status,
			hint,
			throttled,
			retryAfterMs: retryAfter(response),
			outcome: unsure ? 'unknown' : 'refused',
			transient: unsure,
		},
	);
}

/** An answer with none of these comes from somebody else. */
const ENVELOPE = ['code', 'status', 'data'];

/** Reads one answer of Yunfu. The envelope says whether it is good: `{code: 200, status: "success", message, data}`. */
function read(response: IN8nHttpFullResponse): IDataObject {
	let body: unknown;
	try {
		body = parseLossless(typeof response.body === 'string' ? response.body : '');
	} catch {
		throw unreadable(response);
	}
	if (!isObject(body)) throw unreadable(response);
	if (response.statusCode >= 400) throw refusal(response, body);
	if (!ENVELOPE.some((name) => body[name] !== undefined)) throw unreadable(response);
	// Some answers of success have no code beside it.
	const failed = text(body.status) === 'error' || String(body.code ?? 200) !== '200';
	if (failed) throw refusal(response, body);
	return body;
}

export const yunfu: Service = {
	name: 'Yunfu',
	completeUrl: (url, { userId }) => filledPath(url, { [USER_ID]: String(userId ?? '').trim() }),
	credential: 'yunfuApi',
	addressField: 'baseUrl',
	// A recording may lie at another host, which has no business with the token.
	redirects: { sendCredentialsOnCrossOriginRedirect: false },
	read,
	lookUp:
		'Look it up in Yunfu before you send it again: tasks by name, numbers in the number list of the task.',
};

/** A request beside those of operations, for a list in the editor. */
export const ask = async (context: ILoadOptionsFunctions, call: Call): Promise<IDataObject> =>
	await readOnce(context, yunfu, call);
