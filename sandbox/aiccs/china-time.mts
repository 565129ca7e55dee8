const OFFSET_MS = 8 * 3600 * 1000;
export const DAY_MS = 24 * 3600 * 1000;
const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** `yyyy-MM-dd HH:mm:ss` in China Standard Time. */
export function chinaDateTime(epochMs: number): string {
	return new Date(epochMs + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `yyyy-MM-dd` in China Standard Time. */
export function chinaDate(epochMs: number): string {
	return chinaDateTime(epochMs).slice(0, 10);
}

export interface CallWindow {
	/** HH:mm:ss */
	startTime: string;
	/** HH:mm:ss */
	endTime: string;
}

function msOfDay(time: string): number {
	const [hours, minutes, seconds] = time.split(':').map(Number) as [number, number, number];
	return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** The first moment from `epochMs` on that lies in a call day and window; Infinity when there is none. */
export function nextOpening(epochMs: number, callDays: string[], windows: CallWindow[]): number {
	const local = epochMs + OFFSET_MS;
	const midnight = local - (local % DAY_MS);
	for (let day = 0; day <= 7; day++) {
		const start = midnight + day * DAY_MS;
		if (!callDays.includes(DAYS[new Date(start).getUTCDay()])) continue;
		const openings = windows
			.filter((window) => start + msOfDay(window.endTime) > local)
			.map((window) => Math.max(local, start + msOfDay(window.startTime)));
		if (openings.length > 0) return Math.min(...openings) - OFFSET_MS;
	}
	return Number.POSITIVE_INFINITY;
}
