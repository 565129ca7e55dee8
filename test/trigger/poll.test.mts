import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { addTask } from '../engine/aiccs/numbers.mts';
import { callAiccs } from '../sandbox/aiccs-client.mts';
import { pollOnce, type PollNode } from './poll.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ clockSpeed: 0, quiet: true, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

async function call(
	action: string,
	query: Record<string, string>,
	form?: Record<string, string>,
): Promise<void> {
	const { json, text } = await callAiccs(sandbox.aiccs, action, query, { form });
	if (json.Code !== 'OK') throw new Error(text);
}

/** A task that is calling so many numbers. */
async function runningTask(name: string, count: number): Promise<string> {
	const TaskId = addTask(sandbox, name, 'application');
	const numbers = Array.from({ length: count }, (_, index) => ({
		calleeNumber: String(13_700_000_000 + index),
	}));
	await call(
		'ImportTaskNumberDatas',
		{ TaskId, DataType: 'JSON' },
		{ PhoneNumberList: JSON.stringify(numbers) },
	);
	await call('StartAiCallTask', { TaskId });
	return TaskId;
}

/** What the task says has ended. */
const endedIn = (taskId: string) => {
	const { dialler } = sandbox.aiccsState.tasks.get(taskId)!;
	return [...dialler.completed, ...dialler.failed].map(({ detailId }) => detailId).sort();
};

describe('polling call tasks', () => {
	it('hands over each result of several tasks once, while they run and over restarts', async () => {
		const taskIds = [await runningTask('one', 40), await runningTask('two', 25)];
		const node: PollNode = { taskIds, staticData: {} };
		const out = await pollOnce(sandbox, node);
		expect(out).toEqual([]);
		for (let round = 0; round < 40; round++) {
			sandbox.clock.advance(120);
			out.push(...(await pollOnce(sandbox, node)));
		}
		const ids = out.map(({ detailId }) => String(detailId));
		expect(ids.sort()).toEqual(taskIds.flatMap(endedIn).sort());
		expect(ids).toHaveLength(65);
		const talked = out.filter(({ conversationDuration }) => Number(conversationDuration) > 0);
		expect(talked.length).toBeGreaterThan(10);
		for (const item of talked) expect(item.transcript).toMatch(/^\w+: .+\n/);
		expect(out.every(({ finished }) => finished === true)).toBe(true);
	});

	it('from the beginning takes what a task has already, and only the kind that was chosen', async () => {
		const task = [...sandbox.aiccsState.tasks.values()][2];
		const node = (statuses: string[]): PollNode => ({
			taskIds: [task.taskId],
			staticData: {},
			parameters: { startFrom: 'beginning', statuses },
		});
		const completed = await pollOnce(sandbox, node(['1']));
		const failed = await pollOnce(sandbox, node(['2']));
		expect(completed).toHaveLength(task.dialler.completed.length);
		expect(failed).toHaveLength(task.dialler.failed.length);
		expect(completed.length).toBeGreaterThan(10);
		expect(completed[0]).toMatchObject({ completion: { code: 1, label: 'Completed' } });
	});

	it('loses nothing when a poll fails, and a task that is gone does not hold up the others', async () => {
		const taskId = await runningTask('one', 10);
		const node: PollNode = { taskIds: ['119181071278999999', taskId], staticData: {} };
		expect(await pollOnce(sandbox, node)).toEqual([]);
		sandbox.clock.advance(7200);
		const before = node.staticData;
		sandbox.faults.add({ match: { action: 'QueryAiCallDetailPage' }, kind: 'forbidden', times: 20 });
		await expect(pollOnce(sandbox, node)).rejects.toThrow();
		sandbox.faults.clear();
		expect(node.staticData).toEqual(before);
		expect(await pollOnce(sandbox, node)).toHaveLength(10);
	});

	it('shows a real result in the editor, and keeps its place', async () => {
		const task = [...sandbox.aiccsState.tasks.values()][2];
		const node: PollNode = { taskIds: [task.taskId], staticData: {}, mode: 'manual' };
		const [item, ...more] = await pollOnce(sandbox, node);
		expect(more).toEqual([]);
		expect(endedIn(task.taskId)).toContain(item.detailId);
		expect(item.transcript).toEqual(expect.any(String));
		expect(node.staticData).toEqual({});
	});

	it('says what to do when there is nothing to show, or no task', async () => {
		const empty: PollNode = { taskIds: [addTask(sandbox, 'empty')], staticData: {}, mode: 'manual' };
		await expect(pollOnce(sandbox, empty)).rejects.toThrow('have no results yet');
		await expect(pollOnce(sandbox, { taskIds: [' '], staticData: {} })).rejects.toThrow(
			'Choose at least one call task',
		);
	});
});
