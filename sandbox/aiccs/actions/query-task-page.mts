import { ok, type ResponseValue } from '../response.mts';
import type { CallTask, TaskStatus } from '../state.mts';
import type { Action } from './action.mts';
import { pageOf } from './paging.mts';

const STATUS_NUMBERS: Record<TaskStatus, number> = { INIT: 0, RUNNING: 1, STOPPED: 2, FAILED: 3 };

function percent(part: number, whole: number): string {
	return whole === 0 ? '0%' : `${Math.round((part / whole) * 10_000) / 100}%`;
}

function row(task: CallTask, now: number): ResponseValue {
	const { dialler } = task;
	const today = dialler.day(now);
	const total = dialler.details.length;
	return {
		TaskId: task.taskId,
		TaskName: task.taskName,
		AgentId: task.agent?.AgentId,
		AgentName: task.agent?.AgentName,
		ApplicationCode: task.applicationCode,
		ApplicationName: task.applicationName,
		Status: STATUS_NUMBERS[task.status],
		StartFailedReason: task.startFailedReason,
		CreateTime: task.createdAt,
		StartTime: task.taskStartTime,
		RealStartTime: task.realStartTime,
		TotalCount: total,
		SucceedCount: dialler.completed.length,
		FailedCount: dialler.failed.length,
		CallingCount: dialler.callingCount,
		TotalCallCount: dialler.calls.placed,
		DayCallCount: today.placed,
		DayImportCount: today.imported,
		ConcurrentCount: task.concurrency,
		CompleteRate: percent(dialler.completed.length + dialler.failed.length, total),
		DayConnectRate: percent(today.answered, today.placed),
		HistoryConnectRate: percent(dialler.calls.answered, dialler.calls.ended),
	};
}

/** QueryAiCallTaskPage: newest first; names match in part. */
export const queryTaskPage: Action = (parameters, context) => {
	const paged = pageOf(parameters);
	if ('refusal' in paged) return paged.refusal;
	const { page } = paged;
	const wanted = {
		status: parameters.text('Status'),
		taskName: parameters.text('TaskName'),
		agentName: parameters.text('AgentName'),
		taskId: parameters.text('TaskId'),
		applicationCode: parameters.text('ApplicationCode'),
		source: parameters.integer('Source'),
	};
	return {
		accept: () => {
			const { state, now, action } = context;
			const found = [...state.tasks.values()]
				.reverse()
				.filter(
					(task) =>
						(wanted.status === undefined || task.status === wanted.status) &&
						(wanted.taskName === undefined || task.taskName.includes(wanted.taskName)) &&
						(wanted.agentName === undefined || (task.agent?.AgentName.includes(wanted.agentName) ?? false)) &&
						(wanted.taskId === undefined || task.taskId === wanted.taskId) &&
						(wanted.applicationCode === undefined || task.applicationCode === wanted.applicationCode) &&
						(wanted.source === undefined || task.source === wanted.source),
				);
			return ok(action, {
				PageNo: page.pageNo,
				PageSize: page.pageSize,
				Total: found.length,
				List: found.slice(page.offset, page.offset + page.pageSize).map((task) => row(task, now)),
			});
		},
	};
};
