import { createHmac } from 'node:crypto';
import { hash32 } from './hash.mts';
import type { VendorAnswer, VendorRequest } from './types.mts';

const TOKEN_KEY = 'sandbox recording links';
const SAMPLE_RATE = 8000;

function tokenFor(id: string, expires: number): string {
	return createHmac('sha256', TOKEN_KEY).update(`${id}|${expires}`).digest('hex').slice(0, 32);
}

/** A link to `/recordings/<id>.wav` that works until `expires` (simulated epoch ms). */
export function recordingUrl(origin: string, id: string, expires: number): string {
	return `${origin}/recordings/${encodeURIComponent(id)}.wav?expires=${expires}&token=${tokenFor(id, expires)}`;
}

/** A valid WAV file (PCM, mono, 8 kHz, 8 bit) of one second; the tone depends on the id. */
export function wavFor(id: string): Buffer {
	const frequency = 220 + (hash32(id) % 440);
	const samples = Buffer.alloc(SAMPLE_RATE);
	for (let i = 0; i < samples.length; i++) {
		samples[i] = 128 + Math.round(64 * Math.sin((2 * Math.PI * frequency * i) / SAMPLE_RATE));
	}
	const header = Buffer.alloc(44);
	header.write('RIFF', 0, 'latin1');
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8, 'latin1');
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(SAMPLE_RATE, 24);
	header.writeUInt32LE(SAMPLE_RATE, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36, 'latin1');
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}

/** Answers GET /recordings/<id>.wav: 200 with audio/wav, 403 for a wrong token or an expired link, 404 otherwise. */
export function answerRecording(request: VendorRequest): VendorAnswer {
	const match = /^\/recordings\/([^/]+)\.wav$/.exec(request.path);
	if (!match || request.method !== 'GET') return plain(404, 'NoSuchKey');
	const id = match[1];
	const expires = Number(request.query.get('expires'));
	if (request.query.get('token') !== tokenFor(id, expires)) return plain(403, 'SignatureDoesNotMatch');
	if (request.now > expires) return plain(403, 'Request has expired.');
	return { status: 200, headers: { 'content-type': 'audio/wav' }, body: wavFor(id) };
}

function plain(status: number, body: string): VendorAnswer {
	return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}
