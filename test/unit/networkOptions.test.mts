import { describe, expect, it } from '@jest/globals';
import type { INode } from 'n8n-workflow';

import { networkOf } from '../../nodes/shared/request/networkOptions.ts';

const withProxy = (proxy: string) => networkOf({ proxy }, { name: 'AICCS' } as INode).proxy;

describe('the proxy of Request Options', () => {
	it.each([
		['http://proxy.example:3128', { host: 'proxy.example', port: 3128, protocol: 'http' }],
		['http://proxy.example:80', { host: 'proxy.example', port: 80, protocol: 'http' }],
		['https://proxy.example:443/', { host: 'proxy.example', port: 443, protocol: 'https' }],
		[
			'http://me:p%40ss@proxy.example:80',
			{ host: 'proxy.example', port: 80, protocol: 'http', auth: { username: 'me', password: 'p@ss' } },
		],
	])('%s', (address, expected) => {
		expect(withProxy(address)).toEqual(expected);
	});

	it.each(['proxy.example', 'http://proxy.example', 'http://me:80@proxy.example', 'user:secret@nowhere'])(
		'%s has no port',
		(address) => {
			expect(() => withProxy(address)).toThrow('The proxy is not valid');
		},
	);
});
