const CHINA_OFFSET_MS = 8 * 3600 * 1000;
export const DAY_MS = 24 * 3600 * 1000;
const DATE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Reads the date forms of the documents (`2024-11-01 13:25:26`, `2024/11/1 13:25`, `2020-07-28`) as China
 * Standard Time.
 * @returns epoch ms, or undefined when it is no such date
 */
export function parseDate(text: string): number | undefined {
	const match = DATE.exec(text);
	if (match === null) return undefined;
	const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [
		number,
		number,
		number,
		number,
		number,
		number,
	];
	const time = Date.UTC(year, month - 1, day, hour, minute, second);
	const read = new Date(time);
	const same =
		read.getUTCMonth() === month - 1 &&
		read.getUTCDate() === day &&
		read.getUTCHours() === hour &&
		read.getUTCMinutes() === minute &&
		read.getUTCSeconds() === second;
	return same ? time - CHINA_OFFSET_MS : undefined;
}

/**
 * The time a filter names, epoch ms, or `otherwise`. As the end of a range a day without time includes that day.
 */
export function bound(value: unknown, otherwise: number, asEnd = false): number {
	if (typeof value !== 'string') return otherwise;
	const time = parseDate(value);
	if (time === undefined) return otherwise;
	return asEnd && !value.includes(':') ? time + DAY_MS - 1 : time;
}

/** Epoch ms as `2024-11-01 13:25:26` in China Standard Time. */
export function formatDate(time: number): string {
	return new Date(time + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** Seconds since midnight of `HH:mm` or `HH:mm:ss`, or undefined. */
export function parseTime(text: string, seconds: boolean): number | undefined {
	const match = TIME.exec(text);
	if (match === null || (match[3] !== undefined) !== seconds) return undefined;
	const [hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
	return hour <= 23 && minute <= 59 && second <= 59 ? hour * 3600 + minute * 60 + second : undefined;
}

/** Weekday (0 Sunday) and second of the day in China Standard Time. */
export function chinaClock(time: number): { weekday: number; secondOfDay: number; midnight: number } {
	const shifted = time + CHINA_OFFSET_MS;
	const day = Math.floor(shifted / DAY_MS);
	return {
		weekday: new Date(shifted).getUTCDay(),
		secondOfDay: Math.floor((shifted - day * DAY_MS) / 1000),
		midnight: day * DAY_MS - CHINA_OFFSET_MS,
	};
}
