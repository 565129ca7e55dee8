import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { signRequest } from '../../credentials/aliyunRequest.ts';

const ENDPOINT = 'https://aiccs.aliyuncs.com';
const KEY = { accessKeyId: 'id', accessKeySecret: 'secret' };
const MOMENT = { date: '2023-10-26T10:22:32Z', nonce: 'n' };

const sign = (options: Parameters<typeof signRequest>[2]) => signRequest(ENDPOINT, KEY, options, MOMENT);

afterEach(() => {
	jest.useRealTimers();
});

describe('signRequest', () => {
	it('puts the serialised query into the address and leaves none for the HTTP client to encode', () => {
		const signed = sign({
			method: 'POST',
			baseURL: ENDPOINT,
			url: '/',
			qs: { TaskName: "测试 (1)!'*~", CallDay: ['MONDAY'], Empty: undefined, Zero: 0, No: false },
			headers: { 'x-acs-action': 'CreateAiCallTask', 'x-acs-version': '2019-10-15' },
		});
		expect(signed.url).toBe(
			'https://aiccs.aliyuncs.com/?CallDay=%5B%22MONDAY%22%5D&No=false&TaskName=%E6%B5%8B%E8%AF%95%20%281%29%21%27%2A~&Zero=0',
		);
		expect(signed).not.toHaveProperty('qs');
		expect(signed).not.toHaveProperty('baseURL');
		expect(signed).not.toHaveProperty('body');
		expect(signed.headers).not.toHaveProperty('content-type');
	});

	it('turns a form into the text that is signed', () => {
		const signed = sign({
			method: 'POST',
			url: '/',
			body: { PhoneNumberList: '[{"name":"a b*c~"}]' },
			headers: { 'x-acs-action': 'ImportTaskNumberDatas' },
		});
		expect(signed.body).toBe('PhoneNumberList=%5B%7B%22name%22%3A%22a%20b%2Ac~%22%7D%5D');
		expect(signed.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded' });
		expect(String(signed.headers?.authorization)).toContain('SignedHeaders=content-type;host;');
	});

	it.each([
		['headers', { headers: { 'X-Acs-Action': 'StartAiCallTask', 'X-Acs-Version': '2020-01-01' } }],
		['the query', { qs: { Action: 'StartAiCallTask', Version: '2020-01-01' } }],
		['the address', { url: `${ENDPOINT}/?Action=StartAiCallTask&Version=2020-01-01` }],
	])('takes action and version from %s', (_place, options: Partial<IHttpRequestOptions>) => {
		const signed = sign({ method: 'POST', url: '/', ...options });
		expect(signed.headers).toMatchObject({
			'x-acs-action': 'StartAiCallTask',
			'x-acs-version': '2020-01-01',
		});
		expect(Object.keys(signed.headers ?? {})).toEqual(
			Object.keys(signed.headers ?? {}).map((name) => name.toLowerCase()),
		);
		expect(signed.url).toBe('https://aiccs.aliyuncs.com/');
	});

	it("reads the request form of n8n's HTTP Request node", () => {
		const signed = sign({
			method: 'POST',
			uri: `${ENDPOINT}/`,
			form: { Name: 'a b' },
			headers: { 'x-acs-action': 'CreateAgent' },
		});
		expect(signed.url).toBe('https://aiccs.aliyuncs.com/');
		expect(signed.body).toBe('Name=a%20b');
		expect(signed).not.toHaveProperty('uri');
		expect(signed).not.toHaveProperty('form');
	});

	it('keeps the options of the request it was given', () => {
		const abortSignal = new AbortController().signal;
		const given: IHttpRequestOptions = {
			method: 'POST',
			url: '/',
			timeout: 5,
			abortSignal,
			headers: { 'x-acs-action': 'A' },
			qs: { a: 1 },
		};
		const copy = structuredClone({ headers: given.headers, qs: given.qs });
		expect(sign(given)).toMatchObject({ timeout: 5, abortSignal });
		expect({ headers: given.headers, qs: given.qs }).toEqual(copy);
	});

	it('uses a fresh nonce and the current time for each request', () => {
		jest.useFakeTimers({ now: Date.UTC(2026, 2, 2, 9) });
		const request: IHttpRequestOptions = { method: 'POST', url: '/', headers: { 'x-acs-action': 'A' } };
		const [first, second] = [signRequest(ENDPOINT, KEY, request), signRequest(ENDPOINT, KEY, request)];
		expect(first.headers?.['x-acs-signature-nonce']).not.toBe(second.headers?.['x-acs-signature-nonce']);
		expect(first.headers?.['x-acs-date']).toBe('2026-03-02T09:00:00Z');
	});

	it('says what is missing when no action is named', () => {
		expect(() => sign({ method: 'POST', url: '/' })).toThrow(/No action is named.*x-acs-action/);
	});
});
