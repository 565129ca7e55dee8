import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { OpenApiUtil } from '@alicloud/openapi-core';
import type { VendorAnswer, VendorRequest } from '../types.mts';
import { gatewayError } from './gateway-error.mts';

const ALGORITHM = 'ACS3-HMAC-SHA256';
const MAX_CLOCK_SKEW_MS = 15 * 60 * 1000;
const AUTHORIZATION = /^(\S+) Credential=([^,]*),SignedHeaders=([^,]*),Signature=([0-9a-f]*)$/;
const NOTHING = Readable.from([]);

export interface AccessKey {
	accessKeyId: string;
	accessKeySecret: string;
	/** set: temporary STS credentials, valid only with this token */
	securityToken?: string;
}

function mustBeSigned(header: string): boolean {
	return header === 'host' || header === 'content-type' || header.startsWith('x-acs-');
}

function officialAuthorization(request: VendorRequest, key: AccessKey, payloadHash: string): string {
	return OpenApiUtil.getAuthorization(
		{
			protocol: 'https',
			port: 443,
			method: request.method,
			pathname: request.path,
			query: Object.fromEntries(request.query),
			headers: request.headers,
			body: NOTHING,
		},
		ALGORITHM,
		payloadHash,
		key.accessKeyId,
		key.accessKeySecret,
	);
}

/**
 * Checks a request's ACS3-HMAC-SHA256 signature by having the vendor's own SDK sign what was received.
 * Rules and codes: "V3 request structure and signature" of the Alibaba Cloud SDK documentation. The date is
 * compared with real time.
 */
export class SignatureChecker {
	private readonly nonces = new Set<string>();

	constructor(
		private readonly keys: AccessKey[],
		private readonly now: () => number = Date.now,
	) {}

	/** Gives the refusal, or undefined when the request is authentic. */
	refuse(request: VendorRequest): VendorAnswer | undefined {
		const { headers } = request;
		if (!headers.authorization) {
			return gatewayError(400, 'MissingAuthorization', 'Authorization is mandatory for this action.');
		}
		const parts = AUTHORIZATION.exec(headers.authorization);
		if (!parts || parts[1] !== ALGORITHM) {
			return gatewayError(
				400,
				'IncompleteSignature',
				'The request signature does not conform to Aliyun standards.',
			);
		}
		const [, , accessKeyId, signedHeaders] = parts as unknown as [string, string, string, string];
		return (
			this.refuseHeaders(headers, signedHeaders.split(';')) ??
			this.refuseKey(headers, accessKeyId) ??
			this.refuseSignature(request, accessKeyId)
		);
	}

	/** Nonces seen are forgotten. */
	reset(): void {
		this.nonces.clear();
	}

	private refuseHeaders(headers: Record<string, string>, signed: string[]): VendorAnswer | undefined {
		for (const name of ['x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256']) {
			if (!headers[name]) return gatewayError(400, `Missing${name}`, `${name} is mandatory for this action.`);
		}
		const unsigned = Object.keys(headers).find((name) => mustBeSigned(name) && !signed.includes(name));
		if (unsigned !== undefined) {
			return gatewayError(400, 'IncompleteSignature', `The header ${unsigned} must be in SignedHeaders.`);
		}
		const date = headers['x-acs-date'];
		if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date) || Number.isNaN(Date.parse(date))) {
			return gatewayError(
				400,
				'InvalidTimeStamp.Format',
				'Specified time stamp or date value is not well formatted.',
			);
		}
		if (Math.abs(this.now() - Date.parse(date)) > MAX_CLOCK_SKEW_MS) {
			return gatewayError(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
		}
		return undefined;
	}

	private refuseKey(headers: Record<string, string>, accessKeyId: string): VendorAnswer | undefined {
		const key = this.keyOf(accessKeyId);
		if (key === undefined) {
			return gatewayError(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
		}
		const token = headers['x-acs-security-token'];
		if (key.securityToken !== undefined && token === undefined) {
			return gatewayError(400, 'MissingSecurityToken', 'SecurityToken is mandatory for this action.');
		}
		if (token !== undefined && token !== key.securityToken) {
			return gatewayError(400, 'InvalidSecurityToken.Malformed', 'Specified SecurityToken is malformed.');
		}
		return undefined;
	}

	private refuseSignature(request: VendorRequest, accessKeyId: string): VendorAnswer | undefined {
		const { headers } = request;
		const payloadHash = createHash('sha256').update(request.rawBody).digest('hex');
		if (payloadHash !== headers['x-acs-content-sha256']) {
			return gatewayError(
				400,
				'SignatureDoesNotMatch',
				'x-acs-content-sha256 is not the SHA-256 of the body.',
			);
		}
		const expected = officialAuthorization(request, this.keyOf(accessKeyId) as AccessKey, payloadHash);
		if (headers.authorization !== expected) {
			return gatewayError(
				400,
				'SignatureDoesNotMatch',
				'Specified signature does not match our calculation.',
			);
		}
		const nonce = headers['x-acs-signature-nonce'];
		if (this.nonces.has(nonce)) {
			return gatewayError(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
		}
		this.nonces.add(nonce);
		return undefined;
	}

	private keyOf(accessKeyId: string): AccessKey | undefined {
		return this.keys.find((key) => key.accessKeyId === accessKeyId);
	}
}
