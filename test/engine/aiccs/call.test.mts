import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeApiError } from 'n8n-workflow';

import { outcomeOf, startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runAiccs } from './run.mts';

const SEED = 20191015;

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, seed: SEED, clockSpeed: 0 });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const run = async (operation: string, more: INodeParameters = {}) =>
	await runAiccs(engine, sandbox, { resource: 'call', operation, ...more });
const wire = () => sandbox.requests.map(({ method, action, query, body }) => [method, action, query, body]);
const REQUEST_ID = expect.stringMatching(/^[0-9A-F-]{36}$/);
const chinaDate = (time: number) => new Date(time + 8 * 3_600_000).toISOString().slice(0, 10);
const LOADED_AT = Date.now();
/** Equal to the day in China; when midnight comes while the tests run, to the day before, too. */
const TODAY: unknown = {
	asymmetricMatch: (day: unknown) => [LOADED_AT, Date.now()].map(chinaDate).includes(day as string),
};
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;

/** A number whose call ends with this result. */
function numberThat(result: string): string {
	for (let number = 13800000000; ; number++) {
		if (outcomeOf(SEED, String(number)).result === result) return String(number);
	}
}

const PLACE: INodeParameters = {
	calledNumber: '13800138000',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
};
const ENCRYPTED: INodeParameters = {
	encryptCalledNumber: '140123456789243',
	callerNumber: '057112345678',
	applicationCode: 'F32000001',
};

