import type { IHttpRequestOptions, IN8nHttpFullResponse, RequestHelperFunctions } from 'n8n-workflow';

import { RequestFailure, asRequestFailure } from './failure';
import type { NetworkOptions } from './networkOptions';

/** An answer to a request for a file; the body is the file, or what the host says about why there is none. */
export interface FileResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: Buffer;
}

/** Fetches a file from an address that needs no credential. */
export type FetchFile = (url: string) => Promise<FileResponse>;

/** What the user set for the node's requests, and for the hosts of its credential, also holds for files. */
type Network = NetworkOptions & Pick<IHttpRequestOptions, 'allowedDomains'>;

/** The general advice is about the address in the credential, which files have nothing to do with. */
function unreachable(error: unknown): never {
	const failure = asRequestFailure(error);
	if (!(failure instanceof RequestFailure)) throw failure;
	throw new RequestFailure(failure.message, {
		...failure.detail,
		hint: 'Check the link of the file and that this n8n can reach its host.',
	});
}

/**
 * Fetches a file once. The link carries its own permission: no credential and no signed header goes with it,
 * neither to its host nor to one it redirects to. Resolves with what reads the answer.
 *
 * @throws RequestFailure when the host cannot be reached; reading, when it is overloaded or has a fault
 */
export async function requestFile(
	context: { helpers: Pick<RequestHelperFunctions, 'httpRequest'> },
	url: string,
	{ proxy, timeout, skipSslCertificateValidation, allowedDomains }: Network,
): Promise<() => FileResponse> {
	const response = (await context.helpers
		.httpRequest({
			method: 'GET',
			url,
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			...(proxy === undefined ? {} : { proxy }),
			...(timeout === undefined ? {} : { timeout }),
			...(skipSslCertificateValidation === undefined ? {} : { skipSslCertificateValidation }),
			...(allowedDomains === undefined ? {} : { allowedDomains }),
		})
		.catch(unreachable)) as IN8nHttpFullResponse;
	return () => fileOf(response);
}

function fileOf({ statusCode, headers, body }: IN8nHttpFullResponse): FileResponse {
	if (statusCode === 429 || statusCode >= 500) {
		throw new RequestFailure(`The host of the file answered with HTTP status ${statusCode}`, {
			httpStatus: statusCode,
			outcome: 'refused',
			throttled: statusCode === 429,
			transient: true,
			hint: 'Try again later.',
		});
	}
	return { statusCode, headers, body: Buffer.from(body as Buffer) };
}
