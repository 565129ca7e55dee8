import { createHash, getHashes } from 'node:crypto';

/** Hash algorithms that platforms take instead of plain numbers, with their names in Node.js and hexadecimal digits. */
const ALGORITHMS = {
	MD5: { name: 'md5', digits: 32 },
	'SHA-256': { name: 'sha256', digits: 64 },
	SM3: { name: 'sm3', digits: 64 },
} as const;

export type NumberHash = keyof typeof ALGORITHMS;

const available = new Set(getHashes());

/**
 * Hash of a number as lower-case hexadecimal digits.
 *
 * @throws Error when this n8n's Node.js was built without the algorithm, as SM3 may be
 */
export function hashNumber(number: string, algorithm: NumberHash): string {
	const { name } = ALGORITHMS[algorithm];
	if (!available.has(name)) {
		throw new Error(
			`The Node.js that runs this n8n cannot make ${algorithm} hashes. Hash the numbers before this node and set Numbers Are to Already Hashed, or use another algorithm.`,
		);
	}
	return createHash(name).update(number, 'utf8').digest('hex');
}

/** Whether a text has the form of such a hash. */
export function isNumberHash(text: string, algorithm: NumberHash): boolean {
	return text.length === ALGORITHMS[algorithm].digits && /^[0-9a-f]+$/i.test(text);
}
