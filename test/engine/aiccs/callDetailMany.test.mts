import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runAiccs } from './run.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	sandbox.clock.speed = 60;
	sandbox.settings.recordingTtlSeconds = 7 * 86_400;
});

/** The seeded task with most numbers; it is stopped and all its calls have ended. */
const task = () => [...sandbox.aiccsState.tasks.values()][2];
const answered = () => task().dialler.completed.find(({ outcome }) => outcome?.result === 'ANSWERED')!;
const run = async (operation: string, more: INodeParameters = {}, items?: IDataObject[]) =>
	await runAiccs(
		engine,
		sandbox,
		{ resource: 'callDetail', operation, taskId: byId(task().taskId), ...more },
		{ items },
	);
const wire = () => sandbox.requests.map(({ method, action, query, body }) => [method, action, query, body]);

describe('Get Many', () => {
	it('asks for one status with its filters', async () => {
		const { json } = await run('getAll', {
			status: '1',
			returnAll: true,
			filters: {
				callResult: 'ANSWERED',
				encryptionType: 0,
				importedAfter: '2020-01-01 00:00:00',
				detailIds: `${answered().detailId}, 966212345678901234`,
			},
			options: { pageSize: 7 },
		});
		expect(wire()).toEqual([
			[
				'POST',
				'QueryAiCallDetailPage',
				{
					TaskId: task().taskId,
					Status: '1',
					CallResult: 'ANSWERED',
					EncryptionType: '0',
					StartImportedTime: '1577808000000',
					DetailIds: `[${answered().detailId},966212345678901234]`,
					PageNo: '1',
					PageSize: '7',
				},
				'',
			],
		]);
		expect(json).toHaveLength(1);
		expect(json[0]).toMatchObject({
			detailId: answered().detailId,
			status: { code: 4, label: 'Ended' },
			completion: { code: 1, label: 'Completed' },
			callResult: { code: 'ANSWERED', label: 'Answered' },
			encryptionType: { code: 0, label: 'None (Plain Numbers)' },
			finished: true,
			recordingFilePath: expect.stringContaining('/recordings/'),
		});
	});

	it('any status asks for each in turn, 100 a page, and labels the items', async () => {
		const { dialler, taskId } = task();
		sandbox.aiccsState.addDetails(task(), [{ number: '13800990000' }], sandbox.clock.now());
		const { json } = await run('getAll', { status: 'any', returnAll: true });
		expect(sandbox.requests.map(({ query }) => [query.TaskId, query.Status, query.PageSize])).toEqual(
			['0', '1', '2'].map((status) => [taskId, status, '100']),
		);
		const labels = json.map(({ completion }) => (completion as IDataObject).label);
		const count = (label: string) => labels.filter((each) => each === label).length;
		expect(count('Pending')).toBe(1);
		expect(count('Completed')).toBe(dialler.completed.length);
		expect(count('Failed')).toBe(dialler.failed.length);
		expect(json[0]).toMatchObject({ status: { code: 0, label: 'Initialized' }, finished: false });
	});

	it('calls that end while the pages are read come out once, and none is lost', async () => {
		const running = task();
		const numbers = Array.from({ length: 120 }, (_, index) => ({ number: `1380099${1000 + index}` }));
		sandbox.aiccsState.addDetails(running, numbers, sandbox.clock.now());
		sandbox.aiccsState.start(running, sandbox.clock.now());
		let asked = 0;
		sandbox.faults.add({
			match: {
				action: 'QueryAiCallDetailPage',
				predicate: () => {
					asked++;
					sandbox.clock.advance(20);
					return false;
				},
			},
			kind: 'delay',
		});
		const { json } = await run('getAll', {
			status: '1',
			returnAll: true,
			options: { pageSize: 5 },
		});
		const ids = json.map(({ detailId }) => detailId);
		expect(asked).toBeGreaterThan(5);
		expect(new Set(ids).size).toBe(ids.length);
		// The list grows at its end: what came out must be its beginning.
		expect(ids).toEqual(running.dialler.completed.slice(0, ids.length).map(({ detailId }) => detailId));
		expect(ids.length).toBeGreaterThan(24);
	});

	it('a call that is answered between the lists of two statuses comes out once, as completed', async () => {
		const running = task();
		sandbox.clock.speed = 0;
		const now = sandbox.clock.now();
		const [{ detailId }] = sandbox.aiccsState.addDetails(running, [{ number: answered().number }], now);
		sandbox.aiccsState.start(running, now);
		sandbox.faults.add({
			match: {
				action: 'QueryAiCallDetailPage',
				predicate: ({ query }) => {
					if (query.get('Status') === '0') sandbox.clock.advance(600);
					return false;
				},
			},
			kind: 'delay',
		});
		const { json } = await run('getAll', { status: 'any', returnAll: true });
		const rows = json.filter((row) => row.detailId === detailId);
		expect(sandbox.requests[0].query.Status).toBe('0');
		expect(rows.map(({ completion }) => completion)).toEqual([{ code: 1, label: 'Completed' }]);
	});

	it.each([
		['Detail IDs must have digits only', { detailIds: '12, x' }],
		['Detail IDs must be at most 100', { detailIds: Array.from({ length: 101 }, (_, i) => i).join(',') }],
		['Called After must be a date and time', { calledAfter: 'soon' }],
	])('%s: nothing is sent', async (message, filters) => {
		const { error } = await run('getAll', { status: '1', filters });
		expect(error?.message).toContain(message);
		expect(sandbox.requests).toEqual([]);
	});
});
