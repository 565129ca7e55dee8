import { LosslessNumber, stringifyExact } from '../shared';

export const JSON_HEADERS = { 'Content-Type': 'application/json' };

/** An ID that goes out as a bare number, with all its digits; anything else goes out as it is. */
export function bareId(id: string): LosslessNumber | string {
	return /^(0|[1-9]\d{0,19})$/.test(id) ? new LosslessNumber(id) : id;
}

/** Members without a value are left out. */
export function withoutEmpty(members: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(members).filter(([, value]) => value !== undefined && value !== null && value !== ''),
	);
}

/** JSON text, exact to the last digit. */
export const jsonText = (value: Record<string, unknown>): string =>
	stringifyExact(withoutEmpty(value)) ?? '{}';
