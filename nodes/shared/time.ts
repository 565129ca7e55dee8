/**
 * Times of both platforms are China time: call windows, task times and call records say what a clock
 * in China shows. A time without an offset is therefore taken as China time; one with an offset is converted.
 */
const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

const PARTS =
	/^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?(?:\[[^\]]*\])?$/i;

function offsetMs(offset: string | undefined): number {
	if (offset === undefined) return CHINA_OFFSET_MS;
	if (/^z$/i.test(offset)) return 0;
	const digits = offset.replace(':', '');
	const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
	return (digits.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** Milliseconds since the epoch of a `Date`, a luxon `DateTime`, epoch milliseconds or seconds, or a date text; undefined when it is none. */
export function toEpochMs(value: unknown): number | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
	if (
		typeof value === 'object' &&
		value !== null &&
		'toMillis' in value &&
		typeof value.toMillis === 'function'
	) {
		const epochMs = Number(value.toMillis());
		return Number.isNaN(epochMs) ? undefined : epochMs;
	}
	const text = String(value ?? '').trim();
	if (/^\d{13}$/.test(text)) return Number(text);
	if (/^\d{10}$/.test(text)) return Number(text) * 1000;
	const parts = PARTS.exec(text);
	if (!parts) return undefined;
	const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
	const millisecond = Math.floor(Number(`0.${parts[7] ?? 0}`) * 1000);
	const utc = Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
	const exists = new Date(utc).getUTCDate() === day && new Date(utc).getUTCMonth() === month - 1;
	if (!exists || hour > 23 || minute > 59 || second > 59) return undefined;
	return utc - offsetMs(parts[8]);
}

/** Epoch milliseconds as China time, `yyyy-MM-dd HH:mm:ss`. */
export function toChinaTime(epochMs: number): string {
	return new Date(epochMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** First year whose ISO form has a sign and six digits. */
const YEAR_10000_MS = 253_402_300_800_000;

let lastDay = Number.NaN;
let lastDate = '';

/** Two digits for every number below 60. */
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

/** As `Date` writes it. Lists hold many times of few days: the date is worked out once for all in a row. */
function isoText(epochMs: number): string {
	if (epochMs >= YEAR_10000_MS) return new Date(epochMs).toISOString();
	const day = Math.floor(epochMs / DAY_MS);
	if (day !== lastDay) {
		lastDay = day;
		lastDate = new Date(epochMs).toISOString().slice(0, 11);
	}
	const ms = epochMs - day * DAY_MS;
	const seconds = Math.floor(ms / 1000);
	const [hour, minute] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return `${lastDate}${TWO_DIGITS[hour]}:${TWO_DIGITS[minute]}:${TWO_DIGITS[seconds % 60]}.${String(ms % 1000).padStart(3, '0')}Z`;
}

/** Epoch milliseconds as ISO 8601 in UTC; what is no time stays as it is. */
export function epochToIso(value: unknown): unknown {
	const epochMs = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
	return Number.isInteger(epochMs) && epochMs > 0 && epochMs < 8.64e15 ? isoText(epochMs) : value;
}

const PLAIN_TIME = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** A time as the platforms push it, China time without saying so or epoch milliseconds, as ISO 8601 with +08:00; anything else as it is. */
export function chinaTimeToIso(value: unknown): unknown {
	const text = /^\d{13}$/.test(String(value)) ? toChinaTime(Number(value)) : value;
	return typeof text === 'string' ? text.replace(PLAIN_TIME, '$1T$2+08:00') : value;
}

/** `HH:mm` or `HH:mm:ss` as `HH:mm:ss`; undefined when it is no time of day. */
export function toClockTime(value: unknown): string | undefined {
	const parts = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(String(value ?? '').trim());
	if (!parts) return undefined;
	const [hour, minute, second] = [parts[1], parts[2], parts[3] ?? '00'].map(Number);
	if (hour > 23 || minute > 59 || second > 59) return undefined;
	return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}
