import { setTimeout as delay } from 'node:timers/promises';

/** Asks one address for its health, over and over; sends the moments of all answers (epoch ms) when told to end. */
const [url = '', everyMs = ''] = process.argv.slice(2);
const answers: number[] = [];

process.on('message', () => process.send?.(answers));
process.on('disconnect', () => process.exit());

for (;;) {
	const next = delay(Number(everyMs));
	try {
		const response = await fetch(url);
		await response.arrayBuffer();
		if (response.ok && answers.push(Date.now()) === 1) process.send?.('first');
	} catch {
		// A busy n8n closes connections that it left waiting; the next one is asked like any other.
	}
	await next;
}
