import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { searchVoices } from '../../../nodes/AlibabaCloudAiccs/pickers.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { editorContext } from './listSearch.mts';
import { byId, runAiccs } from './run.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const many = async (more: INodeParameters) =>
	await runAiccs(engine, sandbox, { resource: 'voice', operation: 'getAll', ...more });
const wire = () => sandbox.requests.map(({ method, action, query }) => [method, action, query]);
const VOICE = {
	ttsVoiceCode: 'V9A000002',
	ttsVoiceName: '龙小诚',
	ttsEngine: 'CosyVoice',
	ttsStyle: 'cosyvoice-v2-2',
	ttsAuditionFileUrl: 'https://voices.example/2.mp3',
};

describe('Get Many', () => {
	it('gives as many as wanted, or all', async () => {
		const { json } = await many({ limit: 2 });
		expect(json).toHaveLength(2);
		expect(json[1]).toEqual(VOICE);
		expect((await many({ returnAll: true })).json).toHaveLength(12);
		expect(wire()).toEqual([
			['POST', 'ListAvailableTts', {}],
			['POST', 'ListAvailableTts', {}],
		]);
	});

	it('asks for one voice', async () => {
		const { json, output } = await many({ filters: { ttsVoiceCode: byId('V9A000002') } });
		expect(json).toEqual([VOICE]);
		expect(output[0].pairedItem).toEqual({ item: 0 });
		expect(wire()).toEqual([['POST', 'ListAvailableTts', { TtsVoiceCode: 'V9A000002' }]]);
	});

	it('sends the type; a platform that does not know the parameter is quoted', async () => {
		const { error } = await many({ filters: { voiceType: 'COSYCLONE' } });
		expect(wire()).toEqual([['POST', 'ListAvailableTts', { VoiceType: 'COSYCLONE' }]]);
		expect(error?.message).toContain('"VoiceType"');
	});
});

describe('searchVoices', () => {
	it('finds voices by name, code and engine, with the address of their sample', async () => {
		const context = editorContext(sandbox);
		expect((await searchVoices.call(context)).results).toHaveLength(12);
		expect(await searchVoices.call(context, '小诚')).toEqual({
			results: [{ name: '龙小诚 (CosyVoice)', value: 'V9A000002', url: 'https://voices.example/2.mp3' }],
		});
		expect((await searchVoices.call(context, 'v9a000011')).results.map(({ name }) => name)).toEqual([
			'灿灿 (Volcano)',
		]);
		expect((await searchVoices.call(context, 'volcano')).results).toHaveLength(2);
		expect((await searchVoices.call(context, 'nobody')).results).toEqual([]);
	});
});
