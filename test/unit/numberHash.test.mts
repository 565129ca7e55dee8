import { afterEach, describe, expect, it, jest } from '@jest/globals';

import { hashNumber, isNumberHash, type NumberHash } from '../../nodes/shared/numberHash.ts';

// SM3 of "abc": GB/T 32905-2016, annex A.1. MD5 and SHA-256 of "abc": RFC 1321 and FIPS 180-4.
const ABC: Array<[NumberHash, string]> = [
	['MD5', '900150983cd24fb0d6963f7d28e17f72'],
	['SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
	['SM3', '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'],
];

describe.each(ABC)('%s', (algorithm, hash) => {
	it('matches the standard’s own example', () => {
		expect(hashNumber('abc', algorithm)).toBe(hash);
	});

	it('is known by its form', () => {
		expect(isNumberHash(hash, algorithm)).toBe(true);
		expect(isNumberHash(hash.toUpperCase(), algorithm)).toBe(true);
		for (const text of ['13800138000', hash.slice(1), `${hash}0`, `g${hash.slice(1)}`]) {
			expect(isNumberHash(text, algorithm)).toBe(false);
		}
	});
});

describe('a host without SM3', () => {
	afterEach(() => {
		jest.dontMock('node:crypto');
		jest.resetModules();
	});

	it('says what to do instead', () => {
		jest.resetModules();
		jest.doMock('node:crypto', () => ({
			...jest.requireActual<typeof import('node:crypto')>('node:crypto'),
			getHashes: () => ['md5', 'sha256'],
		}));
		const poor = jest.requireActual<{ hashNumber: typeof hashNumber }>('../../nodes/shared/numberHash.ts');
		expect(poor.hashNumber('abc', 'MD5')).toBe(ABC[0][1]);
		expect(() => poor.hashNumber('abc', 'SM3')).toThrow(
			/cannot make SM3 hashes.*set Numbers Are to Already Hashed/,
		);
	});
});
