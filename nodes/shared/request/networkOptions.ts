import { NodeOperationError, type IHttpRequestOptions, type INode } from 'n8n-workflow';

export type NetworkOptions = Pick<IHttpRequestOptions, 'proxy' | 'timeout' | 'skipSslCertificateValidation'>;

/** What n8n sets for declarative requests while the user sets nothing. */
const TIMEOUT_MS = 300_000;

const DEFAULT_PORTS: Record<string, number | undefined> = { 'http:': 80, 'https:': 443 };

export interface RequestOptions {
	batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	proxy?: string;
	timeout?: number;
	allowUnauthorizedCerts?: boolean;
}

function proxyOf(node: INode, address: string): NetworkOptions['proxy'] {
	try {
		const { hostname, port: stated, protocol, username, password } = new URL(address);
		// A URL does not tell its scheme's own port from none; n8n's requests want one to be stated.
		const port = stated || (/:\d+\/?$/.test(address.trim()) ? DEFAULT_PORTS[protocol] : undefined);
		if (hostname === '' || port === undefined) throw new Error('incomplete');
		const auth = { username: decodeURIComponent(username), password: decodeURIComponent(password) };
		return {
			host: hostname,
			port: Number(port),
			protocol: protocol.replace(/:$/, ''),
			...(username === '' ? {} : { auth }),
		};
	} catch {
		// The address may hold a password: it is not repeated.
		throw new NodeOperationError(node, 'The proxy is not valid', {
			itemIndex: 0,
			description:
				'Under Request Options, Proxy must be an address like http://proxy.example:3128. Nothing was sent.',
		});
	}
}

/**
 * The *Request Options* that n8n gives every declarative node, as the options of a request.
 *
 * @throws NodeOperationError when the proxy is none
 */
export function networkOf(
	{ proxy, timeout, allowUnauthorizedCerts }: RequestOptions,
	node: INode,
): NetworkOptions {
	return {
		timeout: timeout ? Number(timeout) : TIMEOUT_MS,
		...(proxy ? { proxy: proxyOf(node, proxy) } : {}),
		...(allowUnauthorizedCerts ? { skipSslCertificateValidation: true } : {}),
	};
}
