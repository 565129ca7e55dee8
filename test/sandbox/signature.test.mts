import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { callAiccs, type CallOptions, type Signer } from './aiccs-client.mts';

describe('AICCS signature check', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	afterAll(() => sandbox.stop());

	const list = (options?: CallOptions, signer: Partial<Signer> = {}) =>
		callAiccs(
			{ ...sandbox.aiccs, ...signer },
			'ListAvailableTts',
			{ TtsVoiceCode: "V9 (*)!'~+&=小" },
			options,
		);

	it('accepts a hand-made signature over awkward characters', async () => {
		const reply = await list();
		expect([reply.status, reply.json.Code]).toEqual([200, 'OK']);
	});

	it('accepts a signed form body and GET', async () => {
		const reply = await callAiccs(sandbox.aiccs, 'CreateAgent', { A: '1' }, { form: { B: "(*)'!~ 小" } });
		expect(reply.json.Data).toEqual({ A: '1', B: "(*)'!~ 小" });
		expect((await list({ method: 'GET' })).status).toBe(200);
	});

	it('accepts STS credentials only with their token', async () => {
		const { sts } = sandbox.aiccs;
		expect((await list({}, sts)).status).toBe(200);
		expect((await list({}, { ...sts, securityToken: undefined })).json.Code).toBe('MissingSecurityToken');
		expect((await list({}, { ...sts, securityToken: 'other' })).json.Code).toBe(
			'InvalidSecurityToken.Malformed',
		);
	});

	it.each<[string, number, CallOptions, Partial<Signer>]>([
		['SignatureDoesNotMatch', 400, {}, { accessKeySecret: 'wrong' }],
		['InvalidAccessKeyId.NotFound', 404, {}, { accessKeyId: 'unknown' }],
		['MissingAuthorization', 400, { afterSigning: { authorization: undefined } }, {}],
		['IncompleteSignature', 400, { afterSigning: { authorization: 'Bearer x' } }, {}],
		['IncompleteSignature', 400, { afterSigning: { 'x-acs-extra': '1' } }, {}],
		['IncompleteSignature', 400, { afterSigning: { 'content-type': 'text/plain' } }, {}],
		['InvalidTimeStamp.Expired', 400, { headers: { 'x-acs-date': '2023-10-26T10:22:32Z' } }, {}],
		['InvalidTimeStamp.Format', 400, { headers: { 'x-acs-date': '2023-10-26 10:22:32' } }, {}],
		['SignatureDoesNotMatch', 400, { headers: { 'x-acs-content-sha256': '00' } }, {}],
		['Missingx-acs-signature-nonce', 400, { afterSigning: { 'x-acs-signature-nonce': undefined } }, {}],
		['InvalidApi.NotFound', 404, { headers: { 'x-acs-version': '2020-01-01' } }, {}],
	])('refuses with %s', async (code, status, options, signer) => {
		const reply = await list(options, signer);
		expect([reply.json.Code, reply.status]).toEqual([code, status]);
		expect(Object.keys(reply.json)).toEqual(['RequestId', 'HostId', 'Code', 'Message', 'Recommend']);
	});

	it('refuses a nonce that was used', async () => {
		const headers = { 'x-acs-signature-nonce': 'once' };
		expect((await list({ headers })).status).toBe(200);
		expect((await list({ headers })).json.Code).toBe('SignatureNonceUsed');
	});

	it('refuses unknown actions and methods that an action lacks', async () => {
		const unknown = await callAiccs(sandbox.aiccs, 'NoSuchAction');
		expect([unknown.status, unknown.json.Code]).toEqual([404, 'InvalidAction.NotFound']);
		const wrong = await callAiccs(sandbox.aiccs, 'HangupOperate', { CallId: '1' }, { method: 'GET' });
		expect([wrong.status, wrong.json.Code]).toEqual([400, 'UnsupportedHTTPMethod']);
	});
});