describe('Place', () => {
	it.each([
		[undefined, '13800138000'],
		[false, '+86 138-0013-8000'],
	])('normalises the number unless told not to (%s)', async (normalize, sent) => {
		const additionalFields = normalize === undefined ? {} : { normalize };
		await run('place', { ...PLACE, calledNumber: '+86 138-0013-8000', additionalFields });
		expect(sandbox.requests[0].query.CalledNumber).toBe(sent);
	});

	it('sends a date as its plain text', async () => {
		await run('place', {
			...PLACE,
			outId: '={{ DateTime.fromISO("2026-03-02", { zone: "utc" }) }}',
			specifyVariables: 'pairs',
			variables: { promptParam: [{ name: 'day', value: '={{ new Date(0) }}' }] },
		});
		expect(sandbox.requests[0].query).toMatchObject({
			OutId: '2026-03-02T00:00:00.000Z',
			PromptParam: '{"day":"1970-01-01T00:00:00.000Z"}',
		});
	});

	it('sends no more than the required parameters when nothing else is set', async () => {
		const { json, output } = await run('place', PLACE);
		expect(wire()).toEqual([
			[
				'POST',
				'LlmSmartCall',
				{ CalledNumber: '13800138000', CallerNumber: '057112345678', ApplicationCode: 'F32000001' },
				'',
			],
		]);
		const [{ callId }] = sandbox.ledger.entries('call', 'aiccs');
		expect(json).toEqual([{ callId, calledNumber: '13800138000', callDate: TODAY, requestId: REQUEST_ID }]);
		expect(callId).toMatch(/^\d{12}\^\d{11}$/);
		expect(output[0].pairedItem).toEqual({ item: 0 });
	});

	it('sends every parameter of the vendor', async () => {
		const { json } = await run('place', {
			...PLACE,
			specifyVariables: 'pairs',
			variables: {
				startWordParam: [
					{ name: 'name', value: '小明' },
					{ name: 'address', value: '浙江省"杭州市"' },
				],
				promptParam: [{ name: 'style', value: '温柔' }],
				bizParam: [{ name: 'orderId', value: '={{ 4711 }}' }],
			},
			outId: 'lead-4711',
			additionalFields: {
				extension: '123',
				sessionTimeout: 1200,
				ttsVoiceCode: byId('V9A000001'),
				ttsSpeed: -200,
				ttsVolume: 0,
				customerLineCode: 'SELF_example_A_NET',
			},
		});
		expect(sandbox.requests[0].query).toEqual({
			CalledNumber: '13800138000',
			CallerNumber: '057112345678',
			ApplicationCode: 'F32000001',
			StartWordParam: '{"name":"小明","address":"浙江省\\"杭州市\\""}',
			PromptParam: '{"style":"温柔"}',
			BizParam: '{"orderId":"4711"}',
			OutId: 'lead-4711',
			Extension: '123',
			SessionTimeout: '1200',
			TtsVoiceCode: 'V9A000001',
			TtsSpeed: '-200',
			TtsVolume: '0',
			CustomerLineCode: 'SELF_example_A_NET',
		});
		expect(json[0]).toMatchObject({ calledNumber: '13800138000', outId: 'lead-4711' });
	});

	it('sends variables given as JSON as they were written, or as an expression made them', async () => {
		await run('place', {
			...PLACE,
			specifyVariables: 'json',
			startWordParamJson: '{ "order": 119181071278123456, "vip": true }',
			promptParamJson: '={{ { style: "calm" } }}',
			bizParamJson: '{}',
		});
		const { StartWordParam, PromptParam, BizParam } = sandbox.requests[0].query;
		expect([StartWordParam, PromptParam, BizParam]).toEqual([
			'{ "order": 119181071278123456, "vip": true }',
			'{"style":"calm"}',
			undefined,
		]);
	});

	it.each<[string, INodeParameters]>([
		['Called Number is empty', { calledNumber: ' ' }],
		['Called Number "139****67"', { calledNumber: '139001380001234567' }],
		['Caller Number is empty', { callerNumber: '={{ "" }}' }],
		['Application Code is empty', { applicationCode: '={{ null }}' }],
		['External ID has more than 32 characters', { outId: 'x'.repeat(33) }],
		['Extension must be up to 5 digits', { additionalFields: { extension: '12a' } }],
		['Extension must be up to 5 digits', { additionalFields: { extension: '123456' } }],
		['Longest Call (Seconds) must be at least 300', { additionalFields: { sessionTimeout: 299 } }],
		['Voice Speed must be at most 200', { additionalFields: { ttsSpeed: 201 } }],
		['Voice Volume must be a whole number', { additionalFields: { ttsVolume: 1.5 } }],
		['without a name', { variables: { promptParam: [{ name: '', value: 'x' }] } }],
		[
			'two entries named "a"',
			{
				variables: {
					promptParam: [
						{ name: 'a', value: 1 },
						{ name: 'a', value: 2 },
					],
				},
			},
		],
		['Prompt Variables is not valid JSON', { specifyVariables: 'json', promptParamJson: '{' }],
		['Opening Variables must be a JSON object', { specifyVariables: 'json', startWordParamJson: '[]' }],
	])('%s: nothing is dialed', async (message, parameters) => {
		const { error } = await run('place', { ...PLACE, ...parameters });
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('item 0');
		expect(sandbox.requests).toEqual([]);
	});

	it.each(['reset-after', 'status-after', 'truncated', 'malformed-json', 'bad-encoding'] as const)(
		'never dials again when the answer is missing (%s)',
		async (kind) => {
			sandbox.faults.add({ match: { action: 'LlmSmartCall' }, kind });
			const { error } = await runAiccs(
				engine,
				sandbox,
				{ resource: 'call', operation: 'place', ...PLACE },
				{ node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 } },
			);
			expect(errorText(error)).toMatch(/Unknown outcome.*may have accepted item 0.*not sent again/);
			expect(sandbox.ledger.duplicates('call')).toEqual([]);
			expect(sandbox.ledger.entries('call')).toHaveLength(1);
		},
	);

	it('dials once what was throttled before', async () => {
		sandbox.faults.add({ match: { action: 'LlmSmartCall' }, kind: 'throttle', times: 2, retryAfterMs: 10 });
		const { json } = await run('place', PLACE);
		expect(json).toHaveLength(1);
		expect(sandbox.ledger.entries('call')).toHaveLength(1);
	});
});

describe('Place to Encrypted Number', () => {
	it('sends the encrypted number and takes the call ID out of Data', async () => {
		const { json, error } = await run('placeEncrypted', {
			...ENCRYPTED,
			variables: {
				startWordParam: [{ name: 'name', value: '小明' }],
				promptParam: [{ name: 'prompt', value: '推荐一部电影' }],
			},
			outId: 'lead-1',
		});
		expect(error).toBeUndefined();
		expect(wire()).toEqual([
			[
				'POST',
				'LlmSmartCallEncrypt',
				{
					EncryptCalledNumber: '140123456789243',
					CallerNumber: '057112345678',
					ApplicationCode: 'F32000001',
					StartWordParam: '{"name":"小明"}',
					PromptParam: '{"prompt":"推荐一部电影"}',
					OutId: 'lead-1',
				},
				'',
			],
		]);
		expect(json).toEqual([
			{
				callId: sandbox.ledger.entries('call')[0].callId,
				encryptCalledNumber: '140123456789243',
				outId: 'lead-1',
				callDate: TODAY,
				requestId: REQUEST_ID,
			},
		]);
	});

	it('an answer of success without a call ID is an unknown outcome', async () => {
		sandbox.faults.add({ match: { action: 'LlmSmartCallEncrypt' }, kind: 'partial' });
		const { error } = await run('placeEncrypted', ENCRYPTED);
		expect(errorText(error)).toMatch(/Unknown outcome.*The answer has no call ID.*Request ID: \S+, Item: 0/);
	});
});

