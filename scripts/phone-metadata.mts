type Type = [pattern: string, lengths?: number[]] | 0;
type Format = [pattern: string, format: string, leadingDigits?: string[], nationalPrefixRule?: string | 0];

interface Metadata {
	countries: { CN: unknown[] };
}

/** Where libphonenumber-js keeps what of a country, in version 4 of its format. */
const PLACE = { international: 1, pattern: 2, lengths: 3, formats: 4, trunkPrefix: 7, types: 11 } as const;

/**
 * Mainland China's numbering rules, as far as telling and writing a number needs them: libphonenumber-js's own code
 * for that is larger than all the rules of this package.
 */
export function chinaRules(all: unknown) {
	const { CN } = (all as Metadata).countries;
	const lengths = CN[PLACE.lengths] as number[];
	return {
		pattern: CN[PLACE.pattern] as string,
		lengths,
		international: CN[PLACE.international] as string,
		prefixes: CN[PLACE.trunkPrefix] as string,
		types: (CN[PLACE.types] as Type[]).flatMap((type) =>
			type === 0 ? [] : [{ pattern: type[0], lengths: type[1] ?? lengths }],
		),
		// Of the leading digits the last pattern is the exact one; the others are for numbers being typed.
		formats: (CN[PLACE.formats] as Format[]).map(([pattern, , leadingDigits, prefixRule]) => ({
			pattern,
			leadingDigits: leadingDigits?.at(-1) ?? '',
			trunkPrefix: typeof prefixRule === 'string',
		})),
	};
}
