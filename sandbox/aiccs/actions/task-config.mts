import { z } from 'zod';
import type { VendorDecision } from '../../types.mts';
import type { ParameterReader } from '../parameters.mts';
import type { CallWindow, TaskConfig } from '../state.mts';
import { invalid, missing } from './action.mts';

const DEFAULT_CONCURRENCY = 10;
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
const windowSchema = z
	.strictObject({ startTime: clockTime, endTime: clockTime })
	.refine((window) => window.startTime < window.endTime);

/** CallTime: an array of strings that each hold `{"startTime":"09:00:00","endTime":"10:00:00"}`. */
function windowsFrom(texts: string[]): CallWindow[] | undefined {
	const windows: CallWindow[] = [];
	for (const text of texts) {
		let value: unknown;
		try {
			value = JSON.parse(text);
		} catch {
			return undefined;
		}
		const checked = windowSchema.safeParse(value);
		if (!checked.success) return undefined;
		windows.push(checked.data);
	}
	return windows;
}

function limitProblem(
	parameters: ParameterReader,
	name: string,
	min: number,
	max: number,
): VendorDecision | undefined {
	const value = parameters.number(name);
	if (value === undefined || (value >= min && value <= max)) return undefined;
	return invalid(name, `must be from ${min} to ${max}`);
}

/** What CreateAiCallTask and UpdateAiCallTask share; the two differ in the longest retry interval (minutes). */
export function taskConfigFrom(
	parameters: ParameterReader,
	maxRetryInterval: number,
): { config: TaskConfig } | { refusal: VendorDecision } {
	const callTimes = windowsFrom(parameters.list('CallTime') ?? []);
	if (callTimes === undefined) {
		return {
			refusal: invalid('CallTime', 'items must be {"startTime":"HH:mm:ss","endTime":"HH:mm:ss"} as strings'),
		};
	}
	const startType = parameters.required('StartType') === 'SCHEDULE' ? 'SCHEDULE' : 'IMMEDIATE';
	const taskStartTime = parameters.number('TaskStartTime');
	if (startType === 'SCHEDULE' && taskStartTime === undefined) return { refusal: missing('TaskStartTime') };
	const refusal =
		limitProblem(parameters, 'TaskCps', 1, 500) ??
		limitProblem(parameters, 'CallRetryTimes', 0, 3) ??
		limitProblem(parameters, 'CallRetryInterval', 0, maxRetryInterval);
	if (refusal) return { refusal };
	return {
		config: {
			taskName: parameters.required('TaskName'),
			virtualNumber: parameters.text('VirtualNumber'),
			startType,
			taskStartTime: startType === 'SCHEDULE' ? taskStartTime : undefined,
			callDays: parameters.list('CallDay') ?? [],
			callTimes,
			concurrency: parameters.number('TaskCps') ?? DEFAULT_CONCURRENCY,
			retryEnabled: parameters.flag('MissCallRetry') ?? false,
			retryReasons: parameters.list('CallRetryReason') ?? [],
			retryTimes: parameters.number('CallRetryTimes') ?? 0,
			retryIntervalMinutes: parameters.number('CallRetryInterval') ?? 0,
			phoneType: parameters.integer('PhoneType'),
			lineEncoding: parameters.text('LineEncoding'),
			linePhoneNum: parameters.text('LinePhoneNum'),
			source: parameters.integer('Source'),
		},
	};
}
