import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeApiError } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { Engine } from '../engine.mts';
import { byId, runAiccs } from './run.mts';

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

/** The seeded tasks, oldest first; all are stopped. */
const tasks = () => [...sandbox.aiccsState.tasks.values()];
const task = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'callTask',
	operation,
	taskId: byId(tasks()[0].taskId),
	...more,
});
const run = async (parameters: INodeParameters) => await runAiccs(engine, sandbox, parameters);
const REQUEST_ID = expect.stringMatching(/^[0-9A-F-]{36}$/);

const UPDATE: INodeParameters = {
	taskName: 'Renewals, second round',
	virtualNumber: '032712122000',
	startType: 'SCHEDULE',
	taskStartTime: '2027-03-02 09:00:00',
	callDays: ['SATURDAY', 'SUNDAY'],
	callWindows: { window: [{ startTime: '10:00', endTime: '11:30' }] },
	missCallRetry: true,
	callRetryReasons: ['NO_ANSWER'],
	callRetryTimes: 2,
	callRetryInterval: 120,
	taskCps: 7,
	additionalFields: { phoneType: 0, lineEncoding: 'LINE', linePhoneNum: '15200003120', source: 0 },
};

describe('Start and Stop', () => {
	it('start a stopped task and stop it again', async () => {
		const { taskId } = tasks()[0];
		const started = await run(task('start'));
		expect(started.json).toEqual([{ taskId, started: true, requestId: REQUEST_ID }]);
		expect(sandbox.aiccsState.tasks.get(taskId)?.status).toBe('RUNNING');
		const stopped = await run(task('stop'));
		expect(stopped.json).toEqual([{ taskId, stopped: true, requestId: REQUEST_ID }]);
		expect(sandbox.aiccsState.tasks.get(taskId)?.status).toBe('STOPPED');
		expect(sandbox.requests.map(({ method, action, query }) => [method, action, query])).toEqual([
			['POST', 'StartAiCallTask', { TaskId: taskId }],
			['POST', 'StopAiCallTask', { TaskId: taskId }],
		]);
	});

	it('an answer of success whose Data is false is an error that says what to check', async () => {
		tasks()[0].agent!.Status = 2;
		const { error, json } = await run(task('start'));
		expect(json).toEqual([]);
		expect(error?.message).toBe(
			'The call task was not started: Alibaba Cloud took the request but did not do it',
		);
		expect((error as NodeApiError).description).toMatch(
			/its agent is online.*startFailedReason.*Request ID: \S+, Item: 0/,
		);
	});

	it('a task in the wrong status is refused with what it takes', async () => {
		const { error } = await run(task('stop'));
		expect(error?.message).toContain('The call task is not in the right status');
		expect((error as NodeApiError).description).toContain('Stop needs a running task');
	});

	it.each([
		['start', 'StartAiCallTask', 1],
		['update', 'UpdateAiCallTask', 2],
	])('%s after a lost answer', async (operation, action, requests) => {
		sandbox.faults.add({ match: { action }, kind: 'reset-after' });
		const { error } = await run(task(operation, operation === 'update' ? UPDATE : {}));
		expect(sandbox.requests.filter((request) => request.action === action)).toHaveLength(requests);
		// Only what has no second effect is repeated.
		if (operation === 'start') expect(error?.message).toContain('Unknown outcome');
		else expect(error).toBeUndefined();
	});

	it('a repetition that was not done may have been done the first time', async () => {
		await run(task('start'));
		sandbox.requests.length = 0;
		const match = { action: 'StopAiCallTask' };
		sandbox.faults.add({ match: { ...match, nth: 1 }, kind: 'reset-before' });
		sandbox.faults.add({ match: { ...match, nth: 2 }, kind: 'partial' });
		const { error } = await run(task('stop'));
		expect(sandbox.requests).toHaveLength(2);
		expect(error?.message).toMatch(/^Unknown outcome: .*The answer was lost, and asked again/);
	});
});

