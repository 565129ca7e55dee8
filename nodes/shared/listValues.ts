/** A number of rows, as an answer states it. Undefined where it states none, or nonsense. */
export function countOf(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const count = Number(value);
	return Number.isFinite(count) && count >= 0 ? count : undefined;
}

/** The ID of a row as text. Undefined where it has none: then nothing tells the row from others. */
export function idOf(value: unknown): string | undefined {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
