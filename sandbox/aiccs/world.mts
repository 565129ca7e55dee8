import { seededAgents } from './agents.mts';
import { DAY_MS } from '../china-time.mts';
import { AiccsState, type NewNumber } from './state.mts';

const CALL_DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const TASKS = 12;

function numbersOf(task: number, variables: (index: number) => Record<string, string>): NewNumber[] {
	return Array.from({ length: (task % 4) * 8 }, (_, index) => ({
		number: `1380${String(task).padStart(3, '0')}${String(index).padStart(4, '0')}`,
		outId: `seed-${task}-${index}`,
		variables: variables(index),
	}));
}

/** Agents of every status and a dozen stopped tasks of the last days, some of them dialled. */
export function seedWorld(state: AiccsState, now: number): void {
	state.agents.push(...seededAgents());
	for (let index = 1; index <= TASKS; index++) {
		const createdAt = now - (TASKS + 1 - index) * DAY_MS;
		const engine = index % 4 === 0;
		const task = state.addTask(
			{
				taskName: `示例任务${String(index).padStart(2, '0')}`,
				agent: engine ? undefined : state.agents[index % 3],
				applicationCode: engine ? 'F32000001' : undefined,
				applicationName: engine ? '大模型应用外呼' : undefined,
				virtualNumber: '057100000000',
				startType: 'SCHEDULE',
				taskStartTime: createdAt + 3_600_000,
				callDays: CALL_DAYS,
				callTimes: [{ startTime: '09:00:00', endTime: '20:00:00' }],
				concurrency: 5,
				retryEnabled: false,
				retryReasons: [],
				retryTimes: 0,
				retryIntervalMinutes: 0,
			},
			createdAt,
		);
		const numbers = numbersOf(index, (row) => ({ customerName: `客户${row + 1}`, carSeries: 'SUV' }));
		if (numbers.length > 0) state.addDetails(task, numbers, createdAt + 60_000);
		state.start(task, createdAt + 3_600_000);
		state.stop(task, createdAt + 7_200_000);
	}
}
