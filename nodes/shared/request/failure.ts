import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type JsonObject,
} from 'n8n-workflow';

export interface FailureDetail {
	/** Error code of the vendor, e.g. `Throttling.User`. */
	code?: string;
	httpStatus?: number;
	requestId?: string;
	/** What the user can do next. */
	hint?: string;
	/** The vendor refused because of too many requests: nothing was accepted. */
	throttled?: boolean;
	/** How long the vendor asks to wait. */
	retryAfterMs?: number;
	/**
	 * What became of the request: `refused` nothing was accepted; `unknown` it may have been accepted,
	 * the answer is missing or unreadable; `notSent` it never left.
	 */
	outcome: 'refused' | 'unknown' | 'notSent';
	/** Worth another try of a request that changes nothing. */
	transient?: boolean;
}

/** A request that did not bring a good answer, in the words of the vendor. */
export class RequestFailure extends Error {
	constructor(
		message: string,
		readonly detail: FailureDetail,
	) {
		super(message);
		this.name = 'RequestFailure';
	}
}

/** Codes of Node.js and its HTTP clients for a connection that was never made: nothing can have arrived. */
const NEVER_CONNECTED =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT|ERR_INVALID_URL|ERR_BAD_OPTION)/;

/** In the middle of a connection the same codes say nothing about what had arrived. */
const WHILE_SENDING = /^(read|write)$/;

const WHILE_CONNECTING = /^(connect|getaddrinfo)$/;

/** OpenSSL's words for a connection that was refused before anything could be sent through it. */
const HANDSHAKE_FAILED = /wrong version number|handshake|unsupported protocol|no protocols available/i;

/** Any code of a request that went wrong underneath HTTP. */
const SYSTEM_CODE =
	/^(E[A-Z]{2,}|EAI_|ERR_|HPE_|UND_ERR_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|Z_[A-Z]+_ERROR)/;

const CONNECTION_TEXT = /socket hang up|timeout|aborted|canceled|connection was (closed|lost)/i;

interface ThrownError {
	code?: unknown;
	httpCode?: unknown;
	syscall?: unknown;
	message?: unknown;
	cause?: unknown;
}

/** Clients wrap the error of another one; what lies deeper than this tells nothing more. */
const DEEPEST_CAUSE = 4;

/** An error, then what caused it, and so on. */
function causesOf(error: unknown): ThrownError[] {
	const found: ThrownError[] = [];
	let next = error;
	while (typeof next === 'object' && next !== null && found.length <= DEEPEST_CAUSE) {
		found.push(next);
		next = (next as ThrownError).cause;
	}
	return found;
}

const systemCode = (causes: ThrownError[]): string | undefined =>
	causes
		.flatMap(({ code, httpCode }) => [code, httpCode])
		.find((code): code is string => typeof code === 'string' && SYSTEM_CODE.test(code));

/** Whether a request failed before there was a connection, so that nothing of it can have arrived. */
function neverConnected(causes: ThrownError[], code: string, message: string): boolean {
	if (code === 'EPROTO') return HANDSHAKE_FAILED.test(message);
	const call = causes.map(({ syscall }) => syscall).find((name) => typeof name === 'string') ?? '';
	return WHILE_CONNECTING.test(call) || (NEVER_CONNECTED.test(code) && !WHILE_SENDING.test(call));
}

/**
 * Whether an answer had begun. No HTTP status makes a request fail, so that an error with one means an answer that
 * could not be taken in, e.g. because it is not compressed as it says.
 */
const hadAnswer = (causes: ThrownError[]): boolean =>
	causes.some(({ httpCode }) => /^[1-5]\d\d$/.test(String(httpCode)));

/** What n8n says when the platform sends a request on to a host that the credential is not allowed for. */
const forbiddenRedirect = (causes: ThrownError[]): string | undefined =>
	causes
		.map(({ message }) => (typeof message === 'string' ? /Domain not allowed: .*/.exec(message) : null))
		.find((found) => found !== null)?.[0];

const REDIRECT_FAILED = 'ERR_FR_REDIRECTION_FAILURE';

