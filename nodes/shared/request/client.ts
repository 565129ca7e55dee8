import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { toNodeError, type RequestFailure } from './failure';
import { requestFile, type FileResponse } from './fetchFile';
import type { NetworkOptions } from './networkOptions';
import { sendRepeatedly, type RequestKind } from './retry';
import { openSession, type Service, type Session } from './service';

/** A request without the address of the service, which the credential knows. */
export type Call = Omit<IHttpRequestOptions, 'baseURL'>;

type Context = IExecuteFunctions | IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

/** How a request goes that is not like the others of its service. */
export interface Manner {
	/** Reads an answer that is not in the service's usual form. */
	read?: Service['read'];
	/** Puts a refusal into the words of what was tried; it may say that it passes with time. */
	failed?: (failure: RequestFailure) => RequestFailure;
	/** Called when the answer to a request that may have done something was lost, before it is repeated. */
	onLost?: () => void;
}

/** Exact ids and the vendor's own error messages need the answer as it came. */
const READ_AS_TEXT = {
	encoding: 'text',
	json: false,
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
} as const;

/** The one way to the platform: limits of the credential, repetitions by kind, the user's network, cancelling. */
export class Client {
	private constructor(
		private readonly context: Context,
		private readonly service: Service,
		private readonly session: Session,
		private readonly network: NetworkOptions,
		private readonly signal: AbortSignal | undefined,
	) {}

	/** @param network what the user set for the node's requests */
	static async open(
		context: Context,
		service: Service,
		network: NetworkOptions = {},
		signal?: AbortSignal,
	): Promise<Client> {
		return new Client(context, service, await openSession(context, service), network, signal);
	}

	/** The same for another item, whose network may be another one. */
	withNetwork(network: NetworkOptions): Client {
		return new Client(this.context, this.service, this.session, network, this.signal);
	}

	/** Requests that may be open at once. */
	get concurrentRequests(): number {
		return this.session.limiter.limits.concurrentRequests;
	}

	/**
	 * @returns the answer's body
	 * @throws RequestFailure of the last try, which tells what became of the request
	 */
	async send(call: Call, kind: RequestKind, { read, failed, onLost }: Manner = {}): Promise<IDataObject> {
		const { baseURL, completeUrl, allowedDomains, limiter } = this.session;
		return await sendRepeatedly(
			async () => {
				const response = (await this.context.helpers.httpRequestWithAuthentication.call(
					this.context,
					this.service.credential,
					{
						baseURL,
						...(allowedDomains === undefined ? {} : { allowedDomains }),
						...this.network,
						...this.service.redirects,
						...READ_AS_TEXT,
						...call,
						// n8n and the credential write into what they are given.
						headers: { ...call.headers },
						...(call.qs === undefined ? {} : { qs: { ...call.qs } }),
						url: completeUrl(call.url),
					},
				)) as IN8nHttpFullResponse;
				return (lost) => {
					if (lost) onLost?.();
					return (read ?? this.service.read)(response);
				};
			},
			kind,
			limiter,
			this.signal,
			failed,
		);
	}

	/**
	 * A file at an address that needs no credential.
	 *
	 * @throws RequestFailure when its host cannot be reached or is overloaded
	 */
	async file(url: string): Promise<FileResponse> {
		const network = { ...this.network, allowedDomains: this.session.allowedDomains };
		return await sendRepeatedly(
			async () => await requestFile(this.context, url, network),
			'read',
			this.session.limiter,
			this.signal,
		);
	}
}

/**
 * A request that the editor makes while a field is filled in, or a poll.
 *
 * @throws NodeApiError
 */
export async function readOnce(
	context: ILoadOptionsFunctions | IPollFunctions,
	service: Service,
	call: Call,
): Promise<IDataObject> {
	const client = await Client.open(context, service);
	try {
		return await client.send(call, 'read');
	} catch (error) {
		throw toNodeError(error, { node: context.getNode(), itemIndex: 0, service: service.name });
	}
}
