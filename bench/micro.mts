export interface MicroSample {
	/** Milliseconds of one call. */
	ms: number;
}

/** Times functions in turns, each long enough for the clock; a first round is not counted. */
export function microRounds(
	contenders: Record<string, () => unknown>,
	rounds: number,
	roundMs: number,
): Map<string, MicroSample[]> {
	const samples = new Map<string, MicroSample[]>(Object.keys(contenders).map((label) => [label, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const [label, call] of Object.entries(contenders)) {
			let calls = 0;
			const from = performance.now();
			do {
				call();
				calls++;
			} while (performance.now() - from < roundMs);
			const ms = (performance.now() - from) / calls;
			if (round > 0) samples.get(label)?.push({ ms });
		}
	}
	return samples;
}
