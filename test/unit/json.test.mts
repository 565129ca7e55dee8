import { describe, expect, it } from '@jest/globals';
import { isInteger, parse } from 'lossless-json';

import fc from '../fastCheck.mts';
import { integerArray, parseEmbedded, parseLossless } from '../../nodes/shared/json.ts';

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

describe('parseLossless', () => {
	it.each([
		['{"Data":119181071278123456}', { Data: '119181071278123456' }],
		['[119181071278123456, -119181071278123457]', ['119181071278123456', '-119181071278123457']],
		['{"a":{"b":[{"id":9007199254740993}]}}', { a: { b: [{ id: '9007199254740993' }] } }],
		['119181071278123456', '119181071278123456'],
		['{"n":9007199254740991,"x":1.5,"e":1e21}', { n: 9007199254740991, x: 1.5, e: 1e21 }],
		[
			'{"s":"see :119181071278123456, \\"119181071278123456\\""}',
			{ s: 'see :119181071278123456, "119181071278123456"' },
		],
		['{"d":0.1234567890123456789}', { d: 0.12345678901234568 }],
	])('reads %s', (text, expected) => {
		expect(parseLossless(text)).toEqual(expected);
	});

	it('gives what JSON.parse gives wherever numbers are safe', () => {
		fc.assert(
			fc.property(
				fc.json().filter((json) => !/\d{16}/.test(json)),
				(text) => {
					expect(parseLossless(text)).toEqual(JSON.parse(text));
				},
			),
		);
	});

	it('keeps every digit of any integer, wherever it stands', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.string(), (id, text) => {
				const parsed = parseLossless(`{"id":${id},"list":[ ${id}],"text":${JSON.stringify(text)}}`) as {
					id: unknown;
					list: unknown[];
					text: string;
				};
				expect(String(parsed.id)).toBe(String(id));
				expect(String(parsed.list[0])).toBe(String(id));
				expect(parsed.text).toBe(text);
			}),
		);
	});

	it('refuses what JSON.parse refuses, and reads the rest like a parser made for long numbers', () => {
		const piece = fc.constantFrom(
			...[
				'{',
				'}',
				'[',
				']',
				',',
				':',
				' ',
				'"',
				'\\',
				'\\"',
				'"a"',
				'-',
				'.',
				'e',
				'0',
				'7',
				'true',
				'null',
			],
			'119181071278123456',
			'9007199254740993',
			'"119181071278123456"',
			'{"a":',
		);
		const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(texts, (text) => {
				let wanted: unknown;
				try {
					JSON.parse(text);
					wanted = parse(text, undefined, (digits) =>
						isInteger(digits) && !Number.isSafeInteger(Number(digits)) ? digits : Number(digits),
					);
				} catch {
					// Of a key that is there twice, JSON.parse takes the last: the other parser refuses it.
					if (!isJson(text)) expect(() => parseLossless(text)).toThrow(SyntaxError);
					return;
				}
				expect(parseLossless(text)).toEqual(wanted);
			}),
			{ numRuns: 10_000 },
		);
	});

	it('finds its way through strings that hold quotes, backslashes and JSON', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.bigInt({ min: 10n ** 16n, max: 10n ** 20n }), (value, id) => {
				const inner = `{"id":${id},"list":[${id}]}`;
				const text = `[${JSON.stringify({ value, inner })},{"id":${id}}]`;
				const [first, second] = parseLossless(text) as [{ inner: string }, { id: string }];
				expect(first.inner).toBe(inner);
				expect(parseLossless(first.inner)).toEqual({ id: String(id), list: [String(id)] });
				expect(second.id).toBe(String(id));
			}),
		);
	});

	it.each(['', '{', '<xml/>', '{"a":119181071278123456'])('refuses %j', (text) => {
		expect(() => parseLossless(text)).toThrow(SyntaxError);
	});
});

describe('parseEmbedded', () => {
	it.each([
		['[{"role":"user","content":"喂"}]', [{ role: 'user', content: '喂' }]],
		['{"id":119181071278123456}', { id: '119181071278123456' }],
		['[{"a":1},]', '[{"a":1},]'],
		['plain', 'plain'],
		['42', '42'],
		[7, 7],
		[undefined, undefined],
	])('%j', (value, expected) => {
		expect(parseEmbedded(value)).toEqual(expected);
	});
});

it('integerArray writes ids digit by digit', () => {
	expect(integerArray(['119181071278123456', '2'])).toBe('[119181071278123456,2]');
});