/** Brings whatever a request threw into one form; what is no failed connection is passed on as it is. */
export function asRequestFailure(error: unknown): unknown {
	if (error instanceof RequestFailure) return error;
	const causes = causesOf(error);
	const code = systemCode(causes);
	const message = error instanceof Error ? error.message : '';
	if (code !== REDIRECT_FAILED && hadAnswer(causes)) {
		return new RequestFailure(`The answer could not be taken in${message ? `: ${message}` : ''}`, {
			code,
			outcome: 'unknown',
			transient: true,
		});
	}
	if (code === undefined && !CONNECTION_TEXT.test(message)) return error;
	const forbidden = code === REDIRECT_FAILED ? forbiddenRedirect(causes) : undefined;
	if (forbidden !== undefined) {
		return new RequestFailure(`The answer was a redirect that was not followed. ${forbidden}`, {
			code,
			hint: 'Check the address in the credential, and its Allowed HTTP Request Domains.',
			outcome: 'unknown',
		});
	}
	return neverConnected(causes, code ?? '', message)
		? new RequestFailure(`The connection could not be made (${code})`, {
				code,
				hint: 'Check the address in the credential and that this n8n can reach it.',
				outcome: 'notSent',
				transient: true,
			})
		: new RequestFailure(`The connection ended before the answer came${code ? ` (${code})` : ''}`, {
				code,
				outcome: 'unknown',
				transient: true,
			});
}

/** Something was accepted, and then its answer was not what the node can read. */
export function acceptedUnread(error: unknown): RequestFailure {
	if (error instanceof RequestFailure) return error;
	const reason = error instanceof Error ? error.message : String(error);
	return new RequestFailure(`The answer was not understood (${reason})`, { outcome: 'unknown' });
}

/**
 * A request was repeated after its answer was lost. When the repetition is refused, e.g. because the task has stopped
 * already, it was perhaps the first one that did it.
 */
export function afterLostAnswer(error: unknown): unknown {
	if (!(error instanceof RequestFailure) || error.detail.outcome === 'unknown') return error;
	const message = `The answer was lost, and asked again: ${error.message}`;
	return new RequestFailure(message, { ...error.detail, outcome: 'unknown' });
}

/** Whether the request may have been accepted although it failed. */
export const isUnknown = (error: unknown): boolean =>
	error instanceof RequestFailure
		? error.detail.outcome === 'unknown'
		: (error instanceof NodeApiError || error instanceof NodeOperationError) &&
			error.context.outcome === 'unknown';

interface ErrorPlace {
	node: INode;
	itemIndex: number;
	/** Full name of the service, for the message. */
	service: string;
	/** How to find out what became of a request whose answer is missing. */
	lookUp?: string;
	/** The request can be sent again without harm. */
	repeatable?: boolean;
	/** What the request can be looked up by. */
	ids?: IDataObject;
}

const idText = (ids: IDataObject): string =>
	Object.entries(ids)
		.map(([name, value]) => `${name}: ${String(value)}`)
		.join(', ');

/** The error n8n shows: what happened, to which item, with the vendor's code, and what to do next. */
export function toNodeError(
	error: unknown,
	{ node, itemIndex, service, lookUp, repeatable, ids = {} }: ErrorPlace,
) {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	if (!(error instanceof RequestFailure)) {
		return new NodeOperationError(node, error instanceof Error ? error : String(error), { itemIndex });
	}
	const { code, requestId, httpStatus, hint, outcome, throttled, retryAfterMs } = error.detail;
	const unknown = outcome === 'unknown' && lookUp !== undefined;
	const message = unknown
		? `Unknown outcome: ${service} may have accepted item ${itemIndex}, but its answer is missing. ${error.message.replace(/[.。]$/, '')}.`
		: error.message;
	const sent = unknown ? idText(ids) : '';
	const description = [
		unknown
			? `${repeatable ? 'It can be sent again without harm.' : 'It was not sent again.'} ${lookUp}`
			: hint,
		sent && `It was sent with ${sent}.`,
		[
			code && `Code: ${code}`,
			httpStatus !== undefined && `HTTP status: ${httpStatus}`,
			requestId && `Request ID: ${requestId}`,
			`Item: ${itemIndex}`,
		]
			.filter(Boolean)
			.join(', '),
	]
		.filter(Boolean)
		.join(' ');
	const nodeError = new NodeApiError(node, { message, description } as JsonObject, {
		message,
		description,
		httpCode: httpStatus === undefined ? undefined : String(httpStatus),
		itemIndex,
		...(throttled ? { failure: { cause: 'rate-limited' as const, retryAfterMs } } : {}),
	});
	// NodeApiError replaces messages of well-known HTTP codes by general ones.
	nodeError.message = message;
	nodeError.description = description;
	if (unknown) Object.assign(nodeError.context, { outcome, sent: ids });
	return nodeError;
}
