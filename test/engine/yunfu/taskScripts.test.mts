import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';
import { LONG_SCRIPT, NEW_VERSION, NEW_VERSION_BODY, PREVIOUS } from './taskParameters.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const run = async (parameters: INodeParameters) => await runYunfu(engine, sandbox, parameters);

/** The bodies on the wire; long numbers, which JSON.parse would round, as text marked with `n`. */
const sent = () =>
	sandbox.requests.map(({ body }) => JSON.parse(body.replace(/([[:,])(\d{16,})/g, '$1"$2n"')) as IDataObject);
const extras = () => sent()[0].task_extras as IDataObject;
const bare = (id: string) => `${id}n`;

describe('Create, script modes', () => {
	it('1: by time of day, for each task type in its own block', async () => {
		const window = { begin: '9:00', end: '12:00', scriptId: byId('11') };
		await run({ ...NEW_VERSION, scriptMode: 1, timeWindows: { window: [window] } });
		await run({
			...PREVIOUS,
			scriptMode: 1,
			timeWindows: {
				window: [window, { ...window, begin: '13:00', end: '14:00', defaultScriptId: byId('12') }],
			},
		});
		const [newVersion, previous] = sent();
		expect(newVersion).toMatchObject({
			is_group_switch: 1,
			task_extras: {
				destination_extension_list: [{ begin: '09:00', end: '12:00', destination_extension: 11 }],
			},
		});
		expect(newVersion).not.toHaveProperty('group_switch_rule');
		expect(previous).toMatchObject({
			is_group_switch: 1,
			group_switch_rule: [
				{ switch_start: '09:00', switch_end: '12:00', group_id: 11, default_group_id: bare(LONG_SCRIPT) },
				{ switch_start: '13:00', switch_end: '14:00', group_id: 11, default_group_id: 12 },
			],
		});
		expect(previous.task_extras).not.toHaveProperty('destination_extension_list');
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 2 });
	});

	it('2: by number variable', async () => {
		await run({
			...NEW_VERSION,
			scriptMode: 2,
			variableRules: {
				rule: [
					{ mode: 1, keywords: '男，男的', scriptId: byId('11'), sort: 1 },
					{ mode: 0, keywords: ' 女, 女性 ,', scriptId: byId('12'), sort: 0 },
					{ mode: 0, keywords: '={{ ["a, b", "c"] }}', scriptId: byId(LONG_SCRIPT), sort: 4 },
				],
			},
		});
		expect(extras().destination_extension_with_variable_list).toEqual([
			{ mode: 1, values: ['男', '男的'], destination_extension: 11, sort: 1 },
			{ mode: 0, values: ['女', '女性'], destination_extension: 12, sort: 0 },
			{ mode: 0, values: ['a, b', 'c'], destination_extension: bare(LONG_SCRIPT), sort: 4 },
		]);
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 1 });
	});

	it('3: several scripts, whose IDs are text as in the sample', async () => {
		await run({
			...NEW_VERSION,
			scriptMode: 3,
			scriptList: {
				script: [
					{ scriptId: byId('13601'), sort: 1 },
					{ scriptId: byId('13716'), sort: 2 },
				],
			},
		});
		expect(extras().destination_extension_multi_config).toEqual({
			dial_mode: 0,
			list: [
				{ destination_extension: '13601', sort: 1 },
				{ destination_extension: '13716', sort: 2 },
			],
		});
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 1 });
	});

	it('what belongs to another mode or type is not sent', async () => {
		await run({
			...NEW_VERSION,
			scriptMode: 0,
			timeWindows: { window: [{ begin: '09:00', end: '12:00', scriptId: byId('11') }] },
			redial: false,
			redialTimes: 3,
			redialRules: { redial: [{ time: '10:00' }] },
		});
		expect(sent()).toEqual([{ ...NEW_VERSION_BODY, destination_extension: bare(LONG_SCRIPT) }]);
	});
});
