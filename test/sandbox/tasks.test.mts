import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { callAiccs, digitsOf, taskParameters, type AiccsReply } from './aiccs-client.mts';

interface Row {
	[name: string]: unknown;
	DetailId: string;
	BatchId: string;
	CalledNumber: string;
	Status: number;
}

interface Page {
	PageNo: number;
	PageSize: number;
	Total: number;
	List: Row[];
}

describe('AICCS call tasks', () => {
	let sandbox: Sandbox;
	beforeAll(async () => {
		sandbox = await startSandbox({ clockSpeed: 0 });
	});
	beforeEach(() => sandbox.reset());
	afterAll(() => sandbox.stop());

	const call = (action: string, query: Record<string, string> = {}, form?: Record<string, string>) =>
		callAiccs(sandbox.aiccs, action, query, { form });
	const create = async (name: string, more?: Record<string, string>): Promise<string> =>
		digitsOf(await call('CreateAiCallTask', taskParameters(name, more)), 'Data');
	const importNumbers = (
		taskId: string,
		rows: unknown[],
		more: Record<string, string> = {},
	): Promise<AiccsReply> =>
		call(
			'ImportTaskNumberDatas',
			{ TaskId: taskId, DataType: 'JSON', ...more },
			{ PhoneNumberList: JSON.stringify(rows) },
		);
	const numbers = (count: number, from = 0) =>
		Array.from({ length: count }, (_, index) => ({
			calleeNumber: `138${String(from + index).padStart(8, '0')}`,
			outId: `lead-${from + index}`,
			customerName: `客户${from + index}`,
		}));
	const page = async (taskId: string, status: number, more: Record<string, string> = {}): Promise<Page> => {
		const query = { TaskId: taskId, Status: String(status), ...more };
		return (await call('QueryAiCallDetailPage', query)).json.Data as Page;
	};

	it('gives ids of 18 digits as bare numbers that a double cannot hold', async () => {
		const taskId = await create('ids');
		expect(taskId).toMatch(/^\d{18}$/);
		expect(String(Number(taskId))).not.toBe(taskId);
		expect((await call('QueryAiCallTaskDetail', { TaskId: taskId })).json.Data).toMatchObject({
			TaskId: taskId,
		});
		const batchId = digitsOf(await importNumbers(taskId, numbers(1)), 'Data');
		const one = await call('ImportOneTaskPhoneNumber', { TaskId: taskId, PhoneNumber: '13900000000' });
		const detailId = digitsOf(one, 'DetailId');
		const { List: rows } = await page(taskId, 0);
		expect(rows.map((row) => [row.BatchId, row.DetailId])).toEqual([
			[batchId, expect.stringMatching(/^\d{18}$/)],
			[expect.any(String), detailId],
		]);
		expect(String(Number(detailId))).not.toBe(detailId);
	});

	it('dials a started task on the simulated clock', async () => {
		const taskId = await create('dialling', { TaskCps: '20' });
		await importNumbers(taskId, numbers(200));
		expect(await page(taskId, 0)).toMatchObject({ Total: 200, PageNo: 1, PageSize: 10 });
		sandbox.clock.advance(3600);
		expect((await page(taskId, 1)).Total).toBe(0);
		expect((await call('StartAiCallTask', { TaskId: taskId })).json).toMatchObject({
			Data: true,
			Code: 'OK',
		});
		sandbox.clock.advance(60);
		const early = await page(taskId, 0, { PageSize: '200' });
		expect(early.List.filter((row) => row.Status === 3)).toHaveLength(20);
		expect(early.List.filter((row) => row.Status === 1)).toHaveLength(20);
		sandbox.clock.advance(7200);
		const [completed, failed] = [await page(taskId, 1, { PageSize: '200' }), await page(taskId, 2)];
		expect((await page(taskId, 0)).Total).toBe(0);
		expect(completed.Total + failed.Total).toBe(200);
		const answered = completed.List.filter((row) => row.CallResult === '用户接通');
		expect(answered.length).toBeGreaterThan(80);
		for (const row of answered) {
			const turns = JSON.parse(row.ConversationRecord as string) as unknown[];
			expect(turns[0]).toMatchObject({ role: 'assistant' });
			expect(row.ConversationDuration).toBeGreaterThan(0);
			expect(row.MajorIntent).toMatch(/^[ABCD]$/);
		}
	});

	it('starts IMMEDIATE tasks at once and SCHEDULE tasks at their time', async () => {
		const soon = String(sandbox.clock.now() + 600_000);
		const now = await create('now', { StartType: 'IMMEDIATE' });
		const later = await create('later', { TaskStartTime: soon });
		const statusOf = async (taskId: string) =>
			((await call('QueryAiCallTaskPage', { TaskId: taskId })).json.Data as Page).List[0]?.Status;
		expect([await statusOf(now), await statusOf(later)]).toEqual([1, 0]);
		sandbox.clock.advance(601);
		expect(await statusOf(later)).toBe(1);
	});

	it('waits for the call windows when told to', async () => {
		sandbox.settings.respectCallWindows = true;
		const never = JSON.stringify([JSON.stringify({ startTime: '03:00:00', endTime: '03:00:01' })]);
		const taskId = await create('windows', { StartType: 'IMMEDIATE', CallTime: never });
		await importNumbers(taskId, numbers(1));
		sandbox.clock.advance(8 * 24 * 3600);
		const [row] = [...(await page(taskId, 1)).List, ...(await page(taskId, 2)).List];
		sandbox.settings.respectCallWindows = false;
		expect(new Date((row?.CallingTime as number) + 8 * 3_600_000).toISOString()).toContain('T03:00:00');
		expect(new Date((row?.CallingTime as number) + 8 * 3_600_000).getUTCDay()).toBe(1);
	});

	it('pages without gaps or repeats, filtered and not', async () => {
		const taskId = await create('paging', { StartType: 'IMMEDIATE', TaskCps: '100' });
		const batchId = digitsOf(await importNumbers(taskId, numbers(120)), 'Data');
		await importNumbers(taskId, numbers(30, 1000));
		sandbox.clock.advance(7200);
		const seen: string[] = [];
		const { Total: total } = await page(taskId, 1, { BatchId: batchId });
		for (let pageNo = 1; seen.length < total; pageNo++) {
			const { List: rows } = await page(taskId, 1, {
				BatchId: batchId,
				PageNo: String(pageNo),
				PageSize: '7',
			});
			expect(rows.length).toBeGreaterThan(0);
			seen.push(...rows.map((row) => row.DetailId));
		}
		expect(new Set(seen).size).toBe(total);
		const one = await page(taskId, 1, { DetailIds: `[${seen[0]}]` });
		expect(one.List.map((row) => row.DetailId)).toEqual([seen[0]]);
		const answered = await page(taskId, 1, { CallResult: 'ANSWERED', PageSize: '200' });
		expect(answered.List.every((row) => row.CallResult === '用户接通')).toBe(true);
		expect(answered.Total).toBeLessThan((await page(taskId, 1)).Total);
		const outId = await page(taskId, 1, { OutId: answered.List[0]?.OutId as string });
		expect(outId.List).toHaveLength(1);
	});

	it('gives the same outcome to the same number in every run', async () => {
		const outcomes = async (): Promise<unknown[]> => {
			sandbox.reset();
			const taskId = await create('repeat', { StartType: 'IMMEDIATE' });
			await importNumbers(taskId, numbers(40));
			sandbox.clock.advance(7200);
			const { List: rows } = await page(taskId, 1, { PageSize: '100' });
			return rows
				.map((row) => [row.CalledNumber, row.CallResult, row.MajorIntent, row.ConversationDuration])
				.sort();
		};
		expect(await outcomes()).toEqual(await outcomes());
	});

	it('dials missed numbers again as the task says', async () => {
		const retry = {
			MissCallRetry: 'true',
			CallRetryReason: '["USER_BUSY","NO_ANSWER"]',
			CallRetryTimes: '3',
			CallRetryInterval: '10',
		};
		const taskId = await create('retry', { StartType: 'IMMEDIATE', TaskCps: '100', ...retry });
		await importNumbers(taskId, numbers(100));
		sandbox.clock.advance(300);
		const waiting = (await page(taskId, 0, { PageSize: '100' })).List;
		expect(waiting.length).toBeGreaterThan(5);
		expect(waiting.every((row) => row.Status === 2)).toBe(true);
		sandbox.clock.advance(7200);
		const task = ((await call('QueryAiCallTaskPage', { TaskId: taskId })).json.Data as Page).List[0];
		expect(task.TotalCallCount).toBeGreaterThan(100 + waiting.length - 1);
		expect([task.TotalCount, task.CompleteRate]).toEqual([100, '100%']);
	});

	it('accepts a number twice and the ledger says so', async () => {
		const taskId = await create('twice');
		await importNumbers(taskId, [...numbers(2), ...numbers(1)]);
		expect((await page(taskId, 0)).Total).toBe(3);
		expect(sandbox.ledger.duplicates('number')).toEqual([
			{ vendor: 'aiccs', kind: 'number', key: `${taskId}/13800000000`, times: 2 },
		]);
		expect(sandbox.ledger.counts()).toEqual({ 'aiccs.task': 1, 'aiccs.number': 3 });
	});

	it('cancels what is not yet up and explains the rest', async () => {
		const taskId = await create('cancel', { TaskCps: '2' });
		const batchId = digitsOf(await importNumbers(taskId, numbers(10)), 'Data');
		await call('StartAiCallTask', { TaskId: taskId });
		const rows = (await page(taskId, 0)).List;
		const ids = rows.map((row) => row.DetailId);
		const cancelled = (
			await call('CancelAiCallDetails', { TaskId: taskId, DetailIdList: JSON.stringify([...ids, '1']) })
		).json;
		expect(cancelled.Data).toMatchObject({
			TotalCount: 11,
			SucceedCount: 6,
			FailedCount: 5,
			ResultCode: 'PART_FAILED',
		});
		const failed = (await page(taskId, 2)).List;
		expect(failed).toHaveLength(6);
		expect(failed[0]).toMatchObject({ Status: 5, FailedReason: '主动取消', CallResult: '主叫取消' });
		const query = { TaskId: taskId, BatchId: batchId, PhoneNumbers: '["13800000009"]' };
		expect((await call('CancelAiCallDetails', query)).json.Data).toMatchObject({
			ResultCode: 'ALL_FAILED',
			TotalCount: 1,
		});
		expect((await call('CancelAiCallDetails', { TaskId: taskId })).json.Code).toBe('MissingDetailIdList');
	});

	it('refuses what a task status does not allow', async () => {
		const taskId = await create('status', { StartType: 'IMMEDIATE' });
		const update = { ...taskParameters('renamed'), TaskId: taskId, TaskCps: '5' } as Record<string, string>;
		delete update.AgentId;
		expect((await call('StartAiCallTask', { TaskId: taskId })).json).toMatchObject({
			Code: 'TASK_STATUS_ERROR',
			Success: false,
		});
		expect((await call('UpdateAiCallTask', update)).json.Code).toBe('TASK_STATUS_ERROR');
		expect((await call('StopAiCallTask', { TaskId: taskId })).json.Data).toBe(true);
		expect((await call('StopAiCallTask', { TaskId: taskId })).json.Code).toBe('TASK_STATUS_ERROR');
		expect((await call('UpdateAiCallTask', { ...update, CallRetryInterval: '121' })).json.Code).toBe(
			'InvalidParameter.CallRetryInterval',
		);
		expect((await call('UpdateAiCallTask', update)).json.Data).toBe(true);
		expect((await call('QueryAiCallTaskDetail', { TaskId: taskId })).json.Data).toMatchObject({
			TaskName: 'renamed',
			ConcurrentCount: 5,
		});
	});

	it('marks a task of an offline agent as failed to start', async () => {
		const offline = sandbox.aiccsState.agents.find((agent) => agent.Status === 2);
		const taskId = await create('offline', { AgentId: offline?.AgentId as string });
		expect((await call('StartAiCallTask', { TaskId: taskId })).json).toMatchObject({
			Data: false,
			Success: true,
		});
		const { List: tasks } = (await call('QueryAiCallTaskPage', { Status: 'FAILED' })).json.Data as Page;
		expect(tasks).toMatchObject([{ TaskId: taskId, Status: 3, StartFailedReason: '智能体不在线' }]);
	});

	it.each([
		['InvalidParameter.TaskCps', { TaskCps: '501' }],
		['InvalidParameter.CallRetryTimes', { CallRetryTimes: '4' }],
		['InvalidParameter.CallRetryInterval', { CallRetryInterval: '721' }],
		['InvalidParameter.CallTime', { CallTime: '["09:00-10:00"]' }],
		[
			'InvalidParameter.CallTime',
			{ CallTime: JSON.stringify(['{"startTime":"10:00:00","endTime":"09:00:00"}']) },
		],
		['InvalidParameter.CallTime', { CallTime: '[{"startTime":"09:00:00","endTime":"10:00:00"}]' }],
		['MissingTaskStartTime', { TaskStartTime: undefined }],
		['MissingAgentId', { AgentId: undefined }],
	])('refuses a task with %s', async (code, change) => {
		const query = Object.fromEntries(
			Object.entries({ ...taskParameters('bad'), ...change }).filter(([, value]) => value !== undefined),
		);
		const reply = await call('CreateAiCallTask', query as Record<string, string>);
		expect([reply.status, reply.json.Code]).toEqual([400, code]);
		expect(sandbox.ledger.entries()).toEqual([]);
	});

	it('answers business failures with HTTP 200', async () => {
		await create('same name');
		const failures = await Promise.all([
			call('CreateAiCallTask', taskParameters('same name')),
			call('CreateAiCallTask', taskParameters('no agent', { AgentId: '1' })),
			call('StartAiCallTask', { TaskId: '1' }),
			importNumbers('1', numbers(1)),
			call('QueryAiVoiceAgentDetail', { AgentId: '1' }),
		]);
		expect(failures.map((reply) => [reply.status, reply.json.Code, reply.json.Success])).toEqual([
			[200, 'TASK_NAME_EXIST', false],
			[200, 'AGENT_NOT_EXIST', false],
			[200, 'TASK_NOT_EXIST', false],
			[200, 'TASK_NOT_EXIST', false],
			[200, 'AGENT_NOT_EXIST', false],
		]);
	});

	it('refuses a whole import when one record is wrong', async () => {
		const taskId = await create('import');
		const codes = await Promise.all([
			importNumbers(taskId, numbers(1001)),
			importNumbers(taskId, [...numbers(1), { outId: 'x' }]),
			importNumbers(taskId, [{ calleeNumber: '1', outId: 'x'.repeat(129) }]),
			importNumbers(taskId, [{ calleeNumber: '1', a: { b: 1 } }]),
			importNumbers(taskId, numbers(1), { EncryptionType: '4' }),
			importNumbers(taskId, numbers(1), { DataType: 'EXCEL' }),
			call('ImportTaskNumberDatas', { TaskId: taskId, DataType: 'JSON' }),
			call('ImportTaskNumberDatas', {
				TaskId: taskId,
				DataType: 'JSON',
				PhoneNumberList: '[{"calleeNumber":"1"}]',
			}),
		]);
		expect(codes.map((reply) => reply.json.Code)).toEqual([
			...Array<string>(4).fill('InvalidParameter.PhoneNumberList'),
			'InvalidParameter.EncryptionType',
			'InvalidParameter.DataType',
			'MissingPhoneNumberList',
			'MissingPhoneNumberList',
		]);
		expect((await page(taskId, 0)).Total).toBe(0);
	});

	it('wants prefixed variables for tasks of the engine', async () => {
		const query: Record<string, string> = taskParameters('engine', { ApplicationCode: 'F32000001' });
		delete query.AgentId;
		const taskId = digitsOf(await call('CreateAiCallTask', query), 'Data');
		const one = { TaskId: taskId, PhoneNumber: '13800000000' };
		expect((await call('ImportOneTaskPhoneNumber', { ...one, Variables: '{"name":"x"}' })).json.Code).toBe(
			'InvalidParameter.Variables',
		);
		expect(
			(await call('ImportOneTaskPhoneNumber', { ...one, Variables: '{"startWordParam.name":"x"}' })).json
				.Code,
		).toBe('OK');
	});

	it('gives conversations by every key', async () => {
		const taskId = await create('talk', { StartType: 'IMMEDIATE' });
		await importNumbers(taskId, numbers(30));
		sandbox.clock.advance(7200);
		const row = (await page(taskId, 1, { CallResult: 'ANSWERED' })).List[0];
		const old = await call('QueryConversationDetailInfo', {
			TaskId: taskId,
			DetailId: row.DetailId,
			BatchId: row.BatchId,
		});
		const data = old.json.Data as Record<string, unknown>;
		expect(data).toMatchObject({
			CallResult: 'ANSWERED',
			CalledPhone: row.CalledNumber,
			EncryptionType: '0',
			MajorIntent: row.MajorIntent,
		});
		expect(data.Variables).toContainEqual(expect.objectContaining({ Key: 'carSeries', Required: true }));
		expect(data.OutputTags).toHaveLength(2);
		const keys: Array<Record<string, string>> = [
			{ DetailId: row.DetailId },
			{ CallId: data.CallId as string },
			{ OutId: row.OutId as string },
		];
		for (const key of keys) {
			const reply = await call('QueryConversationDetailInfoNew', { TaskId: taskId, ...key });
			expect(reply.json.Data).toMatchObject({
				DetailId: row.DetailId,
				CallId: data.CallId,
				Status: 4,
				EncryptionType: 0,
			});
		}
		const other = await call('QueryConversationDetailInfoNew', {
			TaskId: taskId,
			DetailId: row.DetailId,
			OutId: 'none',
		});
		expect(other.json.Code).toBe('DETAIL_NOT_EXIST');
		expect((await call('QueryConversationDetailInfoNew', { TaskId: taskId })).json.Code).toBe(
			'MissingDetailId',
		);
		const recording = await fetch(data.RecordingFileDownloadUrl as string);
		expect(recording.headers.get('content-type')).toBe('audio/wav');
		expect(
			Buffer.from(await recording.arrayBuffer())
				.subarray(0, 4)
				.toString(),
		).toBe('RIFF');
		expect((await fetch(`${String(data.RecordingFileDownloadUrl)}0`)).status).toBe(403);
		sandbox.clock.advance(8 * 24 * 3600);
		expect((await fetch(data.RecordingFileDownloadUrl as string)).status).toBe(403);
	});

	it('seeds lists with a second page', async () => {
		const tasks = (await call('QueryAiCallTaskPage')).json.Data as Page;
		const agents = (await call('PageQueryAgentList', { PageNo: '2' })).json.Data as Page;
		expect([tasks.Total, tasks.List.length, agents.Total, agents.List.length]).toEqual([12, 10, 13, 3]);
		const detail = (await call('QueryAiVoiceAgentDetail', { AgentId: '118012345678901234' })).json.Data as {
			AiVoiceAgentModelConfig: { PhoneTagConfig: unknown[] };
		};
		expect(detail.AiVoiceAgentModelConfig.PhoneTagConfig).toMatchObject([
			{ PhoneTagType: 'TEXT', PhoneTagRequired: true },
			{ PhoneTagType: 'ENUM', PhoneTagRequired: true, PhoneTagEnum: [{}, {}, {}] },
			{ PhoneTagType: 'TEXT', PhoneTagRequired: false },
		]);
		expect(
			digitsOf(await call('QueryAiVoiceAgentDetail', { AgentId: '118012345678901234' }), 'AgentId'),
		).toBe('118012345678901234');
		expect(((await call('QueryAiCallTaskPage', { TaskName: '任务03' })).json.Data as Page).Total).toBe(1);
	});
});