describe('Update', () => {
	it('sends the whole schedule', async () => {
		const { taskId } = tasks()[0];
		const { json } = await run(task('update', UPDATE));
		expect(json).toEqual([
			{ taskId, taskName: 'Renewals, second round', updated: true, requestId: REQUEST_ID },
		]);
		expect(sandbox.requests.at(-1)?.query).toEqual({
			TaskId: taskId,
			TaskName: 'Renewals, second round',
			VirtualNumber: '032712122000',
			StartType: 'SCHEDULE',
			TaskStartTime: String(Date.UTC(2027, 2, 2, 1)),
			CallDay: '["SATURDAY","SUNDAY"]',
			CallTime: String.raw`["{\"startTime\":\"10:00:00\",\"endTime\":\"11:30:00\"}"]`,
			MissCallRetry: 'true',
			CallRetryReason: '["NO_ANSWER"]',
			CallRetryTimes: '2',
			CallRetryInterval: '120',
			TaskCps: '7',
			PhoneType: '0',
			LineEncoding: 'LINE',
			LinePhoneNum: '15200003120',
			Source: '0',
		});
		expect(tasks()[0]).toMatchObject({ taskName: 'Renewals, second round', concurrency: 7 });
	});

	it.each([
		['Minutes Between Retries', { callRetryInterval: 121 }, 'must be at most 120'],
		['Concurrent Calls', { taskCps: 501 }, 'must be at most 500'],
		['Concurrent Calls', { taskCps: '={{ undefined }}' }, 'is empty'],
		['Call Task', { taskId: byId('={{ " " }}') }, 'is empty'],
		['Start Time', { taskStartTime: 'soon' }, 'must be a date and time'],
	])('%s is checked before anything is sent', async (label, change, problem) => {
		const { error } = await run(task('update', { ...UPDATE, ...change }));
		expect(error?.message).toContain(label);
		expect(error?.message).toContain(problem);
		expect(sandbox.requests).toEqual([]);
	});

	it('a running task is refused', async () => {
		await run(task('start'));
		const { error } = await run(task('update', UPDATE));
		expect(error?.message).toContain('任务运行中,不可修改');
		expect((error as NodeApiError).description).toContain('Start and Update a stopped one');
	});
});

describe('Get', () => {
	it('gives the task with ISO times', async () => {
		const [{ taskId, taskName, taskStartTime, realStartTime }] = tasks();
		const { json } = await run(task('get'));
		expect(sandbox.requests.map(({ action, query }) => [action, query])).toEqual([
			['QueryAiCallTaskDetail', { TaskId: taskId }],
		]);
		expect(json).toEqual([
			{
				taskId,
				taskName,
				agentId: '118012345678902357',
				agentName: '课程体验回访',
				callerNumber: '057100000000',
				startType: 'SCHEDULE',
				startTime: new Date(taskStartTime!).toISOString(),
				realStartTime: new Date(realStartTime!).toISOString(),
				callDays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'],
				callTimes: [{ startTime: '09:00:00', endTime: '20:00:00' }],
				retryEnable: false,
				retryReasons: [],
				retryCount: 0,
				retryInterval: 0,
				concurrentCount: 5,
			},
		]);
	});

	it('without Simplify it is as the vendor sent it', async () => {
		const { json } = await run(task('get', { simplify: false }));
		expect(json[0]).toMatchObject({ TaskId: tasks()[0].taskId, StartTime: tasks()[0].taskStartTime });
	});

	it('a task that does not exist is an error', async () => {
		const { error } = await run(task('get', { taskId: byId('1') }));
		expect(error?.message).toContain('There is no such call task');
	});
});

describe('Get Many', () => {
	const many = async (more: INodeParameters) =>
		await run({ resource: 'callTask', operation: 'getAll', ...more });

	it('sends every filter', async () => {
		const { taskId } = tasks()[0];
		await many({
			limit: 5,
			filters: {
				agentName: '课程',
				applicationCode: 'F32000001',
				taskId: byId(taskId),
				source: 0,
				status: 'FAILED',
				taskName: '示例',
			},
		});
		expect(sandbox.requests.map(({ action, query }) => [action, query])).toEqual([
			[
				'QueryAiCallTaskPage',
				{
					AgentName: '课程',
					ApplicationCode: 'F32000001',
					TaskId: taskId,
					Source: '0',
					Status: 'FAILED',
					TaskName: '示例',
					PageNo: '1',
					PageSize: '5',
				},
			],
		]);
	});

	it('reads all pages of the size the user wants, with statuses in words', async () => {
		const { taskId } = tasks()[3];
		await run(task('start', { taskId: byId(taskId) }));
		const { json, output } = await many({ returnAll: true, options: { pageSize: 5 } });
		expect(json.map((row) => row.taskId)).toEqual(
			tasks()
				.map((row) => row.taskId)
				.reverse(),
		);
		expect(json.at(-1)).toMatchObject({ status: { code: 2, label: 'Stopped' }, totalCount: 8 });
		expect(json.find((row) => row.taskId === taskId)).toMatchObject({
			status: { code: 1, label: 'Running' },
			createTime: new Date(tasks()[3].createdAt).toISOString(),
		});
		expect(output.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		const pages = sandbox.requests.filter(({ action }) => action === 'QueryAiCallTaskPage');
		expect(pages.map(({ query }) => [query.PageNo, query.PageSize])).toEqual([
			['1', '5'],
			['2', '5'],
			['3', '5'],
		]);
	});
});
