import { DAY_MS, parseDate } from '../china-time.mts';

/** The time a value names, epoch ms, or `otherwise`. As the end of a range a day without time includes that day. */
export function timeOf(value: unknown, otherwise: number, asEnd = false): number {
	const time = typeof value === 'string' ? parseDate(value) : undefined;
	if (time === undefined) return otherwise;
	return asEnd && !String(value).includes(':') ? time + DAY_MS - 1 : time;
}

/** A test for times (epoch ms) in the range that a filter names; either end may be open. */
export function within(start: unknown, end: unknown): (time: number) => boolean {
	const from = timeOf(start, Number.NEGATIVE_INFINITY);
	const until = timeOf(end, Number.POSITIVE_INFINITY, true);
	return (time) => time >= from && time <= until;
}

/** Whether a text holds what a filter asks for, if it asks for anything. */
export function holds(text: string | null, part: unknown): boolean {
	return part === undefined || (text ?? '').includes(String(part));
}

/** Whether a value is the one that a filter asks for, or one of those, if it asks for anything. */
export function among(value: unknown, wanted: unknown): boolean {
	return wanted === undefined || (Array.isArray(wanted) ? wanted.includes(value) : wanted === value);
}
