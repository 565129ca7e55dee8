import type {
	IAllExecuteFunctions,
	ICredentialDataDecryptedObject,
	IDataObject,
	IN8nHttpFullResponse,
	INode,
} from 'n8n-workflow';

import { limiterOf, type RequestLimiter } from './limiter';

/** What is particular to a platform, for the parts that serve both. */
export interface Service {
	/** Name in messages. */
	name: string;
	/** Name of the credential type. */
	credential: string;
	/** Field of the credential that holds the address. */
	addressField: string;
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
	limiter: RequestLimiter;
}

/** Address and limiter of the credential the node uses. */
export async function openSession(context: CredentialReader, service: Service): Promise<Session> {
	const data = await context.getCredentials(service.credential);
	return {
		baseURL: String(data[service.addressField] ?? '').trim(),
		limiter: limiterOf(credentialKey(context.getNode(), service, data), {
			requestsPerSecond: Number(data.requestsPerSecond) || 20,
			concurrentRequests: Number(data.concurrentRequests) || 5,
		}),
	};
}
