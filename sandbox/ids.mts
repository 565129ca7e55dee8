import { makeUuid } from './hash.mts';

/**
 * Gives ids of 18 decimal digits that a double cannot hold: above 2^53 a double's spacing here is 16, and each
 * id is 5 more than a multiple of 16.
 */
export class IdSequence {
	private issued = 0n;
	private readonly base: bigint;

	/** @param first where the ids start, 18 digits */
	constructor(first: string) {
		this.base = (BigInt(first) / 16n) * 16n + 5n;
	}

	next(): string {
		const id = this.base + this.issued * 112n;
		this.issued += 1n;
		return id.toString();
	}
}

/** Gives request ids in Alibaba Cloud's form, the same ones for the same seed. */
export class RequestIds {
	private issued = 0;

	constructor(private readonly seed: number) {}

	next(): string {
		this.issued += 1;
		return makeUuid(`${this.seed}|request|${this.issued}`).toUpperCase();
	}
}
