import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeApiError } from 'n8n-workflow';

import { MAGIC_APPLICATION_CODES, startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import type { FaultRule } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { aiccsCredential, runAiccs } from './run.mts';

/** One test for each documented error: what it says, and what it says to do next. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const CALLED = '13800138000';
const place = (applicationCode = 'F32000001'): INodeParameters => ({
	resource: 'call',
	operation: 'place',
	calledNumber: '={{ $json.phone }}',
	callerNumber: '057112345678',
	applicationCode,
});
const callRequest = (operation: string): INodeParameters => ({
	resource: 'call',
	operation,
	callId: '125165515123^11195613123',
});
const VOICES: INodeParameters = { resource: 'voice', operation: 'getAll', returnAll: true };

interface Shown {
	message: string;
	description: string;
}

/** Runs the node and returns its error, after the checks that hold for every error. */
async function errorOf(parameters: INodeParameters, code: string, httpStatus: number): Promise<Shown> {
	const { error } = await runAiccs(engine, sandbox, parameters, { items: [{ phone: CALLED }] });
	const { message, description } = error as NodeApiError;
	expect(description).toContain(`Code: ${code}, HTTP status: ${httpStatus}`);
	expect(description).toMatch(/Request ID: [0-9A-F-]{36}, Item: 0/);
	const everything = `${JSON.stringify(error)} ${error?.stack} ${message} ${String(description)}`;
	const { accessKeyId, accessKeySecret } = sandbox.aiccs;
	for (const secret of [accessKeyId, accessKeySecret, 'Signature=', CALLED]) {
		expect(everything).not.toContain(secret);
	}
	return { message, description: String(description) };
}

describe('errors of the calling engine', () => {
	const HINTS: Record<string, [title: RegExp, hint: RegExp]> = {
		'ModelStatus.Invalid': [/cannot take calls now: Model state invalid/, /Publish it in the AICCS console/],
		'InvalidParameter.ApplicationCode': [/Application Code is not valid/, /Copy it from the LLM application/],
		ModelNotExist: [/LLM application does not exist/, /Check the Application Code/],
	};

	it.each(Object.entries(MAGIC_APPLICATION_CODES))('%s gives %s', async (applicationCode, code) => {
		const { message, description } = await errorOf(place(applicationCode), code, 400);
		const [title, hint] = HINTS[code];
		expect(message).toMatch(title);
		expect(description).toMatch(hint);
		expect(sandbox.requests).toHaveLength(1);
	});

	it('MissingParameter.CallerNumber', async () => {
		sandbox.faults.add({
			match: { action: 'LlmSmartCall' },
			kind: 'status-before',
			status: 400,
			code: 'MissingParameter.CallerNumber',
			message: 'Parameter "CallerNumber" which is mandatory for the request is not provided.',
		});
		const { message, description } = await errorOf(place(), 'MissingParameter.CallerNumber', 400);
		expect(message).toContain('The Caller Number is missing: Parameter "CallerNumber" which is mandatory');
		expect(description).toContain('Set Caller Number to one of your numbers in the Voice Service console.');
	});

	it.each(['hangUp', 'getDialog'])('InvalidParameter.CallId of %s', async (operation) => {
		const { message, description } = await errorOf(callRequest(operation), 'InvalidParameter.CallId', 400);
		expect(message).toContain('There is no such call: The parameter CallId is invalid.');
		expect(description).toContain('Check the Call ID.');
	});
});

/** Errors of the gateway, with the statuses and texts of its public tables. */
const GATEWAY: Array<[code: string, status: number, message: string, title: RegExp, hint: RegExp]> = [
	['MissingTaskId', 400, 'TaskId is mandatory.', /required value is missing/, /code names the parameter/],
	['InvalidTaskId', 400, 'TaskId is not valid.', /value is not valid/, /code names the parameter/],
	['InvalidAccessKeyId.NotFound', 404, 'Specified access key is not found.', /does not know/, /copy the Acc/],
	[
		'InvalidAccessKeyId',
		400,
		'Specified access key is not found or invalid.',
		/does not know/,
		/copy the Acc/,
	],
	['InvalidAccessKeyId.Inactive', 400, 'Access key disabled.', /is disabled/, /Enable it in the RAM console/],
	['IncompleteSignature', 400, 'The signature does not conform.', /does not belong/, /copy the AccessKey ID/],
	['InvalidTimeStamp.Format', 400, 'Specified time stamp is not well formatted.', /clock/, /Set the clock/],
	['InvalidTimeStamp.Expired', 400, 'Specified time stamp is expired.', /15 minutes off/, /Set the clock/],
	[
		'InvalidApi.NotFound',
		404,
		'Specified api is not found.',
		/action does not exist/,
		/Check the action name/,
	],
	['InvalidAction.NotFound', 404, 'Specified api is not found.', /action does not exist/, /Check the action/],
	[
		'InvalidProtocol.NeedSsl',
		404,
		'Your request is not over SSL.',
		/encrypted connections/,
		/begin with https/,
	],
	['Forbidden.RAM', 403, 'User not authorized to operate.', /RAM user may not/, /AliyunAiccsFullAccess/],
	['Forbidden', 403, 'Not authorized.', /RAM user may not/, /AliyunAiccsFullAccess/],
	['NoPermission', 403, 'You are not authorized.', /RAM user may not/, /AliyunAiccsFullAccess/],
	['Forbidden.RiskControl', 403, 'Risk control.', /restricted the account/, /Finish the verification/],
	['Forbidden.UserVerification', 403, 'Verify first.', /restricted the account/, /Finish the verification/],
	['InsufficientBalance', 400, 'Your balance is not enough.', /no balance left/, /Top up the account/],
	[
		'InvalidParameter.SessionTimeout',
		400,
		'SessionTimeout is not valid.',
		/not valid/,
		/code names the param/,
	],
	['PermissionInsufficient', 400, 'No permission.', /RAM user may not/, /AliyunAiccsFullAccess/],
];

describe('errors of the gateway', () => {
	const fault = (rule: Partial<FaultRule>) =>
		sandbox.faults.add({
			match: { action: 'ListAvailableTts' },
			kind: 'status-before',
			times: Infinity,
			...rule,
		});

	it.each(GATEWAY)('%s (HTTP %s)', async (code, status, message, title, hint) => {
		fault({ status, code, message });
		const shown = await errorOf(VOICES, code, status);
		expect(shown.message).toMatch(title);
		expect(shown.message).toContain(message);
		expect(shown.description).toMatch(hint);
		expect(sandbox.requests).toHaveLength(1);
	});

	it('SignatureDoesNotMatch does not repeat the request it was made from', async () => {
		const message = `Specified signature is not matched with our calculation. server StringToSign is POST&%2F&AccessKeyId%3D${sandbox.aiccs.accessKeyId}%26CalledNumber%3D${CALLED}`;
		fault({ status: 400, code: 'SignatureDoesNotMatch', message });
		const shown = await errorOf(VOICES, 'SignatureDoesNotMatch', 400);
		expect(shown.message).toContain('The AccessKey Secret does not belong to the AccessKey ID');
		expect(shown.description).toContain('copy the AccessKey ID and Secret again');
	});

	it('phone numbers in the vendor’s message are masked', async () => {
		fault({
			status: 400,
			code: 'InvalidParameter.CalledNumber',
			message: `The number ${CALLED} is invalid.`,
		});
		const { message } = await errorOf(VOICES, 'InvalidParameter.CalledNumber', 400);
		expect(message).toContain('The number 138****00 is invalid.');
	});

	it.each([
		['Throttling', 400],
		['Throttling.User', 400],
		['Throttling.Api', 429],
	])('%s (HTTP %s) is repeated, then says how to ask for less', async (code, status) => {
		fault({ status, code, message: 'Request was denied due to flow control.', times: 1 });
		const { json } = await runAiccs(engine, sandbox, VOICES);
		expect(json.length).toBeGreaterThan(0);
		expect(sandbox.requests).toHaveLength(2);
	});

	it('throttling without end is an error that names the setting', async () => {
		sandbox.faults.add({
			match: { action: 'ListAvailableTts' },
			kind: 'throttle',
			times: Infinity,
			retryAfterMs: 5,
		});
		const { message, description } = await errorOf(VOICES, 'Throttling.User', 400);
		expect(message).toContain('Alibaba Cloud limits the number of requests');
		expect(description).toContain('Lower Requests per Second in the credential');
		expect(sandbox.requests).toHaveLength(10);
	});

	it.each([
		['InternalError', 500],
		['ServiceUnavailable', 503],
	])('%s (HTTP %s): a read is repeated, a call is not', async (code, status) => {
		fault({ status, code, message: 'The request processing has failed.' });
		const { message, description } = await errorOf(VOICES, code, status);
		expect(message).toContain('Alibaba Cloud has a fault of its own');
		expect(description).toContain('Try again later.');
		expect(sandbox.requests).toHaveLength(5);
		sandbox.faults.add({ match: { action: 'LlmSmartCall' }, kind: 'status-before', status, code });
		const dialed = await errorOf(place(), code, status);
		expect(dialed.message).toContain('Unknown outcome');
		expect(dialed.description).toContain(
			'It was not sent again. Before you place it again, look the call up',
		);
		expect(sandbox.requests.filter(({ action }) => action === 'LlmSmartCall')).toHaveLength(1);
	});

	it.each([
		['SignatureNonceUsed', 400],
		['isp.SYSTEM_ERROR', 200],
		['SystemBusy', 200],
		['InternalError', 200],
		['isp.GATEWAY_ERROR', 400],
		['isv.VOICE_CALL_FAIL', 200],
		['ServiceTimeout', 200],
		['InternalError', 429],
	])('%s (HTTP %s) leaves open what became of a call: it is not placed again', async (code, status) => {
		fault({ status, code, times: 1 });
		expect((await runAiccs(engine, sandbox, VOICES)).json.length).toBeGreaterThan(0);
		expect(sandbox.requests).toHaveLength(2);
		sandbox.faults.add({ match: { action: 'LlmSmartCall' }, kind: 'status-after', status, code });
		const dialed = await runAiccs(engine, sandbox, place(), {
			items: [{ phone: CALLED }],
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(dialed.error?.message).toContain('Unknown outcome');
		expect(sandbox.requests.filter(({ action }) => action === 'LlmSmartCall')).toHaveLength(1);
		expect(sandbox.ledger.entries('call', 'aiccs')).toHaveLength(1);
	});

	it('an error in XML is read as well', async () => {
		sandbox.faults.add({
			match: { action: 'HangupOperate' },
			kind: 'xml-error',
			status: 404,
			code: 'InvalidAction.NotFound',
		});
		await runAiccs(engine, sandbox, place(), { items: [{ phone: CALLED }] });
		const [{ callId = '' }] = sandbox.ledger.entries('call');
		const { message } = await errorOf({ ...callRequest('hangUp'), callId }, 'InvalidAction.NotFound', 404);
		expect(message).toContain('This action does not exist');
	});

	it('a wrong endpoint is recognised', async () => {
		sandbox.faults.add({ match: { action: 'ListAvailableTts' }, kind: 'html', status: 404 });
		const { error } = await runAiccs(engine, sandbox, VOICES);
		expect(error?.message).toContain('HTTP status 404 and no error message');
		expect((error as NodeApiError).description).toContain('Check the endpoint in the credential');
	});

	it('temporary credentials that have ended say so', async () => {
		sandbox.faults.add({
			match: { action: 'ListAvailableTts' },
			kind: 'status-before',
			status: 400,
			code: 'InvalidSecurityToken.Expired',
			message: 'Specified SecurityToken is expired.',
		});
		const { accessKeyId, accessKeySecret, securityToken } = sandbox.aiccs.sts;
		const credential = aiccsCredential(sandbox, { accessKeyId, accessKeySecret, securityToken });
		const { error } = await runAiccs(engine, sandbox, VOICES, { credential });
		expect(error?.message).toContain('The STS Security Token is not valid or has expired');
		expect((error as NodeApiError).description).toContain('Ask for a new one with AssumeRole');
		expect(JSON.stringify(error)).not.toContain(securityToken);
	});
});
