import { createHash, createHmac } from 'node:crypto';

/**
 * ACS3-HMAC-SHA256, the request signature of Alibaba Cloud OpenAPI for RPC-style products.
 * Source: "V3 request structure and signature",
 * https://www.alibabacloud.com/help/en/sdk/product-overview/v3-request-structure-and-signature
 */

export interface AccessKey {
	accessKeyId: string;
	accessKeySecret: string;
	/** Only with temporary (STS) credentials. */
	securityToken?: string;
}

export interface UnsignedRequest {
	method: string;
	/** Host with the port when it is not the default one: what the Host header will say. */
	host: string;
	action: string;
	version: string;
	/** Query string exactly as it will be sent, built by {@link canonicalQuery}; `''` for none. */
	query: string;
	/** Body exactly as it will be sent; `''` for none. */
	body: string | Buffer;
	/** Only when there is a body. */
	contentType?: string;
}

export interface Moment {
	/** UTC, `yyyy-MM-ddTHH:mm:ssZ`; the service allows 15 minutes of difference. */
	date: string;
	/** Never used before with this AccessKey. */
	nonce: string;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

/** RFC 3986 percent-encoding: everything but letters, digits and `-_.~`. */
export function percentEncode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** A parameter's text: objects and arrays travel as JSON (`style: json` in the vendor's metadata). */
function parameterText(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** `name=value` pairs, sorted by name and percent-encoded. Parameters without a value are left out. */
export function canonicalQuery(parameters: Record<string, unknown>): string {
	return Object.keys(parameters)
		.filter((name) => parameters[name] !== undefined && parameters[name] !== null)
		.sort()
		.map((name) => `${percentEncode(name)}=${percentEncode(parameterText(parameters[name]))}`)
		.join('&');
}

/** `Date` to the form of `x-acs-date`. */
export function acsDate(date: Date): string {
	return `${date.toISOString().slice(0, 19)}Z`;
}

/**
 * Headers that authenticate the request, names in lower case. The request must be sent with exactly
 * these headers, this query and this body.
 */
export function signedHeaders(
	request: UnsignedRequest,
	key: AccessKey,
	moment: Moment,
): Record<string, string> {
	const bodyHash = sha256(request.body);
	const signed: Record<string, string> = {
		host: request.host,
		'x-acs-action': request.action,
		'x-acs-content-sha256': bodyHash,
		'x-acs-date': moment.date,
		'x-acs-signature-nonce': moment.nonce,
		'x-acs-version': request.version,
	};
	if (request.contentType) signed['content-type'] = request.contentType;
	if (key.securityToken) signed['x-acs-security-token'] = key.securityToken;

	const names = Object.keys(signed).sort();
	const canonicalRequest = [
		request.method.toUpperCase(),
		'/',
		request.query,
		names.map((name) => `${name}:${signed[name].trim()}\n`).join(''),
		names.join(';'),
		bodyHash,
	].join('\n');
	const signature = createHmac('sha256', key.accessKeySecret)
		.update(`${ALGORITHM}\n${sha256(canonicalRequest)}`)
		.digest('hex');

	// The HTTP client writes Host itself, from the address.
	delete signed.host;
	return {
		...signed,
		authorization: `${ALGORITHM} Credential=${key.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
	};
}
