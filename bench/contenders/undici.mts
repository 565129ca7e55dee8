import { randomUUID } from 'node:crypto';

import { Pool } from 'undici';

import { acsDate, canonicalQuery, signedHeaders } from '../../credentials/acs3.ts';

export interface BareRequest {
	action: string;
	query: Record<string, string>;
	form?: Record<string, string>;
}

const FORM = 'application/x-www-form-urlencoded';

/**
 * The physical limit: the same bytes, signed alike, written by undici over connections that stay open, without n8n and
 * without looking at what comes back beyond `read`.
 */
export async function sendBare(
	endpoint: string,
	concurrency: number,
	count: number,
	request: (index: number) => BareRequest,
	read: (text: string) => void,
): Promise<void> {
	const pool = new Pool(endpoint, { connections: concurrency, pipelining: 1 });
	const { host } = new URL(endpoint);
	let next = 0;
	const send = async () => {
		while (next < count) {
			const { action, query, form } = request(next++);
			const queryText = canonicalQuery(query);
			const body = form === undefined ? '' : canonicalQuery(form);
			const contentType = form === undefined ? undefined : FORM;
			const headers = signedHeaders(
				{ method: 'POST', host, action, version: '2019-10-15', query: queryText, body, contentType },
				{ accessKeyId: 'LTAI-bench', accessKeySecret: 'bench-secret' },
				{ date: acsDate(new Date()), nonce: randomUUID() },
			);
			const response = await pool.request({ method: 'POST', path: `/?${queryText}`, headers, body });
			const text = await response.body.text();
			if (response.statusCode !== 200) throw new Error(text);
			read(text);
		}
	};
	try {
		await Promise.all(Array.from({ length: concurrency }, send));
	} finally {
		await pool.close();
	}
}
