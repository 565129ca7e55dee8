import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { until } from '../../until.mts';
import { Engine } from '../engine.mts';
import { byId, runYunfu, yunfuCredential } from './run.mts';

/** Number > Import: one request for many items. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

const tasks = () => [...sandbox.yunfuState.tasks.values()].filter(({ generation }) => generation === 'new');
const people = (count: number, first = 13_800_001_000): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ phone: String(first + index), lead: `lead-${index}` }));
const parameters = (extra: INodeParameters = {}): INodeParameters => ({
	resource: 'number',
	operation: 'import',
	taskId: byId(tasks()[1].id),
	phone: '={{ $json.phone }}',
	extra: '={{ $json.lead }}',
	...extra,
});
/** Gives a task waiting numbers, so that it dials. */
const letDial = (task: ReturnType<typeof tasks>[number]) => {
	sandbox.yunfuState.refuseImportsWhileDialling = true;
	for (const { phone } of people(20, 13_700_000_000)) sandbox.yunfuState.addNumber(task, { phone });
};
const bodies = () => sandbox.requests.map(({ body }) => JSON.parse(body || '{}') as IDataObject);
const errorText = (error: unknown) => `${(error as Error).message} ${(error as NodeApiError).description}`;

describe('Number > Import', () => {
	it('sends all items 200 at a time, in order, and puts out one item each with its batch', async () => {
		const { json, output, error } = await runYunfu(engine, sandbox, parameters(), { items: people(450) });
		expect(error).toBeUndefined();
		expect(sandbox.requests.map(({ action }) => action)).toEqual(
			Array(3).fill('POST /agent-api/user/{user_id}/task/{task_id}/async_number'),
		);
		expect(sandbox.requests[0].headers['content-type']).toBe('application/json');
		expect(bodies().map(({ data }) => (data as unknown[]).length)).toEqual([200, 200, 50]);
		expect((bodies()[0].data as unknown[])[1]).toEqual({ phone: '13800001001', sort: 0, extra: 'lead-1' });
		expect(
			sandbox.requests[2].body.startsWith('{"data":[{"phone":"13800001400","sort":0,"extra":"lead-400"}'),
		).toBe(true);
		expect(json).toHaveLength(450);
		expect(json[449]).toEqual({
			phone: '13800001449',
			extra: 'lead-449',
			status: 'accepted',
			taskId: tasks()[1].id,
			batchId: expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		expect(new Set(json.map(({ batchId }) => batchId)).size).toBe(3);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(people(450).map((_, item) => ({ item })));
		expect(tasks()[1].numbers.size).toBe(450);
	});

	it('sends every field in its documented form', async () => {
		const field = sandbox.yunfuState.world.fields[0];
		const extra: INodeParameters = {
			contactName: '李娜',
			subUserId: byId(sandbox.yunfu.subUserId),
			taskId: byId(tasks().find(({ owner }) => owner === sandbox.yunfu.subUserId)!.id),
			additionalFields: {
				company: '云帆贸易',
				email: 'li.na@example.com',
				sex: 2,
				sort: 7,
				sourceId: '215870475195883520',
				industryId: '12',
				gradeId: '3',
				scriptSelector: '女',
			},
			crmFields: { mappingMode: 'defineBelow', value: { [field.id]: '={{ $json.wechat }}' }, schema: [] },
			options: { addSuffix: true, normalize: true },
		};
		const items = [{ phone: '+86 138-0000-1234', lead: 'a', wechat: 'li_na' }];
		const { error, json } = await runYunfu(engine, sandbox, parameters(extra), { items });
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject({ phone: '13800001234', status: 'accepted' });
		expect(sandbox.requests[0].body).toBe(
			`{"number_add_suffix":true,"sub_user_id":"${sandbox.yunfu.subUserId}","data":[{"name":"李娜","phone":"13800001234","company":"云帆贸易","email":"li.na@example.com","sex":2,"sort":7,"source_id":215870475195883520,"industry_id":12,"grade_id":3,"components":[{"id":"${field.id}","value":"li_na"}],"extra":"a","control_select_robot":"女"}]}`,
		);
	});

	it('synchronously: 100 at a time, and numbers that Yunfu leaves out come out as refused', async () => {
		sandbox.yunfuState.addNumber(tasks()[1], { phone: '13800001003' });
		const { json } = await runYunfu(
			engine,
			sandbox,
			parameters({ importMode: 'sync', options: { skipError: true, ignoreCrm: true, batchSize: 200 } }),
			{ items: people(150) },
		);
		expect(sandbox.requests.map(({ action }) => action)).toEqual(
			Array(2).fill('POST /agent-api/user/{user_id}/task/{task_id}/number'),
		);
		expect(bodies().map(({ data, ...rest }) => [(data as unknown[]).length, rest])).toEqual([
			[100, { ignore_crm: true, skip_error: true }],
			[50, { ignore_crm: true, skip_error: true }],
		]);
		expect(json.map(({ status }) => status).filter((status) => status !== 'accepted')).toEqual(['refused']);
		expect(json[3]).toMatchObject({ phone: '13800001003', status: 'refused', reason: 'is a duplicate' });
	});

	it('a number that Yunfu refused among good ones is no accepted one, nor is its duplicate', async () => {
		const [task] = tasks();
		sandbox.yunfuState.addNumber(task, { phone: '13800001000' });
		const options = { skipError: true, ignoreCrm: true, batchSize: 2 };
		const [known, other, last] = people(3);
		const import_ = async (items: IDataObject[]) =>
			await runYunfu(engine, sandbox, parameters({ taskId: byId(task.id), importMode: 'sync', options }), {
				items,
			});
		const { json } = await import_([known, other, { ...known, lead: 'again' }]);
		expect(json.map(({ status }) => status)).toEqual(['refused', 'accepted', 'refused']);
		expect(json[2]).toMatchObject({ extra: 'again', reason: json[0].reason });
		sandbox.faults.add({ match: { vendor: 'yunfu', nth: 2 }, kind: 'business-error' });
		const { error } = await import_([known, { ...other, phone: '13800009000' }, last]);
		expect(errorText(error)).toContain('Accepted before: 1 of 3 items');
		expect((error as unknown as { context: { data: IDataObject } }).context.data).toMatchObject({
			accepted: [{ item: 1 }],
			notAccepted: [0, 2],
		});
	});

	it('Sub-Account and Encryption can stand with each number', async () => {
		const task = tasks().find(({ owner }) => owner === sandbox.yunfu.subUserId)!;
		await runYunfu(
			engine,
			sandbox,
			parameters({
				taskId: byId(task.id),
				subUserId: byId(sandbox.yunfu.subUserId),
				options: { placement: 'item', encryption: true },
			}),
			{ items: [{ phone: 'aGVsbG8=', lead: 'x' }] },
		);
		expect(bodies()).toEqual([
			{
				data: [
					{ phone: 'aGVsbG8=', sort: 0, extra: 'x', sub_user_id: sandbox.yunfu.subUserId, encryption: true },
				],
			},
		]);
	});

	it('a number that is there twice is sent once', async () => {
		const items = [...people(3), { phone: '13800001001', lead: 'again' }];
		const { json } = await runYunfu(engine, sandbox, parameters(), { items });
		expect((bodies()[0].data as unknown[]).length).toBe(3);
		expect(json[3]).toEqual({
			phone: '13800001001',
			extra: 'again',
			status: 'duplicate',
			taskId: tasks()[1].id,
			batchId: json[1].batchId,
			duplicateOfItem: 1,
		});
	});

	it('sending a number twice needs the suffix', async () => {
		const items = [...people(1), ...people(1)];
		const { error } = await runYunfu(engine, sandbox, parameters({ options: { duplicates: 'all' } }), {
			items,
		});
		expect(error?.message).toContain('Duplicates is set to Send All, which needs Add Suffix to Numbers');
		expect(sandbox.requests).toEqual([]);
		await runYunfu(engine, sandbox, parameters({ options: { duplicates: 'all', addSuffix: true } }), {
			items,
		});
		expect(tasks()[1].numbers.size).toBe(2);
	});

	it('an invalid number stops everything, or is reported with Skip and Report', async () => {
		const items = [...people(1), { phone: '12', lead: 'bad' }];
		const { error } = await runYunfu(engine, sandbox, parameters(), { items });
		expect(error?.message).toContain('Phone Number "****"');
		expect(sandbox.requests).toEqual([]);
		const { json } = await runYunfu(engine, sandbox, parameters({ options: { invalidNumbers: 'skip' } }), {
			items,
		});
		expect(json).toMatchObject([{ status: 'accepted' }, { phone: '****', extra: 'bad', status: 'invalid' }]);
	});

	it('a running task refuses with 6007, in plain words that name the way out', async () => {
		letDial(tasks()[1]);
		const { error } = await runYunfu(engine, sandbox, parameters(), { items: people(2) });
		expect(errorText(error)).toMatch(
			/The task is running.*Pause it first with Task > Pause, or switch on Pause Task First.*Code: 6007/s,
		);
		expect(tasks()[1].numbers.size).toBe(20);
	});

	it('CRM fields without the CRM pool are refused', async () => {
		const [field] = sandbox.yunfuState.world.fields;
		const { error } = await runYunfu(
			engine,
			sandbox,
			parameters({
				crmFields: { mappingMode: 'defineBelow', value: { [field.id]: 'x' } },
				options: { ignoreCrm: true },
			}),
			{ items: people(2) },
		);
		expect(error?.message).toBe('CRM Fields need the CRM pool: switch off Keep Out of CRM Pool [item 0]');
		expect(sandbox.requests).toEqual([]);
	});

	it('Pause Task First pauses each task once, imports, and says that nothing starts it again', async () => {
		const [, first, , second] = tasks();
		for (const task of [first, second]) letDial(task);
		const items = people(4).map((item, index) => ({ ...item, task: [first, second][index % 2].id }));
		const running = runYunfu(
			engine,
			sandbox,
			parameters({ taskId: byId('={{ $json.task }}'), options: { pauseFirst: true } }),
			{ items },
		);
		// Calls in progress end after the pause, and the import is refused until then.
		await until(() => sandbox.requests.some(({ refused }) => refused));
		sandbox.clock.advance(3600);
		const { json, error } = await running;
		expect(error).toBeUndefined();
		expect(
			sandbox.requests
				.filter(({ refused }) => !refused)
				.map(({ action, body }) => [action.split('/').pop(), action.split(' ')[0], body === '{}']),
		).toEqual([
			['{task_id}', 'PUT', true],
			['{task_id}', 'PUT', true],
			['async_number', 'POST', false],
			['async_number', 'POST', false],
		]);
		expect(json.map(({ status, taskPaused }) => [status, taskPaused])).toEqual(
			Array(4).fill(['accepted', true]),
		);
		expect(json[0].resume).toBe('Yunfu’s API has no way to start a task: start it again in Yunfu.');
		expect([first.enabled, second.enabled]).toEqual([false, false]);
	});

	it('does not pause a task when an item stops the run', async () => {
		const { error } = await runYunfu(engine, sandbox, parameters({ options: { pauseFirst: true } }), {
			items: [...people(1), { phone: '' }],
		});
		expect(error?.message).toContain('Phone Number is empty [item 1]');
		expect(sandbox.requests).toEqual([]);
	});

	it('a lost answer is an unknown outcome, and nothing is sent twice', async () => {
		sandbox.faults.add({ match: { vendor: 'yunfu', nth: 2 }, kind: 'reset-after' });
		const { error } = await runYunfu(engine, sandbox, parameters(), {
			items: people(500),
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
			credential: yunfuCredential(sandbox),
		});
		expect(error?.message).toContain('Unknown outcome');
		expect(sandbox.requests.length).toBe(2);
		expect(sandbox.ledger.duplicates()).toEqual([]);
	});
});
