import { isInteger, isSafeNumber, parse, stringify } from 'lossless-json';

/** Parses JSON; integers that a double cannot hold become bigint. Throws SyntaxError. */
export function parseLossless(text: string): unknown {
	return parse(text, undefined, (digits) =>
		isSafeNumber(digits) || !isInteger(digits) ? Number(digits) : BigInt(digits),
	);
}

/** Writes JSON; bigint becomes a bare number. */
export function stringifyLossless(value: unknown, indent?: number): string {
	return stringify(value, undefined, indent) ?? 'null';
}
