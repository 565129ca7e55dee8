import type { IDataObject, ILoadOptionsFunctions, IN8nHttpFullResponse, IPollFunctions } from 'n8n-workflow';

import { RequestFailure, isObject, parseLossless, readOnce, type Call, type Service } from '../shared';
import { hintFor, isSystemFault } from './errors';

/** Codes of a good answer; the vendor's samples write them in different ways. */
const GOOD_CODES = new Set(['ok', '200', 'success']);

const text = (value: unknown): string | undefined =>
	value === undefined || value === null || value === '' ? undefined : String(value);

/** `x-acs-retry-after` counts milliseconds. */
function retryAfter(response: IN8nHttpFullResponse): number | undefined {
	const milliseconds = Number(response.headers['x-acs-retry-after']);
	return milliseconds > 0 ? milliseconds : undefined;
}

/** A gateway may answer in XML, whatever was asked for. */
function xmlField(body: string, name: string): string | undefined {
	return new RegExp(`<${name}>([^<]{1,500})</${name}>`).exec(body)?.[1];
}

/** What is signed for one host is not sent to another. */
const redirected = ({ statusCode }: IN8nHttpFullResponse): RequestFailure =>
	new RequestFailure(`The endpoint redirects to another address (HTTP status ${statusCode})`, {
		httpStatus: statusCode,
		outcome: 'unknown',
		hint: 'Check the endpoint in the credential: it must be an address of Alibaba Cloud itself.',
	});

function unreadable(response: IN8nHttpFullResponse, body: string): RequestFailure {
	const code = xmlField(body, 'Code');
	if (code)
		return refusal(response, {
			Code: code,
			Message: xmlField(body, 'Message'),
			RequestId: xmlField(body, 'RequestId'),
		});
	const status = response.statusCode;
	const refused = status >= 400 && status < 500;
	return new RequestFailure(
		status >= 400
			? `Alibaba Cloud answered with HTTP status ${status} and no error message`
			: 'Alibaba Cloud sent an answer that is not in its form',
		{
			httpStatus: status,
			outcome: refused ? 'refused' : 'unknown',
			throttled: status === 429,
			retryAfterMs: retryAfter(response),
			transient: !refused,
			hint: 'Check the endpoint in the credential. If it is right, try again later.',
		},
	);
}

/** Messages of a wrong signature repeat the request with its AccessKey and phone numbers. */
function safeMessage(message: string): string {
	return message
		.replace(/(StringToSign|string to sign).*$/is, '$1 (left out)')
		.replace(/\d{7,}/g, (digits) => `${digits.slice(0, 3)}****${digits.slice(-2)}`)
		.slice(0, 500);
}

function refusal(response: IN8nHttpFullResponse, body: IDataObject): RequestFailure {
	const status = response.statusCode;
	const code = text(body.Code ?? body.code) ?? String(status);
	const vendorMessage = text(body.Message ?? body.message ?? body.Mesage);
	const fault = isSystemFault(code);
	const throttled = /^Throttling/i.test(code) || (status === 429 && !fault);
	const unsure = !throttled && (fault || status >= 500);
	const { title, hint } = hintFor(code);
	return new RequestFailure(
		[title, vendorMessage && safeMessage(vendorMessage)].filter(Boolean).join(': ') ||
			`Alibaba Cloud refused the request (${code})`,
		{
			code,
			httpStatus: status,
			requestId: text(body.RequestId ?? body.requestId),
			hint,
			throttled,
			retryAfterMs: retryAfter(response),
			outcome: unsure ? 'unknown' : 'refused',
			transient: unsure,
		},
	);
}

/** Every answer has one of these; without any it comes from somebody else. */
const ENVELOPE = ['RequestId', 'requestId', 'Code', 'Success', 'Data'];

/**
 * Reads one answer of AICCS. An answer is good when its code says so, or when it has no code and no
 * refusal: the vendor's samples show `Success: false` beside `Code: "OK"`, and some operations have no
 * `Success` at all (see https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-overview).
 */
function read(response: IN8nHttpFullResponse): IDataObject {
	const raw = typeof response.body === 'string' ? response.body : '';
	if (response.statusCode >= 300 && response.statusCode < 400) throw redirected(response);
	let body: unknown;
	try {
		body = parseLossless(raw);
	} catch {
		throw unreadable(response, raw);
	}
	if (!isObject(body)) throw unreadable(response, raw);
	if (response.statusCode >= 400) throw refusal(response, body);
	if (!ENVELOPE.some((name) => body[name] !== undefined)) throw unreadable(response, raw);
	const code = text(body.Code);
	const good =
		code === undefined ? String(body.Success ?? true) !== 'false' : GOOD_CODES.has(code.toLowerCase());
	if (!good) throw refusal(response, body);
	return body;
}

export const aiccs: Service = {
	name: 'Alibaba Cloud AICCS',
	credential: 'alibabaCloudAccessKeyApi',
	addressField: 'endpoint',
	redirects: { disableFollowRedirect: true },
	read,
	lookUp:
		'Look it up before you send it again: tasks by name with Call Task > Get Many, numbers and calls by External ID with Call Detail > Get Many.',
};

/** A request beside those of operations: of a list in the editor, or of a poll. */
export const ask = async (
	context: ILoadOptionsFunctions | IPollFunctions,
	call: Call,
): Promise<IDataObject> => await readOnce(context, aiccs, call);

/** An answer of success that does not say what came of the request. */
export const withoutResult = (requestId: unknown): RequestFailure =>
	new RequestFailure('Alibaba Cloud answered that it succeeded, but not with what', {
		requestId: text(requestId),
		outcome: 'unknown',
	});

/**
 * Start, Stop and Update answer with `Data: true`, or with `Data: false` under a code of success when the
 * platform did not do it.
 *
 * @throws RequestFailure when the answer says that nothing was done
 */
export function confirmed(answer: IDataObject, done: string, hint: string): void {
	if (String(answer.Data) !== 'false') return;
	throw new RequestFailure(
		`The call task was not ${done}: Alibaba Cloud took the request but did not do it`,
		{ requestId: text(answer.RequestId), hint, outcome: 'refused' },
	);
}
