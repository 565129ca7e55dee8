import { IdSequence } from '../ids.mts';
import type { SandboxSettings } from '../types.mts';
import type { Agent } from './agents.mts';
import { TaskDialler, type CallDetail } from './dialler.mts';
import { EngineCalls } from './engine-calls.mts';

export interface CallWindow {
	/** HH:mm:ss */
	startTime: string;
	/** HH:mm:ss */
	endTime: string;
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
	dialler: TaskDialler;
}

export interface NewNumber {
	number: string;
	outId?: string;
	variables?: Record<string, string>;
}

export type CallEndedListener = (task: CallTask, detail: CallDetail) => void;

const AGENT_ONLINE = 1;

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
		const settings = { ...config, taskId: this.taskIds.next(), status: 'INIT' as const, createdAt: now };
		const dialler = new TaskDialler(
			this.seed,
			settings,
			() => this.settings.respectCallWindows,
			(detail) => {
				for (const listener of this.listeners) listener(task, detail);
			},
		);
		// one object, so that the dialler sees what an update changes
		const task: CallTask = Object.assign(settings, { dialler });
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
		task.dialler.resume(now);
		return true;
	}

	stop(task: CallTask, now: number): void {
		task.dialler.pause(now);
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
		for (const detail of added) this.details.set(detail.detailId, detail);
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

	/** Tells about every call of a task that ends; returns the function that stops it. */
	onCallEnded(listener: CallEndedListener): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	agent(agentId: string): Agent | undefined {
		return this.agents.find((agent) => agent.AgentId === agentId);
	}
}

/** Id of a detail's latest call. */
export function callIdOf(detail: CallDetail): string | undefined {
	return detail.attempts === 0 ? undefined : `${detail.detailId}^${10_000_000_000 + detail.attempts}`;
}
