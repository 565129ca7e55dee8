import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer, type AddressInfo, type Server as NetServer } from 'node:net';

/** Servers on loopback in place of what the examples reach: a CRM, a chat, a mail server, a language model. */

export interface Received {
	method: string;
	path: string;
	body: Record<string, unknown>;
}

interface Standin {
	url: string;
	stop(): Promise<void>;
}

function listen<Kind extends NetServer>(server: Kind): Promise<{ port: number; stop: () => Promise<void> }> {
	return new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			resolve({ port, stop: () => new Promise((done) => server.close(() => done())) });
		});
	});
}

const parsed = (text: string): Record<string, unknown> =>
	text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);

/** Takes JSON anywhere and keeps it; GET answers with a file by its path. */
export async function startWebServer(
	files: Record<string, string>,
): Promise<Standin & { received: Received[] }> {
	const received: Received[] = [];
	const server: Server = createHttpServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			const { method = '', url: path = '' } = request;
			if (method === 'GET') {
				const file = files[path];
				response.writeHead(file === undefined ? 404 : 200, { 'content-type': 'text/csv' }).end(file);
				return;
			}
			received.push({ method, path, body: parsed(text) });
			response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
		});
	});
	const { port, stop } = await listen(server);
	return { url: `http://127.0.0.1:${port}`, received, stop };
}

interface Message {
	role: string;
	content: unknown;
}

/** What a model that speaks OpenAI's chat completions is asked, and what it is to say. */
export interface ModelTurn {
	messages: Message[];
	/** name of the first tool it was offered */
	tool?: string;
}

/** Arguments of each call of the tool it asks for, or undefined when it is done. */
export type ModelScript = (turn: ModelTurn) => Array<Record<string, unknown>> | undefined;

/** @returns url ends in /v1 */
export async function startModel(script: ModelScript): Promise<Standin> {
	let calls = 0;
	const server = createHttpServer((request, response) => {
		let text = '';
		request.on('data', (chunk: Buffer) => (text += chunk.toString()));
		request.on('end', () => {
			const { messages = [], tools = [] } = parsed(text) as {
				messages?: Message[];
				tools?: Array<{ function: { name: string } }>;
			};
			const tool = tools[0]?.function.name;
			const wanted = script({ messages, tool }) ?? [];
			const message =
				wanted.length > 0
					? {
							role: 'assistant',
							content: null,
							tool_calls: wanted.map((values) => ({
								id: `call_${++calls}`,
								type: 'function',
								function: { name: tool, arguments: JSON.stringify(values) },
							})),
						}
					: { role: 'assistant', content: 'Done.' };
			response.writeHead(200, { 'content-type': 'application/json' }).end(
				JSON.stringify({
					id: 'chatcmpl-1',
					object: 'chat.completion',
					created: 1,
					model: 'gpt-4.1-mini',
					choices: [{ index: 0, message, finish_reason: wanted.length > 0 ? 'tool_calls' : 'stop' }],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			);
		});
	});
	const { port, stop } = await listen(server);
	return { url: `http://127.0.0.1:${port}/v1`, stop };
}

const decoded = (quotedPrintable: string): string =>
	quotedPrintable
		.replace(/=\r?\n/g, '')
		.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Takes mail and keeps its text, decoded. */
export async function startMailServer(): Promise<{ port: number; mails: string[]; stop(): Promise<void> }> {
	const mails: string[] = [];
	const server = createServer((socket) => {
		let data: string | undefined;
		let rest = '';
		socket.write('220 mail\r\n');
		socket.on('error', () => undefined);
		socket.on('data', (chunk) => {
			rest += chunk.toString();
			for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
				const line = rest.slice(0, end);
				rest = rest.slice(end + 2);
				if (data !== undefined) {
					if (line !== '.') {
						data += `${line}\r\n`;
						continue;
					}
					mails.push(decoded(data));
					data = undefined;
					socket.write('250 kept\r\n');
				} else if (/^DATA/i.test(line)) {
					data = '';
					socket.write('354 go on\r\n');
				} else if (/^QUIT/i.test(line)) {
					socket.end('221 bye\r\n');
				} else {
					socket.write('250 ok\r\n');
				}
			}
		});
	});
	const { port, stop } = await listen(server);
	return { port, mails, stop };
}
