import { IdSequence } from '../ids.mts';
import type { SandboxSettings } from '../types.mts';
import type { Agent } from './agents.mts';
import { chinaDate, nextOpening, parseTime, type Opening } from '../china-time.mts';
import { Dialler, type CallDetail } from './dialler.mts';
import { EngineCalls } from './engine-calls.mts';
import { FilterCache } from './filter-cache.mts';

const DAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

export interface CallWindow {
	/** HH:mm:ss */
	startTime: string;
	/** HH:mm:ss */
	endTime: string;
}

/** When a task may call: its windows on each of its days. */
export function openings(callDays: string[], windows: CallWindow[]): Opening[] {
	return callDays.flatMap((day) =>
		windows.map(({ startTime, endTime }) => ({
			weekday: DAYS.indexOf(day),
			from: parseTime(startTime, true) ?? 0,
			until: parseTime(endTime, true) ?? 0,
		})),
	);
}

export type TaskStatus = 'INIT' | 'RUNNING' | 'STOPPED' | 'FAILED';

/** What a caller sets when creating or updating a task. */
export interface TaskConfig {
	taskName: string;
	virtualNumber?: string;
	startType: 'IMMEDIATE' | 'SCHEDULE';
	/** epoch ms */
	taskStartTime?: number;
	callDays: string[];
	callTimes: CallWindow[];
	/** calls at the same time; the vendor documents no default, 10 here */
	concurrency: number;
	retryEnabled: boolean;
	retryReasons: string[];
	retryTimes: number;
	retryIntervalMinutes: number;
	phoneType?: bigint;
	lineEncoding?: string;
	linePhoneNum?: string;
	source?: bigint;
}

export interface CallTask extends TaskConfig {
	taskId: string;
	agent?: Agent;
	applicationCode?: string;
	applicationName?: string;
	status: TaskStatus;
	startFailedReason?: string;
	createdAt: number;
	realStartTime?: number;
	dialler: Dialler;
	byOutId: Map<string, CallDetail[]>;
	filters: { completed: FilterCache<CallDetail>; failed: FilterCache<CallDetail> };
	/** per day (China Standard Time) */
	imported: Map<string, number>;
	placed: Map<string, number>;
	answered: Map<string, number>;
}

export interface NewNumber {
	number: string;
	outId?: string;
	variables?: Record<string, string>;
}

export type CallEndedListener = (task: CallTask, detail: CallDetail) => void;

const AGENT_ONLINE = 1;

function count(counts: Map<string, number>, time: number, more = 1): void {
	const day = chinaDate(time);
	counts.set(day, (counts.get(day) ?? 0) + more);
}

/** Everything the AICCS stand-in remembers. */
export class AiccsState {
	readonly tasks = new Map<string, CallTask>();
	readonly agents: Agent[] = [];
	readonly engineCalls: EngineCalls;
	private readonly taskNames = new Map<string, string>();
	private readonly details = new Map<string, CallDetail>();
	private readonly listeners = new Set<CallEndedListener>();
	private readonly taskIds = new IdSequence('118719107127812345');
	private readonly batchIds = new IdSequence('118306112230045571');
	private readonly detailIds = new IdSequence('966210030045107721');

	constructor(
		private readonly seed: number,
		private readonly settings: SandboxSettings,
	) {
		this.engineCalls = new EngineCalls(seed);
	}

	/** Brings all tasks and calls to the simulated time `now`. */
	advance(now: number): void {
		for (const task of this.tasks.values()) {
			if (task.status === 'INIT' && task.taskStartTime !== undefined && task.taskStartTime <= now) {
				this.start(task, task.taskStartTime);
			}
			task.dialler.advance(now);
		}
		this.engineCalls.advance(now);
	}

