import { describe, expect, it } from '@jest/globals';

import fc from '../fastCheck.mts';
import { epochToIso, toChinaTime, toClockTime, toEpochMs } from '../../nodes/shared/time.ts';

describe('toEpochMs', () => {
	it.each([
		['2026-03-02 09:00:00', '2026-03-02T01:00:00.000Z'],
		['2026-03-02T09:00:00', '2026-03-02T01:00:00.000Z'],
		['2026/3/2 9:00', '2026-03-02T01:00:00.000Z'],
		['2026-03-02', '2026-03-01T16:00:00.000Z'],
		['2026-03-02T09:00:00Z', '2026-03-02T09:00:00.000Z'],
		['2026-03-02T09:00:00.250+02:00', '2026-03-02T07:00:00.250Z'],
		['2026-03-02T09:00:00-0500', '2026-03-02T14:00:00.000Z'],
		['2026-03-02T09:00:00.000+08:00[Asia/Shanghai]', '2026-03-02T01:00:00.000Z'],
		[1748923429000, '2025-06-03T04:03:49.000Z'],
		['1748923429', '2025-06-03T04:03:49.000Z'],
		[new Date('2026-03-02T09:00:00Z'), '2026-03-02T09:00:00.000Z'],
		[{ toMillis: () => 1748923429000 }, '2025-06-03T04:03:49.000Z'],
	])('%p', (value, expected) => {
		expect(new Date(toEpochMs(value) ?? Number.NaN).toISOString()).toBe(expected);
	});

	it.each(['', 'soon', '2026-02-30', '2026-13-01', '2026-03-02 25:00', undefined, null, new Date('x')])(
		'is no time: %p',
		(value) => {
			expect(toEpochMs(value)).toBeUndefined();
		},
	);
});

it('toChinaTime shows what a clock in China shows', () => {
	expect(toChinaTime(Date.parse('2026-03-02T20:30:05Z'))).toBe('2026-03-03 04:30:05');
});

it.each([
	[1748923429000, '2025-06-03T04:03:49.000Z'],
	['1748923429000', '2025-06-03T04:03:49.000Z'],
	[0, 0],
	['2025-06-03', '2025-06-03'],
	[undefined, undefined],
	[Number.MAX_VALUE, Number.MAX_VALUE],
])('epochToIso(%p)', (value, expected) => {
	expect(epochToIso(value)).toBe(expected);
});

it.each([
	['9:00', '09:00:00'],
	['09:00:30', '09:00:30'],
	['24:00', undefined],
	['9', undefined],
	[undefined, undefined],
])('toClockTime(%p)', (value, expected) => {
	expect(toClockTime(value)).toBe(expected);
});

it('epochToIso writes every moment as Date does', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 8.64e15 - 1 })), (moments) => {
			for (const epochMs of moments) {
				for (const near of [epochMs, epochMs + 1, 253_402_300_800_000 - (epochMs % 5)]) {
					if (near < 8.64e15) expect(epochToIso(near)).toBe(new Date(near).toISOString());
				}
			}
		}),
	);
});
