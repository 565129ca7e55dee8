import { createServer } from 'node:net';

function listenOnce(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const bound = typeof address === 'object' && address !== null ? address.port : port;
			server.close(() => resolve(bound));
		});
	});
}

export function freePort(): Promise<number> {
	return listenOnce(0);
}

/** @throws Error that names the option to change when something else listens there */
export async function requireFreePort(port: number, option: string): Promise<void> {
	try {
		await listenOnce(port);
	} catch {
		throw new Error(`Port ${port} on 127.0.0.1 is in use or not allowed. Choose another with ${option}.`);
	}
}
