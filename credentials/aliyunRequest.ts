import { randomUUID } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { acsDate, canonicalQuery, signedHeaders, type AccessKey, type Moment } from './acs3';

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';
const AICCS_VERSION = '2019-10-15';

/** n8n's HTTP Request node hands over its own request form, with `uri` and `form` in place of `url` and `body`. */
type RequestOptions = Omit<IHttpRequestOptions, 'url'> & {
	url?: string;
	uri?: string;
	form?: IDataObject | string;
};

interface Payload {
	body: string | Buffer;
	contentType?: string;
}

function takeHeader(headers: IDataObject, name: string): string | undefined {
	const key = Object.keys(headers).find((candidate) => candidate.toLowerCase() === name);
	if (key === undefined) return undefined;
	const value = headers[key];
	delete headers[key];
	return value === undefined || value === '' ? undefined : String(value);
}

function takeParameter(query: IDataObject, name: string): string | undefined {
	const value = query[name];
	delete query[name];
	return value === undefined || value === '' ? undefined : String(value);
}

function isEmpty(body: unknown): boolean {
	return (
		body === undefined ||
		body === null ||
		body === '' ||
		(typeof body === 'object' && !Buffer.isBuffer(body) && Object.keys(body).length === 0)
	);
}

/** The body as the bytes to send: what an HTTP client would encode later must be encoded before it is signed. */
function payload(body: unknown, declaredType: string | undefined): Payload {
	if (isEmpty(body)) return { body: '' };
	if (typeof body === 'string' || Buffer.isBuffer(body)) {
		return { body, contentType: declaredType ?? FORM };
	}
	const fields = body instanceof URLSearchParams ? Object.fromEntries(body) : (body as IDataObject);
	if (declaredType?.startsWith(JSON_TYPE)) return { body: JSON.stringify(fields), contentType: declaredType };
	return { body: canonicalQuery(fields), contentType: FORM };
}

/**
 * Signs a request for Alibaba Cloud. Query and form body are serialised here, because the signature
 * covers the exact bytes sent; the HTTP client gets a finished address and a finished body.
 * Action and version come from the headers `x-acs-action` and `x-acs-version`, or else from the query
 * parameters `Action` and `Version`.
 *
 * @throws Error when no action is named or the address is not one.
 */
export function signRequest(
	endpoint: string,
	key: AccessKey,
	options: RequestOptions,
	moment: Moment = { date: acsDate(new Date()), nonce: randomUUID() },
): IHttpRequestOptions {
	const { uri, form, baseURL, url, qs, body: unsignedBody, ...request } = options;
	const address = new URL((url ?? uri ?? '/').trim() || '/', (baseURL ?? endpoint).trim());
	const query: IDataObject = { ...Object.fromEntries(address.searchParams), ...qs };
	const headers: IDataObject = { ...request.headers };

	const action = takeHeader(headers, 'x-acs-action') ?? takeParameter(query, 'Action');
	const version = takeHeader(headers, 'x-acs-version') ?? takeParameter(query, 'Version') ?? AICCS_VERSION;
	delete query.Action;
	delete query.Version;
	if (!action) {
		throw new Error(
			'No action is named. Add the header "x-acs-action" or the query parameter "Action" with the name of the API operation, for example "QueryAiCallTaskPage".',
		);
	}

	const method = request.method ?? 'GET';
	const { body, contentType } =
		method === 'GET'
			? { body: '', contentType: undefined }
			: payload(form ?? unsignedBody, takeHeader(headers, 'content-type'));
	if (contentType === undefined) takeHeader(headers, 'content-type');
	const accept = takeHeader(headers, 'accept') ?? JSON_TYPE;
	const queryString = canonicalQuery(query);

	return {
		...request,
		method,
		url: `${address.origin}/${queryString === '' ? '' : `?${queryString}`}`,
		headers: {
			...headers,
			accept,
			...signedHeaders(
				{ method, host: address.host, action, version, query: queryString, body, contentType },
				key,
				moment,
			),
		},
		...(contentType === undefined ? {} : { body }),
	};
}