	/** Creates a task; IMMEDIATE ones start at once. */
	addTask(
		config: TaskConfig & Pick<CallTask, 'agent' | 'applicationCode' | 'applicationName'>,
		now: number,
	): CallTask {
		const task: CallTask = {
			...config,
			taskId: this.taskIds.next(),
			status: 'INIT',
			createdAt: now,
			dialler: new Dialler(
				this.seed,
				() => ({
					concurrency: task.concurrency,
					retryReasons: new Set(task.retryReasons),
					retryTimes: task.retryEnabled ? task.retryTimes : 0,
					retryIntervalMs: task.retryIntervalMinutes * 60_000,
					nextOpening: (time) =>
						this.settings.respectCallWindows
							? nextOpening(time, openings(task.callDays, task.callTimes))
							: time,
				}),
				(detail) => {
					if (detail.outcome?.result === 'ANSWERED') count(task.answered, detail.callingAt as number);
					for (const listener of this.listeners) listener(task, detail);
				},
				(detail) => count(task.placed, detail.callingAt as number),
			),
			byOutId: new Map(),
			filters: { completed: new FilterCache(), failed: new FilterCache() },
			imported: new Map(),
			placed: new Map(),
			answered: new Map(),
		};
		this.tasks.set(task.taskId, task);
		this.taskNames.set(task.taskName, task.taskId);
		if (task.startType === 'IMMEDIATE') this.start(task, now);
		return task;
	}

	updateTask(task: CallTask, config: TaskConfig): void {
		this.taskNames.delete(task.taskName);
		Object.assign(task, config);
		this.taskNames.set(task.taskName, task.taskId);
	}

	/** Whether another task than `exceptTaskId` has this name. */
	nameTaken(name: string, exceptTaskId?: string): boolean {
		const owner = this.taskNames.get(name);
		return owner !== undefined && owner !== exceptTaskId;
	}

	/** Starts dialling, or marks the task as failed to start when its agent is not online. */
	start(task: CallTask, now: number): boolean {
		if (task.agent !== undefined && task.agent.Status !== AGENT_ONLINE) {
			task.status = 'FAILED';
			task.startFailedReason = '智能体不在线';
			return false;
		}
		task.status = 'RUNNING';
		task.startFailedReason = undefined;
		task.realStartTime = now;
		task.dialler.start(now);
		return true;
	}

	stop(task: CallTask, now: number): void {
		task.dialler.stop(now);
		task.status = 'STOPPED';
	}

	/** Adds callees as one batch; the vendor does not look for repeated numbers. */
	addDetails(task: CallTask, numbers: NewNumber[], now: number, encryptionType = 0): CallDetail[] {
		const batchId = this.batchIds.next();
		const added = numbers.map((row): CallDetail => ({
			detailId: this.detailIds.next(),
			taskId: task.taskId,
			batchId,
			number: row.number,
			encryptionType,
			...(row.outId !== undefined && { outId: row.outId }),
			variables: row.variables ?? {},
			importedAt: now,
			phase: 'queued',
			attempts: 0,
		}));
		for (const detail of added) {
			this.details.set(detail.detailId, detail);
			if (detail.outId !== undefined) {
				const known = task.byOutId.get(detail.outId);
				if (known) known.push(detail);
				else task.byOutId.set(detail.outId, [detail]);
			}
		}
		count(task.imported, now, added.length);
		task.dialler.import(added, now);
		return added;
	}

	/** The detail with this id if it belongs to the task. */
	detail(taskId: string, detailId: string): CallDetail | undefined {
		const detail = this.details.get(detailId);
		return detail?.taskId === taskId ? detail : undefined;
	}

	/** The detail whose calls have this id: `<DetailId>^<10000000000 + attempt>`. */
	detailOfCall(callId: string): CallDetail | undefined {
		return this.details.get(callId.split('^')[0]);
	}

	agent(agentId: string): Agent | undefined {
		return this.agents.find((agent) => agent.AgentId === agentId);
	}

	/** Tells about every call of a task that ends; returns the function that stops it. */
	onCallEnded(listener: CallEndedListener): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}
}

/** Id of a detail's latest call. */
export function callIdOf(detail: CallDetail): string | undefined {
	return detail.attempts === 0 ? undefined : `${detail.detailId}^${10_000_000_000 + detail.attempts}`;
}
