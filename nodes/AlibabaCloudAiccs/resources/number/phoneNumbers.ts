import type { IDataObject } from 'n8n-workflow';

import {
	hashNumber,
	isNumberHash,
	maskPhoneNumber,
	normalizePhoneNumber,
	phoneNumberProblem,
	type NumberHash,
} from '../../../shared';

/** Hash of each `EncryptionType`. */
const HASHES: Record<string, NumberHash> = { 1: 'MD5', 2: 'SHA-256', 3: 'SM3' };

/** A number as it is sent, or what is wrong with it. */
export type PreparedNumber = { number: string } | { problem: string };

/**
 * Makes numbers ready as the options say: normalised, checked, hashed.
 *
 * @throws Error when this n8n cannot make the hash
 */
export function numberPreparation({
	encryptionType,
	numbersAre,
	normalize,
}: IDataObject): (value: string) => PreparedNumber {
	const hash = HASHES[String(encryptionType ?? 0)] as NumberHash | undefined;
	if (hash !== undefined && numbersAre === 'hashed') {
		return (value) =>
			isNumberHash(value, hash)
				? { number: value }
				: { problem: `"${maskPhoneNumber(value)}" is no ${hash} hash, but Numbers Are says so` };
	}
	return (value) => {
		const problem = phoneNumberProblem(value);
		if (problem !== undefined) return { problem: `"${maskPhoneNumber(value)}" ${problem}` };
		const number = normalize === false ? value : normalizePhoneNumber(value);
		return { number: hash === undefined ? number : hashNumber(number, hash) };
	};
}
