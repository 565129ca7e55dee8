import { createHash, createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';

export interface AiccsReply {
	status: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	json: Record<string, unknown>;
}

export interface Signer {
	endpoint: string;
	accessKeyId: string;
	accessKeySecret: string;
	securityToken?: string;
}

export interface CallOptions {
	method?: string;
	form?: Record<string, string>;
	/** sent and signed, or changed after signing when `afterSigning` */
	headers?: Record<string, string>;
	afterSigning?: Record<string, string | undefined>;
}

export function encode(text: string): string {
	return encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

/** Signs and sends one request with a hand-written ACS3-HMAC-SHA256, independent of the vendor's SDK. */
export async function callAiccs(
	signer: Signer,
	action: string,
	query: Record<string, string> = {},
	options: CallOptions = {},
): Promise<AiccsReply> {
	const method = options.method ?? 'POST';
	const body = options.form
		? Object.entries(options.form)
				.map(([name, value]) => `${encode(name)}=${encode(value)}`)
				.join('&')
		: '';
	const headers: Record<string, string> = {
		host: new URL(signer.endpoint).host,
		'x-acs-action': action,
		'x-acs-version': '2019-10-15',
		'x-acs-date': new Date().toISOString().replace(/\.\d+/, ''),
		'x-acs-signature-nonce': randomUUID(),
		'x-acs-content-sha256': sha256(body),
		...(signer.securityToken !== undefined && { 'x-acs-security-token': signer.securityToken }),
		...(body !== '' && { 'content-type': 'application/x-www-form-urlencoded' }),
		...options.headers,
	};
	const names = Object.keys(headers).sort();
	const search = Object.keys(query)
		.sort()
		.map((name) => `${encode(name)}=${encode(query[name])}`)
		.join('&');
	const canonical = [
		method,
		'/',
		search,
		...names.map((name) => `${name}:${headers[name]?.trim()}`),
		'',
		names.join(';'),
		headers['x-acs-content-sha256'],
	].join('\n');
	const signature = createHmac('sha256', signer.accessKeySecret)
		.update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
		.digest('hex');
	const sent: Record<string, string | undefined> = {
		...headers,
		authorization: `ACS3-HMAC-SHA256 Credential=${signer.accessKeyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
		...options.afterSigning,
	};
	return await send(`${signer.endpoint}/?${search}`, method, sent, body);
}

function send(
	url: string,
	method: string,
	headers: Record<string, string | undefined>,
	body: string,
): Promise<AiccsReply> {
	const present = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { method, headers: present as Record<string, string> }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', reject);
			response.on('end', () => {
				const text = Buffer.concat(chunks).toString('utf8');
				let json: Record<string, unknown> = {};
				try {
					json = JSON.parse(text) as Record<string, unknown>;
				} catch {
					// XML, HTML or damaged: `text` has it
				}
				resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json });
			});
		});
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}

/** Required parameters of CreateAiCallTask with a window of the whole day. */
export function taskParameters(taskName: string, more: Record<string, string> = {}): Record<string, string> {
	return {
		TaskName: taskName,
		AgentId: '118012345678901234',
		VirtualNumber: '057100000000',
		StartType: 'SCHEDULE',
		TaskStartTime: '4102444800000',
		CallDay: '["MONDAY"]',
		CallTime: JSON.stringify([JSON.stringify({ startTime: '00:00:00', endTime: '23:59:59' })]),
		...more,
	};
}

/** Digits of a bare integer field, which JSON.parse would round. */
export function digitsOf(reply: AiccsReply, field: string): string {
	const digits = new RegExp(`"${field}":(\\d+)[,}]`).exec(reply.text)?.[1];
	if (digits === undefined) throw new Error(`No bare ${field} in ${reply.text}`);
	return digits;
}
