import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import fc from '../fastCheck.mts';
import metadata from '../../nodes/shared/phoneMetadata.json';
import { maskPhoneNumber, normalizePhoneNumber, phoneNumberProblem } from '../../nodes/shared/phoneNumber.ts';
import { chinaRules } from '../../scripts/phone-metadata.mts';

describe('normalizePhoneNumber', () => {
	it.each([
		['138 0013 8000', '13800138000'],
		['138-0013-8000', '13800138000'],
		['+86 138 0013 8000', '13800138000'],
		['+86-13800138000', '13800138000'],
		['008613800138000', '13800138000'],
		['8613800138000', '13800138000'],
		['(+86) 138.0013.8000', '13800138000'],
		['138 0013‐8000', '13800138000'],
		['\u202d13800138000\u202c', '13800138000'],
		['\uFF11\uFF13\uFF18\uFF10\uFF10\uFF11\uFF13\uFF18\uFF10\uFF10\uFF10', '13800138000'],
		['0571-8765 4321', '057187654321'],
		['+86 571 8765 4321', '057187654321'],
		['+86 (0)571-8765 4321', '057187654321'],
		['0086 10 1234 5678', '01012345678'],
		['400-810-1234', '4008101234'],
		['4008101234.0', '4008101234'],
		['057187654321.0', '057187654321'],
		[' 13800138000.00 ', '13800138000'],
		['+86 400 810 1234', '4008101234'],
		['+86 95588', '95588'],
		['+852 2345 6789', '+85223456789'],
		['+86 12', '+8612'],
		['Li Na', 'LiNa'],
		['', ''],
	])('%j becomes %j', (value, normalized) => {
		expect(normalizePhoneNumber(value)).toBe(normalized);
	});

	const almostNumber = fc
		.array(
			fc.constantFrom(
				'+86',
				'0086',
				'86',
				'+',
				'0',
				'00',
				'1',
				'13',
				'138',
				'571',
				'400',
				'9',
				' ',
				'-',
				'(',
				'8',
				'２',
			),
			{
				maxLength: 16,
			},
		)
		.map((parts) => parts.join(''));

	it.each([
		['texts that look like numbers', almostNumber],
		['any text', fc.string({ unit: 'binary' })],
	])('twice is the same as once, for %s', (_, texts) => {
		fc.assert(
			fc.property(texts, (text) => {
				const once = normalizePhoneNumber(text);
				expect(normalizePhoneNumber(once)).toBe(once);
			}),
			{ numRuns: 5000 },
		);
	});

	it('finds every mobile number in every way to write it', () => {
		const mobile = fc
			.tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
			.map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);
		const prefix = fc.constantFrom('', '+86', '0086', '86', '+86 ', '0086-');
		const separator = fc.constantFrom('', ' ', '-', '\u00a0', '\u2013');
		fc.assert(
			fc.property(mobile, prefix, separator, (number, before, between) => {
				const written = before + [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(between);
				expect(normalizePhoneNumber(written)).toBe(number);
				expect(phoneNumberProblem(written)).toBeUndefined();
			}),
		);
	});
});

describe('phoneNumberProblem', () => {
	it.each([
		'13800138000',
		'19912345678',
		'15412345678',
		'+86 138 0013 8000',
		'057187654321',
		'0534-5561234',
		'01012345678',
		'1012345678',
		'87654321',
		'4008101234',
		'8008201234',
		'95588',
		'95105105',
		'96110',
		'10086',
		'12345',
		'+85223456789',
		'0014155552671',
	])('lets %s through', (number) => {
		expect(phoneNumberProblem(number)).toBeUndefined();
	});

	it.each([
		['', 'is empty'],
		[' - ', 'is empty'],
		['1380013800', 'is no mobile, landline or service number'],
		['138001380', 'is no mobile, landline or service number'],
		['12345678901', 'is no mobile, landline or service number'],
		['138001380000', 'is no mobile, landline or service number'],
		['110', 'has 3 digits, which no number in China has'],
		['0571876543210', 'has 13 digits, which no number in China has'],
		['0571-87654321-801', 'has 15 digits, which no number in China has'],
		['13800138000x', 'has characters that no phone number has'],
		['1380013800O', 'has characters that no phone number has'],
		['13800138000/13900139000', 'has characters that no phone number has'],
		['+86 138 0013 800', 'is no number of mainland China'],
		['+12', 'is no phone number'],
	])('%j %s', (number, problem) => {
		expect(phoneNumberProblem(number)).toBe(problem);
	});

	it('never throws', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(['undefined', 'string']).toContain(typeof phoneNumberProblem(text));
			}),
		);
	});
});

it('a masked number keeps neither its middle nor a short one anything', () => {
	expect(maskPhoneNumber(' 13800138000 ')).toBe('138****00');
	expect(maskPhoneNumber('95588')).toBe('****');
});

it('the numbering rules are those of the installed libphonenumber-js', () => {
	const all: unknown = JSON.parse(
		readFileSync(require.resolve('libphonenumber-js/metadata.max.json'), 'utf8'),
	);
	expect(metadata).toEqual(chinaRules(all));
});
