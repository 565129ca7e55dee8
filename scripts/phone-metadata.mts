interface Metadata {
	version: number;
	country_calling_codes: Record<string, string[]>;
	countries: Record<string, unknown>;
}

/** The part of libphonenumber-js's metadata that mainland China (+86) needs. */
export function chinaOnly(all: unknown): Metadata {
	const { version, country_calling_codes: codes, countries } = all as Metadata;
	return { version, country_calling_codes: { 86: codes[86] }, countries: { CN: countries.CN } };
}
