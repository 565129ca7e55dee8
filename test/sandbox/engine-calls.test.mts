import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MAGIC_APPLICATION_CODES, outcomeOf, startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { callAiccs } from './aiccs-client.mts';

const SEED = 7;

/** A number whose first call ends with the wanted result. */
function numberThat(result: string): string {
	for (let index = 0; index < 10_000; index++) {
		const number = `137${String(index).padStart(8, '0')}`;
		if (outcomeOf(SEED, number).result === result) return number;
	}
	throw new Error(`No number gives ${result}`);
}

describe('calls of the engine', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ clockSpeed: 0, seed: SEED });
	});
	beforeEach(() => sandbox.reset());
	afterAll(() => sandbox.stop());

	const call = (action: string, query: Record<string, string>, method?: string) =>
		callAiccs(sandbox.aiccs, action, query, { method });
	const place = {
		CalledNumber: numberThat('ANSWERED'),
		CallerNumber: '057100000000',
		ApplicationCode: 'F32000001',
	};
	const today = () => new Date(sandbox.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);

	it('answers without Success and with CallId at the top', async () => {
		const { json } = await call('LlmSmartCall', {
			...place,
			OutId: 'o-1',
			StartWordParam: '{"name":"小明"}',
		});
		expect(Object.keys(json).sort()).toEqual(['CallId', 'Code', 'Message', 'RequestId']);
		expect(json.Code).toBe('OK');
		expect(sandbox.ledger.entries('call')).toMatchObject([
			{ number: place.CalledNumber, outId: 'o-1', callId: json.CallId },
		]);
	});

	it('answers the encrypted form with a lower-case code and CallId in Data', async () => {
		const { CalledNumber: number, ...rest } = place;
		const { json } = await call('LlmSmartCallEncrypt', { ...rest, EncryptCalledNumber: number });
		expect(json).toMatchObject({ Code: 'ok', Data: { CallId: expect.stringContaining('^') as unknown } });
	});

	it('follows a call from ringing to its dialog', async () => {
		const { CallId: callId } = (await call('LlmSmartCall', { ...place, StartWordParam: '{"name":"小明"}' }))
			.json as { CallId: string };
		const dialog = async () =>
			(await call('GetCallDialogContent', { CallId: callId, CallDate: today() })).json.Data as Record<
				string,
				unknown
			>;
		const { ringSeconds, talkSeconds } = outcomeOf(SEED, place.CalledNumber);
		expect(await dialog()).toEqual({ CallId: callId, CallStatus: 0 });
		sandbox.clock.advance(ringSeconds + 1);
		expect((await dialog()).CallStatus).toBe(1);
		sandbox.clock.advance(talkSeconds);
		const ended = await dialog();
		expect(ended.CallStatus).toBe(2);
		expect((JSON.parse(ended.DialogContent as string) as Array<{ content: string }>)[0]?.content).toContain(
			'小明',
		);
		const old = { CallId: callId, CallDate: '2020-01-01' };
		expect((await call('GetCallDialogContent', old)).json.Code).toBe('InvalidParameter.CallDate');
		expect((await call('GetCallDialogContent', { CallId: 'x', CallDate: today() })).json.Code).toBe(
			'InvalidParameter.CallId',
		);
	});

	it('hangs up once', async () => {
		const { CallId: callId } = (await call('LlmSmartCall', place)).json as { CallId: string };
		expect((await call('HangupOperate', { CallId: callId, ImmediateHangup: 'false' })).json).toMatchObject({
			Code: 'OK',
			Mesage: 'OK',
			Result: true,
		});
		expect((await call('HangupOperate', { CallId: callId })).json).toMatchObject({
			Code: 'CALL_ENDED',
			Result: false,
		});
		const unknown = await call('HangupOperate', { CallId: 'unknown' });
		expect([unknown.status, unknown.json.Code]).toEqual([400, 'InvalidParameter.CallId']);
	});

	it.each([
		...Object.entries(MAGIC_APPLICATION_CODES).map(([code, error]) => [error, { ApplicationCode: code }]),
		['MissingParameter.CallerNumber', { CallerNumber: undefined }],
		['MissingCalledNumber', { CalledNumber: undefined }],
		['InvalidParameter.OutId', { OutId: 'x'.repeat(33) }],
		['InvalidParameter.Extension', { Extension: '123456' }],
		['InvalidParameter.Extension', { Extension: 'a' }],
		['InvalidParameter.SessionTimeout', { SessionTimeout: '299' }],
		['InvalidParameter.TtsSpeed', { TtsSpeed: '201' }],
		['InvalidParameter.TtsVolume', { TtsVolume: '-1' }],
	] as Array<[string, Record<string, string | undefined>]>)('refuses with %s', async (code, change) => {
		const query = Object.fromEntries(
			Object.entries({ ...place, ...change }).filter(([, value]) => value !== undefined),
		);
		const reply = await call('LlmSmartCall', query as Record<string, string>);
		expect([reply.status, reply.json.Code]).toEqual([400, code]);
		expect(sandbox.ledger.entries()).toEqual([]);
	});

	it('lists voices and hotline rows', async () => {
		const voices = (await call('ListAvailableTts', {})).json.Data as Array<{ TtsVoiceCode: string }>;
		expect(voices.length).toBeGreaterThan(10);
		const one = await call('ListAvailableTts', { TtsVoiceCode: voices[3]?.TtsVoiceCode });
		expect(one.json.Data).toEqual([voices[3]]);
		const query = {
			InstanceId: 'ccc-1',
			AgentIds: '11,12',
			ExistAgentGrouping: 'true',
			ExistSkillGroupGrouping: 'true',
			PageSize: '4',
			CurrentPage: '2',
		};
		const { json } = await call('GetHotlineServiceStatistics', query, 'GET');
		expect(json).toMatchObject({
			Code: '200',
			Success: 'true',
			Data: { TotalNum: 6, PageNum: 2, PageSize: 4 },
		});
		const rows = JSON.parse((json.Data as { Rows: string }).Rows) as unknown[];
		expect(rows).toHaveLength(2);
		expect(rows[0]).toMatchObject({ tenant_id: 'ccc-1', agent_id: '11', group_id: '800000003' });
	});
});
