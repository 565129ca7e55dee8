import { describe, expect, it } from '@jest/globals';
import { contract, actionNames } from '../../sandbox/aiccs/contract.mts';
import { actions } from '../../sandbox/aiccs/actions/index.mts';
import { openings } from '../../sandbox/aiccs/dialler.mts';
import { FilterCache } from '../../sandbox/aiccs/filter-cache.mts';
import { outcomeOf } from '../../sandbox/aiccs/outcomes.mts';
import { answer } from '../../sandbox/aiccs/response.mts';
import { nextOpening } from '../../sandbox/china-time.mts';
import { Clock } from '../../sandbox/clock.mts';
import { MinHeap } from '../../sandbox/heap.mts';
import { uuidFrom } from '../../sandbox/hash.mts';
import { IdSequence, RequestIds } from '../../sandbox/ids.mts';
import { parseLossless, stringifyLossless } from '../../sandbox/json.mts';
import { RateLimiter } from '../../sandbox/limits.mts';
import { wavFor } from '../../sandbox/recordings.mts';

describe('the contract', () => {
	it('has an implementation of each described action and 166 names', () => {
		expect(Object.keys(actions).sort()).toEqual(Object.keys(contract.actions).sort());
		expect(actionNames.size).toBe(166);
	});

	it('keeps answers within what is declared', () => {
		expect(answer('CreateAiCallTask', { Data: '118719107127812345' }).body).toContain(
			'"Data":118719107127812345',
		);
		expect(() => answer('CreateAiCallTask', { Data: 'x' })).toThrow('declared integer');
		expect(() => answer('CreateAiCallTask', { Extra: 'x' })).toThrow('not declared');
		expect(() => answer('StartAiCallTask', { Data: 1 })).toThrow('declared boolean');
	});
});

describe('Clock', () => {
	it('runs at its speed, jumps and keeps its time when the speed changes', () => {
		let real = 1_000_000;
		const clock = new Clock(60, () => real);
		real += 1000;
		expect(clock.now()).toBe(1_060_000);
		clock.speed = 0;
		real += 5000;
		expect(clock.now()).toBe(1_060_000);
		clock.advance(10);
		expect(clock.now()).toBe(1_070_000);
		expect(() => clock.advance(-1)).toThrow('only moves ahead');
		clock.reset();
		expect(clock.now()).toBe(real);
	});

	it('wakes those who wait when it jumps, and ends their wait on abort', async () => {
		const clock = new Clock(0);
		const stop = new AbortController();
		const waiting = clock.until(clock.now() + 60_000, stop.signal);
		clock.advance(61);
		await waiting;
		const never = clock.until(clock.now() + 60_000, stop.signal);
		stop.abort();
		await expect(never).rejects.toThrow('stopped');
	});
});

describe('MinHeap', () => {
	it('gives items in the order of their keys', () => {
		const heap = new MinHeap<number>((value) => value);
		const values = Array.from({ length: 300 }, (_, index) => (index * 7919) % 301);
		for (const value of values) heap.push(value);
		heap.filter((value) => value % 2 === 0);
		const popped: number[] = [];
		for (let value = heap.pop(); value !== undefined; value = heap.pop()) popped.push(value);
		expect(popped).toEqual(values.filter((value) => value % 2 === 0).sort((a, b) => a - b));
	});
});

describe('IdSequence', () => {
	it('never gives an id that a double holds', () => {
		const ids = new IdSequence('118719107127812345');
		const given = Array.from({ length: 1000 }, () => ids.next());
		expect(new Set(given).size).toBe(1000);
		expect(given.filter((id) => id.length !== 18 || String(Number(id)) === id)).toEqual([]);
	});
});

describe('ids with letters', () => {
	const COUNT = 5000;
	const requestIds = (seed: number) => {
		const ids = new RequestIds(seed);
		return Array.from({ length: COUNT }, () => ids.next());
	};

	it('have the form of a UUID, and nothing in them looks like a phone number', () => {
		const given = [...requestIds(1), ...Array.from({ length: COUNT }, (_, n) => uuidFrom(`task|${n}`))];
		expect(new Set(given).size).toBe(2 * COUNT);
		const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/i;
		expect(given.filter((id) => !form.test(id) || /\d{5}/.test(id))).toEqual([]);
	});

	it('depend on the seed alone', () => {
		expect(requestIds(1)).toEqual(requestIds(1));
		const others = new Set(requestIds(2));
		expect(requestIds(1).filter((id) => others.has(id))).toEqual([]);
	});
});

