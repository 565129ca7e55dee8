import {
	getCredentialAllowedDomains,
	type IAllExecuteFunctions,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INode,
} from 'n8n-workflow';

import { limiterOf, type RequestLimiter } from './limiter';

/** What is particular to a platform, for the parts that serve both. */
export interface Service {
	/** Name in messages. */
	name: string;
	/** Puts in what addresses hold of the credential, for platforms where they do. */
	completeUrl?: (url: string, credential: ICredentialDataDecryptedObject) => string;
	/** Name of the credential type. */
	credential: string;
	/** Field of the credential that holds the address. */
	addressField: string;
	/** What happens when the platform sends a request somewhere else: no credential goes there. */
	redirects: Pick<IHttpRequestOptions, 'disableFollowRedirect' | 'sendCredentialsOnCrossOriginRedirect'>;
	/**
	 * The answer's body, as text on input, as object on output.
	 *
	 * @throws RequestFailure when the platform refused the request or did not answer in its form.
	 */
	read: (response: IN8nHttpFullResponse) => IDataObject;
	/** How the user finds out what became of a request whose answer is missing. */
	lookUp: string;
}

type CredentialReader = Pick<IAllExecuteFunctions, 'getNode'> & {
	getCredentials: (type: string) => Promise<ICredentialDataDecryptedObject>;
};

function credentialKey(node: INode, service: Service, data: ICredentialDataDecryptedObject): string {
	const id = node.credentials?.[service.credential]?.id;
	return `${service.credential}:${id ?? JSON.stringify(data)}`;
}

export interface Session {
	baseURL: string;
	completeUrl: (url: string) => string;
	limiter: RequestLimiter;
	/** Hosts that the user restricted the credential to, if they did. */
	allowedDomains?: string;
}

/** As n8n does for declarative requests: the credential's own address is always allowed. */
function allowedDomainsOf(node: INode, credentialData: ICredentialDataDecryptedObject, address: string) {
	// An n8n that does not know the setting has no such function either.
	return getCredentialAllowedDomains?.({
		node,
		credentialData,
		credentialOwnedSurface: true,
		nodeEndpointUrl: address,
	});
}

/** Address, limiter and restrictions of the credential the node uses. */
export async function openSession(context: CredentialReader, service: Service): Promise<Session> {
	const data = await context.getCredentials(service.credential);
	const node = context.getNode();
	const baseURL = String(data[service.addressField] ?? '').trim();
	return {
		baseURL,
		completeUrl: (url) => service.completeUrl?.(url, data) ?? url,
		limiter: limiterOf(credentialKey(node, service, data), {
			requestsPerSecond: Number(data.requestsPerSecond) || 20,
			concurrentRequests: Number(data.concurrentRequests) || 5,
		}),
		allowedDomains: allowedDomainsOf(node, data, baseURL),
	};
}
