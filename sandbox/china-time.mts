const OFFSET_MS = 8 * 3600 * 1000;
export const DAY_MS = 24 * 3600 * 1000;
const DATE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/** Epoch ms as `yyyy-MM-dd HH:mm:ss` in China Standard Time. */
export function chinaDateTime(epochMs: number): string {
	return new Date(epochMs + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `yyyy-MM-dd` in China Standard Time. */
export function chinaDate(epochMs: number): string {
	return chinaDateTime(epochMs).slice(0, 10);
}

/**
 * Reads the date forms of Yunfu's documents (`2024-11-01 13:25:26`, `2024/11/1 13:25`, `2020-07-28`) as China
 * Standard Time.
 * @returns epoch ms, or undefined when it is no such date
 */
export function parseDate(text: string): number | undefined {
	const parts = DATE.exec(text)
		?.slice(1)
		.map((part) => Number(part ?? 0));
	if (parts === undefined) return undefined;
	const [year, month, day, hour, minute, second] = parts;
	const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	const read = [
		date.getUTCMonth() + 1,
		date.getUTCDate(),
		date.getUTCHours(),
		date.getUTCMinutes(),
		date.getUTCSeconds(),
	];
	return read.every((part, index) => part === parts[index + 1]) ? date.getTime() - OFFSET_MS : undefined;
}

/** Seconds since midnight of `HH:mm`, or of `HH:mm:ss` when `seconds` is set; undefined for anything else. */
export function parseTime(text: string, seconds: boolean): number | undefined {
	const match = TIME.exec(text);
	if (match === null || (match[3] !== undefined) !== seconds) return undefined;
	const [hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
	return hour <= 23 && minute <= 59 && second <= 59 ? hour * 3600 + minute * 60 + second : undefined;
}

/** Hours of one day of the week (0 Sunday), in seconds since midnight in China. */
export interface Opening {
	weekday: number;
	from: number;
	until: number;
}

/** Epoch ms; the end is outside. */
export interface Span {
	from: number;
	until: number;
}

/** The first moment from `time` on that lies in an opening and in no closed span; Infinity when none follows within a week. */
export function nextOpening(time: number, openings: Opening[], closed: Span[] = []): number {
	const midnight = Math.floor((time + OFFSET_MS) / DAY_MS) * DAY_MS;
	for (let day = 0; day <= 7; day++) {
		const start = midnight + day * DAY_MS;
		const moments = openings
			.filter(({ weekday }) => weekday === new Date(start).getUTCDay())
			.map(({ from, until }) => ({
				opens: afterSpans(Math.max(time, start - OFFSET_MS + from * 1000), closed),
				closes: start - OFFSET_MS + until * 1000,
			}))
			.filter(({ opens, closes }) => opens < closes);
		if (moments.length > 0) return Math.min(...moments.map(({ opens }) => opens));
	}
	return Number.POSITIVE_INFINITY;
}

/** `time`, or the end of the spans it falls into. */
export function afterSpans(time: number, spans: Span[]): number {
	return [...spans]
		.sort((a, b) => a.from - b.from)
		.reduce((moved, { from, until }) => (moved >= from && moved < until ? until : moved), time);
}
