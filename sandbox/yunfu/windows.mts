import { chinaClock, DAY_MS, parseTime } from './dates.mts';
import type { DialTime } from './world.mts';

const LOOK_AHEAD_DAYS = 8;

export interface Span {
	from: number;
	until: number;
}

/**
 * The first moment from `time` on that lies in the group's hours and in no holiday; Infinity when there is none
 * within a week. Week day 0 is taken as Sunday, which the documents suggest but do not say.
 */
export function nextAllowed(time: number, content: DialTime['content'], holidays: Span[]): number {
	const today = chinaClock(time);
	for (let ahead = 0; ahead < LOOK_AHEAD_DAYS; ahead++) {
		const midnight = today.midnight + ahead * DAY_MS;
		const weekday = (today.weekday + ahead) % 7;
		const times = content.filter(({ week }) => week === weekday).flatMap((day) => day.times);
		const spans = times
			.map(({ begin_time, end_time }) => ({ from: at(midnight, begin_time), until: at(midnight, end_time) }))
			.sort((a, b) => a.from - b.from);
		for (const span of spans) {
			const begin = afterHolidays(Math.max(time, span.from), holidays);
			if (begin < span.until) return begin;
		}
	}
	return Number.POSITIVE_INFINITY;
}

/** `time`, or the end of the holidays it falls into. */
export function afterHolidays(time: number, holidays: Span[]): number {
	let moved = time;
	for (const { from, until } of [...holidays].sort((a, b) => a.from - b.from)) {
		if (moved >= from && moved < until) moved = until;
	}
	return moved;
}

function at(midnight: number, text: string): number {
	return midnight + (parseTime(text, false) ?? 0) * 1000;
}