describe('Hang Up', () => {
	it.each([
		[undefined, 'true'],
		[false, 'false'],
	])('with Hang Up Immediately %s', async (immediateHangup, sent) => {
		const [{ callId }] = (await run('place', PLACE)).json;
		sandbox.requests.length = 0;
		const { json } = await run('hangUp', {
			callId: callId as string,
			...(immediateHangup === undefined ? {} : { immediateHangup }),
		});
		expect(wire()).toEqual([['POST', 'HangupOperate', { CallId: callId, ImmediateHangup: sent }, '']]);
		expect(json).toEqual([{ callId, hungUp: true, requestId: REQUEST_ID }]);
		expect(sandbox.aiccsState.engineCalls.get(callId as string)?.hungUp).toBe(true);
	});

	it('a call that has ended already cannot be hung up: the error has the vendor’s text', async () => {
		const [{ callId }] = (await run('place', PLACE)).json;
		sandbox.clock.advance(3600);
		const { error } = await run('hangUp', { callId: callId as string });
		expect(errorText(error)).toMatch(/通话已结束.*Code: CALL_ENDED.*Item: 0/);
	});
});

describe('Get Dialog', () => {
	const dialog = async (more: INodeParameters) => await run('getDialog', more);

	it('of an ended call: turns, text and status', async () => {
		const placed = await run('place', {
			...PLACE,
			calledNumber: numberThat('ANSWERED'),
			variables: { startWordParam: [{ name: 'name', value: '小明' }] },
		});
		const { callId, callDate } = placed.json[0];
		sandbox.requests.length = 0;
		sandbox.clock.advance(300);
		const { json } = await dialog({ callId: callId as string, callDate: callDate as string });
		expect(wire()).toEqual([['POST', 'GetCallDialogContent', { CallId: callId, CallDate: callDate }, '']]);
		const turns = json[0].dialogContent as Array<{ role: string; content: string }>;
		expect(turns.map(({ role }) => role)).toEqual(['assistant', 'user', 'assistant', 'user']);
		expect(turns[0].content).toContain('您好,小明。');
		expect(json).toEqual([
			{
				callId,
				callStatus: { code: 2, label: 'Hung Up' },
				dialogContent: turns,
				transcript: turns.map(({ role, content }) => `${role}: ${content}`).join('\n'),
			},
		]);
	});

	it('of a call that rings or that nobody answered, today when no date is given', async () => {
		const { json: placed } = await run('place', { ...PLACE, calledNumber: numberThat('NO_ANSWER') });
		const callId = placed[0].callId as string;
		const { json } = await dialog({ callId });
		expect(json).toEqual([{ callId, callStatus: { code: 0, label: 'Not Connected' } }]);
		expect(sandbox.requests.at(-1)?.query.CallDate).toEqual(TODAY);
		const raw = await dialog({ callId, simplify: false });
		expect(raw.json).toEqual([{ CallId: callId, CallStatus: 0 }]);
	});

	it('takes the day in China of a time with an offset', async () => {
		const evening = `${chinaDate(Date.now())}T23:30:00+01:00`;
		await dialog({ callId: '1^1', callDate: `={{ "${evening}" }}` });
		expect(sandbox.requests[0].query.CallDate).toBe(chinaDate(Date.parse(evening)));
	});

	it.each([
		['must be a date', 'last week'],
		['is more than 30 days ago', '2020-01-01'],
	])('Call Date: %s', async (message, callDate) => {
		const { error } = await dialog({ callId: '1^1', callDate });
		expect(error?.message).toContain(`Call Date ${message}`);
		expect(sandbox.requests).toEqual([]);
	});
});
