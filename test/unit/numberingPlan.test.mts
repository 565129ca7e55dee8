import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import parsePhoneNumber, { type MetadataJson } from 'libphonenumber-js/core';

import fc from '../fastCheck.mts';
import { lookUpNumber } from '../../nodes/shared/numberingPlan.ts';

const metadata = JSON.parse(
	readFileSync(require.resolve('libphonenumber-js/metadata.max.json'), 'utf8'),
) as MetadataJson;

/** What libphonenumber-js says about the same digits, dialled in China. */
function expected(digits: string) {
	const number = parsePhoneNumber(digits, 'CN', metadata);
	if (number?.countryCallingCode !== '86') return { possible: false, valid: false };
	const valid = number.isValid();
	return {
		possible: number.isPossible(),
		valid,
		...(valid ? { dialled: number.formatNational().replace(/\D/g, '') } : {}),
	};
}

const areaCode = fc.constantFrom(
	'10',
	'20',
	'21',
	'28',
	'311',
	'335',
	'371',
	'411',
	'512',
	'571',
	'754',
	'852',
	'994',
);
const digits = (min: number, max: number) =>
	fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((list) => list.join(''));
const joined = (...parts: Array<fc.Arbitrary<string>>) => fc.tuple(...parts).map((list) => list.join(''));

describe('the numbering plan says what libphonenumber-js says', () => {
	it.each([
		['of any digits', digits(3, 16)],
		[
			'of landlines',
			joined(
				fc.constantFrom('', '0', '86', '860', '17911'),
				areaCode,
				fc.constantFrom('', '1', '95', '96', '100'),
				digits(4, 8),
			),
		],
		['of mobile numbers', joined(fc.constantFrom('', '0', '86', '17951'), fc.constant('1'), digits(8, 12))],
		[
			'of service numbers',
			joined(
				fc.constantFrom('', '0', '86'),
				fc.constantFrom('400', '800', '95', '96', '10', '1080', '2180'),
				digits(2, 9),
			),
		],
	])('%s', (_, numbers) => {
		fc.assert(
			fc.property(numbers, (number) => {
				// The country code after an international prefix is for who asks.
				fc.pre(!/^(?:1(?:[12]\d|79)\d\d)?0086/.test(number));
				const wanted = expected(number);
				expect(lookUpNumber(number)).toMatchObject(wanted);
			}),
			{ numRuns: 5_000 },
		);
	});

	it('finds valid ones among them', () => {
		expect(lookUpNumber('057187654321')).toEqual({ possible: true, valid: true, dialled: '057187654321' });
		expect(lookUpNumber('57187654321')).toMatchObject({ valid: true, dialled: '057187654321' });
		expect(lookUpNumber('4008101234')).toMatchObject({ valid: true, dialled: '4008101234' });
	});
});
