import type { INodeParameters } from 'n8n-workflow';

/** Parameters of n8n's HTTP Request that make it send what the package's nodes send. */

export const HTTP_REQUEST = { type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 };

/** The package's credential signs for it. */
export const signed = (parameters: INodeParameters): INodeParameters => ({
	method: 'POST',
	authentication: 'predefinedCredentialType',
	nodeCredentialType: 'alibabaCloudAccessKeyApi',
	options: {},
	...parameters,
});

export const actionHeaders = (action: string): INodeParameters => ({
	sendHeaders: true,
	headerParameters: {
		parameters: [
			{ name: 'x-acs-action', value: action },
			{ name: 'x-acs-version', value: '2019-10-15' },
		],
	},
});

export const query = (values: Record<string, string>): INodeParameters => ({
	sendQuery: true,
	queryParameters: { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) },
});

export const form = (values: Record<string, string>): INodeParameters => ({
	sendBody: true,
	contentType: 'form-urlencoded',
	specifyBody: 'keypair',
	bodyParameters: { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) },
});
