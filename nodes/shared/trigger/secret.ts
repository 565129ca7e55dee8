import { createHash, timingSafeEqual } from 'node:crypto';

import type { IDataObject, INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

const SHORTEST_SECRET = 12;
const HEADER = 'x-webhook-token';
const QUERY = 'token';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares in a time that tells nothing about the secret, its length included. An empty secret fits nothing. */
export function sameSecret(given: unknown, expected: string): boolean {
	if (typeof given !== 'string' || expected === '') return false;
	return timingSafeEqual(digest(given), digest(expected));
}

/** The secret that callers of a webhook have to know, and where they put it. */
export const secretFields: INodeProperties[] = [
	{
		displayName: 'Secret',
		name: 'secret',
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		placeholder: 'e.g. 3f9c1e7a52b84d06',
		description: `Calls without this secret are refused. Make one up: ${SHORTEST_SECRET} or more letters and digits.`,
	},
	{
		displayName: 'Secret Comes As',
		name: 'secretPlace',
		type: 'options',
		options: [
			{
				name: 'Header',
				value: 'header',
				description: `In the header ${HEADER}, for a gateway in between that can set headers`,
			},
			{
				name: 'Query Parameter',
				value: 'query',
				description: `At the end of the URL: ?${QUERY}=your-secret`,
			},
		],
		default: 'query',
		description: 'Where the caller puts the secret',
	},
];

interface SecretSource {
	getNodeParameter(name: string): unknown;
	getNode(): INode;
}

const secretOf = (context: SecretSource) => String(context.getNodeParameter('secret') ?? '').trim();

/**
 * Before a webhook goes live.
 *
 * @throws NodeOperationError when the secret could be guessed or does not survive in a URL
 */
export function checkSecret(context: SecretSource): void {
	if (/^[\w.~-]+$/.test(secretOf(context)) && secretOf(context).length >= SHORTEST_SECRET) return;
	throw new NodeOperationError(
		context.getNode(),
		`Secret must have at least ${SHORTEST_SECRET} characters: letters, digits, hyphens and underscores`,
		{ description: 'Without it anyone who knows the URL could start this workflow.' },
	);
}

/** Whether a call carries the node's secret in the place the user chose. */
export function carriesSecret(context: SecretSource, headers: object, query: unknown): boolean {
	const inHeader = context.getNodeParameter('secretPlace') === 'header';
	const given = inHeader ? (headers as IDataObject)[HEADER] : (query as IDataObject | undefined)?.[QUERY];
	return sameSecret(given, secretOf(context));
}
