import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';

import { isObject } from '../../shared';
import { listRows } from '../lists';
import { simplifyDetail } from '../resources/callDetail/simplify';
import { labelled } from '../shape';
import { ask } from '../service';
import { COMPLETION } from '../values';
import {
	detailRequest,
	newResults,
	type FinalRow,
	type PollSettings,
	type Send,
	type TaskState,
} from './taskResults';

/** Polls of this process that are under way: n8n starts the next one in time even when the last has not ended. */
const running = new Set<string>();

function taskIds(context: IPollFunctions): string[] {
	const tasks = context.getNodeParameter('tasks.task', []) as IDataObject[];
	const ids = tasks.map(({ taskId }) => String((isObject(taskId) ? taskId.value : taskId) ?? '').trim());
	const chosen = [...new Set(ids.filter((id) => id !== ''))];
	if (chosen.length > 0) return chosen;
	throw new NodeOperationError(context.getNode(), 'Choose at least one call task under Call Tasks');
}

function settingsOf(context: IPollFunctions): Omit<PollSettings, 'taskId'> {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		statuses: context.getNodeParameter('statuses', []) as string[],
		lateHours: Number(options.lateHours ?? 24),
		transcriptMinutes: Number(options.transcriptMinutes ?? 10),
		fromBeginning: context.getNodeParameter('startFrom') === 'beginning',
		now: Date.now(),
	};
}

function itemsOf(context: IPollFunctions, results: FinalRow[]): INodeExecutionData[] {
	const simplify = context.getNodeParameter('simplify', true) !== false;
	return results.map(({ row, status }) => ({
		json: simplify ? { ...simplifyDetail(row), completion: labelled(Number(status), COMPLETION) } : row,
	}));
}

/** The latest result of the tasks, to build a workflow with. */
async function sample(context: IPollFunctions, send: Send): Promise<INodeExecutionData[][]> {
	const { statuses } = settingsOf(context);
	const ids = taskIds(context);
	for (const status of [...statuses].sort()) {
		const results: FinalRow[] = [];
		for (const taskId of ids) {
			const request = detailRequest(taskId, status);
			const body = await send({ ...request, qs: { ...request.qs, PageNo: 1, PageSize: 50 } });
			results.push(...listRows(body).map((row) => ({ row, status })));
		}
		const called = ({ row }: FinalRow) => Number(row.CallingTime) || 0;
		// With a transcript if there is one: that is what most workflows are built on.
		const [best] = results.sort(
			(a, b) =>
				Number(Boolean(b.row.ConversationRecord)) - Number(Boolean(a.row.ConversationRecord)) ||
				called(b) - called(a),
		);
		if (best) return [itemsOf(context, [best])];
	}
	throw new NodeOperationError(context.getNode(), 'The chosen call tasks have no results yet', {
		description: 'Fetch again when the first call has ended, or choose a task that has been dialled.',
	});
}

/**
 * New results of all tasks. The state is written when all of them are read, so that a poll that fails hands over
 * nothing and the next one finds everything; a task that cannot be read does not hold up the others.
 */
async function poll(context: IPollFunctions, send: Send): Promise<INodeExecutionData[][] | null> {
	const settings = settingsOf(context);
	const staticData = context.getWorkflowStaticData('node');
	const before = (staticData.tasks ?? {}) as Record<string, TaskState>;
	const after: Record<string, TaskState> = {};
	const results: FinalRow[] = [];
	const ids = taskIds(context);
	const failures: unknown[] = [];
	for (const taskId of ids) {
		try {
			const found = await newResults(send, { ...settings, taskId }, before[taskId]);
			after[taskId] = found.state;
			results.push(...found.results);
		} catch (error) {
			failures.push(error);
			if (before[taskId]) after[taskId] = before[taskId];
			context.logger.warn(`Call task ${taskId} could not be read: ${(error as Error).message}`);
		}
	}
	if (failures.length === ids.length) throw failures[0];
	if (JSON.stringify(before) !== JSON.stringify(after)) staticData.tasks = after as unknown as IDataObject;
	return results.length > 0 ? [itemsOf(context, results)] : null;
}

/** One look at the tasks; in the editor, a real result instead of new ones. */
export async function pollTasks(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const send: Send = async (request) => await ask(context, request);
	if (context.getMode() === 'manual') return await sample(context, send);
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (running.has(key)) return null;
	running.add(key);
	try {
		return await poll(context, send);
	} finally {
		running.delete(key);
	}
}
