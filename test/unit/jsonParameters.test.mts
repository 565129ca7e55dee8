import { describe, expect, it } from '@jest/globals';

import { jsonParameters, parameterTexts } from '../../nodes/shared/jsonParameters.ts';

describe('jsonParameters', () => {
	it.each([
		['{}', {}],
		['{"a":"x","b":1.50,"c":true}', { a: 'x', b: '1.50', c: 'true' }],
		['{"id":119181071278123456789}', { id: '119181071278123456789' }],
		['{"ids":[119181071278123456,2]}', { ids: '[119181071278123456,2]' }],
		['{"o":{"k":"v","n":null}}', { o: '{"k":"v","n":null}' }],
		['{"a":null,"b":"","c":0,"d":false}', { c: '0', d: 'false' }],
	])('%s', (text, expected) => {
		expect(jsonParameters(text)).toEqual(expected);
	});

	it.each(['[1]', '1', '"a"', 'null'])('%s is no object', (text) => {
		expect(() => jsonParameters(text)).toThrow(TypeError);
	});

	it('text that is not JSON is an error', () => {
		expect(() => jsonParameters('{a}')).toThrow(SyntaxError);
	});
});

describe('parameterTexts', () => {
	it('writes values as the vendor reads them', () => {
		expect(parameterTexts({ a: 1, b: true, c: [1, 'x'], d: undefined, e: { f: 1 } })).toEqual({
			a: '1',
			b: 'true',
			c: '[1,"x"]',
			e: '{"f":1}',
		});
	});
});
