import { ok } from '../response.mts';
import { withTask, type Action } from './action.mts';

/** QueryAiCallTaskDetail: the basic information of one task. */
export const queryTaskDetail: Action = (parameters, context) =>
	withTask(parameters, context, (task) => ({
		accept: () =>
			ok(context.action, {
				TaskId: task.taskId,
				TaskName: task.taskName,
				AgentId: task.agent?.AgentId,
				AgentName: task.agent?.AgentName,
				ApplicationCode: task.applicationCode,
				ApplicationName: task.applicationName,
				CallerNumber: task.virtualNumber,
				StartType: task.startType,
				StartTime: task.taskStartTime,
				RealStartTime: task.realStartTime,
				CallDays: task.callDays,
				CallTimes: task.callTimes.map((window) => ({ StartTime: window.startTime, EndTime: window.endTime })),
				RetryEnable: task.retryEnabled,
				RetryReasons: task.retryReasons,
				RetryCount: task.retryTimes,
				RetryInterval: task.retryIntervalMinutes,
				ConcurrentCount: task.concurrency,
				PhoneType: task.phoneType,
				LineEncoding: task.lineEncoding,
				LinePhoneNum: task.linePhoneNum,
			}),
	}));
