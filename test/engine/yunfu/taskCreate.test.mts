import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu } from './run.mts';
import {
	LINE_ANY,
	LINE_REGULAR,
	LONG_SCRIPT,
	NEW_VERSION,
	NEW_VERSION_BODY,
	PREVIOUS,
	PREVIOUS_BODY,
} from './taskParameters.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const run = async (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
	await runYunfu(engine, sandbox, parameters, { items });

/** The bodies on the wire; long numbers, which JSON.parse would round, as text marked with `n`. */
const sent = () =>
	sandbox.requests.map(({ body }) => JSON.parse(body.replace(/([[:,])(\d{16,})/g, '$1"$2n"')) as IDataObject);
const extras = () => sent()[0].task_extras as IDataObject;
const TASK_ID = expect.stringMatching(/^[0-9a-f-]{36}$/);
const bare = (id: string) => `${id}n`;

describe('Create', () => {
	it('sends a new-version 2.0 task as the document shows it, with lines and rest periods always', async () => {
		const { json, output, error } = await run(NEW_VERSION);
		expect(error).toBeUndefined();
		expect(sandbox.requests).toEqual([
			expect.objectContaining({
				method: 'POST',
				path: `/agent-api/new/user/${sandbox.yunfu.userId}/task`,
				rawQuery: '',
				headers: expect.objectContaining({
					'content-type': 'application/json',
					authorization: `Bearer ${sandbox.yunfu.token}`,
				}),
			}),
		]);
		expect(sent()).toEqual([{ ...NEW_VERSION_BODY, destination_extension: bare(LONG_SCRIPT) }]);
		expect(json).toEqual([{ id: TASK_ID, name: '春季续费' }]);
		expect(output[0].pairedItem).toEqual({ item: 0 });
		expect([...sandbox.yunfuState.tasks.values()].at(-1)).toMatchObject({ id: json[0].id, name: '春季续费' });
	});

	it('sends a previous 2.0 task with plain line IDs and without what that type does not have', async () => {
		const { json } = await run({
			...PREVIOUS,
			redialRules: {
				redial: [
					{ time: '10:00', interval: 60, ruleId: byId('15486') },
					{ time: '22:00:00', interval: 0, ruleId: { mode: 'list', value: '' } },
				],
			},
			additionalFields: { ruleId: byId('1') },
		});
		expect(json).toEqual([{ id: TASK_ID, name: '春季续费' }]);
		expect(sent()).toEqual([
			{
				...PREVIOUS_BODY,
				destination_extension: bare(LONG_SCRIPT),
				new_call_rules: [
					{ re_call_time: '10:00:00', call_interval: 60, rule_id: 15486 },
					{ re_call_time: '22:00:00', call_interval: 0 },
				],
				auto_recycle_rule_id: 1,
			},
		]);
	});

	it('sends every additional field, and acts for a sub-account', async () => {
		const { json } = await run({
			...NEW_VERSION,
			subUserId: byId(sandbox.yunfu.subUserId),
			additionalFields: {
				backgroundId: byId('25'),
				intervalTime: 3,
				enableType: 1,
				remark: 'second round',
				isCallIn: 0,
				qualityCheckId: byId('123'),
				scoreSchemeId: ' 1 ',
				transferGroupId: byId('1'),
				endAction: 1,
			},
		});
		expect(json).toHaveLength(1);
		expect(sent()).toEqual([
			{
				...NEW_VERSION_BODY,
				sub_user_id: sandbox.yunfu.subUserId,
				destination_extension: bare(LONG_SCRIPT),
				background_id: 25,
				enable_type: 1,
				remark: 'second round',
				is_call_in: 0,
				llm_intention_id: 123,
				score_scheme_id: 1,
				bridge_group_id: 1,
				end_action: 1,
				task_extras: { ...NEW_VERSION_BODY.task_extras, interval_time: 3 },
			},
		]);
	});

	it('redials', async () => {
		await run({
			...NEW_VERSION,
			popMode: 2,
			redial: true,
			redialStatuses: [2, 4, 12],
			redialTimes: 3,
			redialInterval: 60,
			redialNewFirst: true,
			redialPopMode: 1,
		});
		expect(extras()).toMatchObject({
			pop_mode: 2,
			redial_enabled: 1,
			redial_new_number_policy: 1,
			redial_interval: 60,
			redial_max_times: 3,
			redial_conditions: { da_status: [2, 4, 12], pop_mode: 1 },
		});
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 1 });
	});

	it('writes times as China time and rest periods to the minute', async () => {
		await run({
			...NEW_VERSION,
			startTime: '2026-03-02T01:00:00.000Z',
			holidays: {
				period: [
					{ begin: '2026-03-07 00:00:00', end: '2026-03-08T16:00:30.000Z' },
					{ begin: '2026-03-14', end: '2026-03-15 12:30' },
				],
			},
		});
		expect(extras()).toMatchObject({
			start_time: '2026-03-02 09:00:00',
			holiday: [
				{ begin: '2026-03-07 00:00', end: '2026-03-09 00:00' },
				{ begin: '2026-03-14 00:00', end: '2026-03-15 12:30' },
			],
		});
	});

	it('writes what the documents show in two ways as the user wants', async () => {
		const parameters: INodeParameters = {
			...NEW_VERSION,
			scriptMode: 3,
			dialMode: 1,
			scriptList: { script: [{ scriptId: byId('13601'), sort: 1 }] },
			holidays: { period: [{ begin: '2026-03-07 00:00', end: '2026-03-08 00:00' }] },
		};
		await run({ ...parameters, options: { idForm: 'text', lineForm: 'ids', holidayForm: 'start' } });
		await run({ ...parameters, options: { idForm: 'number' } });
		const [first, second] = sent();
		expect(first).toMatchObject({
			destination_extension: LONG_SCRIPT,
			dial_time_id: '5',
			task_extras: {
				line: [LINE_ANY],
				holiday: [{ start: '2026-03-07 00:00', end: '2026-03-08 00:00' }],
				destination_extension_multi_config: { list: [{ destination_extension: '13601', sort: 1 }] },
			},
		});
		expect(second.task_extras).toMatchObject({
			destination_extension_multi_config: { dial_mode: 1, list: [{ destination_extension: 13601, sort: 1 }] },
		});
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 2 });
	});

	it('a task without lines has no concurrent calls', async () => {
		await run({ ...NEW_VERSION, lines: {}, concurrency: 0 });
		expect(sent()[0]).toMatchObject({ maximumcall: 0, task_extras: { line: [], holiday: [] } });
		expect(sandbox.ledger.counts()).toEqual({ 'yunfu.task': 1 });
	});

	it('takes IDs and times from the items, each item a task', async () => {
		const { json, output } = await run(
			{
				...NEW_VERSION,
				taskName: '={{ $json.name }}',
				scriptId: { __rl: true, mode: 'id', value: '={{ $json.script }}' },
				startTime: '={{ DateTime.fromISO("2026-03-02T01:00:00Z") }}',
			},
			[
				{ name: 'A', script: '297' },
				{ name: 'B', script: 123 },
			],
		);
		expect(json.map(({ name }) => name)).toEqual(['A', 'B']);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(sent().map((body) => [body.name, body.destination_extension])).toEqual(
			expect.arrayContaining([
				['A', 297],
				['B', 123],
			]),
		);
		expect(extras()).toMatchObject({ start_time: '2026-03-02 09:00:00' });
	});
});

describe('Create, errors', () => {
	it('a refused value comes out in the words of the vendor', async () => {
		const { error } = await run({ ...NEW_VERSION, dialTimeId: byId('999') });
		expect(error?.message).toContain('dial_time_id field is invalid');
		expect((error as NodeApiError).description).toContain('Code: 422');
	});

	it('a line that cannot serve the script is refused', async () => {
		const { error } = await run({
			...NEW_VERSION,
			scriptId: byId('480'),
			lines: { line: [{ lineId: byId(LINE_REGULAR), lineLimit: 1 }] },
		});
		expect(error?.message).toContain('usage 1 does not fit script 480');
	});

	it('a lost answer is no failure, and the task is not sent again', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu' }, kind: 'reset-after' });
		const { error } = await run(NEW_VERSION);
		expect(error?.message).toContain('Unknown outcome');
		expect((error as NodeApiError).description).toContain('Look it up in Yunfu');
		expect(sandbox.requests).toHaveLength(1);
	});
});
