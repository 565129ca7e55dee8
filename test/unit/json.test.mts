import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { integerArray, parseEmbedded, parseLossless } from '../../nodes/shared/json.ts';

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