describe('lossless JSON', () => {
	it('keeps long integers and nothing else as bigint', () => {
		const text = '{"a":118719107127812345,"b":12,"c":1.5,"d":"118719107127812345"}';
		expect(parseLossless(text)).toEqual({ a: 118719107127812345n, b: 12, c: 1.5, d: '118719107127812345' });
		expect(stringifyLossless(parseLossless(text))).toBe(text);
	});
});

describe('outcomes', () => {
	it('depend on seed, number and attempt alone', () => {
		expect(outcomeOf(1, '13800000000')).toEqual(outcomeOf(1, '13800000000'));
		const other = Array.from({ length: 50 }, (_, index) => `138000000${String(index).padStart(2, '0')}`);
		const results = (seed: number, attempt: number) =>
			other.map((number) => outcomeOf(seed, number, attempt).result);
		expect(results(1, 0)).not.toEqual(results(2, 0));
		expect(results(1, 0)).not.toEqual(results(1, 1));
	});

	it('are answered in about 55 of 100', () => {
		let answered = 0;
		for (let index = 0; index < 20_000; index++) {
			if (outcomeOf(3, `138${String(index).padStart(8, '0')}`).result === 'ANSWERED') answered += 1;
		}
		expect(answered / 20_000).toBeGreaterThan(0.53);
		expect(answered / 20_000).toBeLessThan(0.57);
	});

	it('are invalid for what is no number', () => {
		expect(outcomeOf(1, 'not a number').result).toBe('INVALID_NUMBER');
	});
});

describe('call windows', () => {
	const windows = [
		{ startTime: '09:00:00', endTime: '10:00:00' },
		{ startTime: '14:00:00', endTime: '15:00:00' },
	];
	/** Friday 2026-01-02 in China Standard Time */
	const friday = (time: string): number => Date.parse(`2026-01-02T${time}+08:00`);

	it.each([
		['08:00:00', friday('09:00:00')],
		['09:30:00', friday('09:30:00')],
		['10:00:00', friday('14:00:00')],
		['15:00:00', friday('09:00:00') + 7 * 24 * 3_600_000],
	])('opens after %s', (time, opening) => {
		expect(nextOpening(friday(time), openings(['FRIDAY'], windows))).toBe(opening);
	});

	it('never opens without a day', () => {
		expect(nextOpening(friday('08:00:00'), openings([], windows))).toBe(Number.POSITIVE_INFINITY);
	});
});

describe('RateLimiter', () => {
	it('refills with time and says how long to wait', () => {
		let now = 0;
		const limiter = new RateLimiter(() => now);
		const limit = { perSecond: 10 };
		expect([1, 2, 3].map(() => limiter.enter('aiccs', limit))).toEqual([undefined, undefined, 100]);
		expect(limiter.enter('yunfu', limit)).toBeUndefined();
		now += 100;
		expect(limiter.enter('aiccs', limit)).toBeUndefined();
		expect(limiter.enter('aiccs', null)).toBeUndefined();
	});
});

describe('FilterCache', () => {
	it('sees elements that were added since', () => {
		const cache = new FilterCache<number>();
		const list = [1, 2, 3, 4];
		const even = (value: number): boolean => value % 2 === 0;
		expect(cache.matches(list, 'even', even)).toEqual([2, 4]);
		list.push(5, 6);
		expect(cache.matches(list, 'even', even)).toEqual([2, 4, 6]);
	});
});

describe('recordings', () => {
	it('are valid WAV files', () => {
		const wav = wavFor('x');
		expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
		expect(wav.readUInt32LE(40)).toBe(wav.length - 44);
		expect(wavFor('y').equals(wav)).toBe(false);
	});
});
