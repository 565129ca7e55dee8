import { uuidFrom } from '../hash.mts';
import { afterSpans, nextOpening, parseTime, type Span } from '../china-time.mts';
import { timeOf } from './filters.mts';
import { Dialler, type Call, type DialPlan, type NumberEntry } from './dialler.mts';
import type { Values } from './validate.mts';
import type { World } from './world.mts';

export type Generation = 'new' | 'legacy';

/** A finished call. `id` and `callId` both find it. */
export interface CallRecord {
	id: string;
	callId: string;
	call: Call;
	scriptId: string;
}

export interface TaskHooks {
	seed: number;
	respectCallWindows(): boolean;
	world(): World;
	onCall(task: Task, call: Call): void;
}

/** A task with its numbers and calls; times are simulated epoch ms. */
export class Task {
	readonly numbers = new Map<string, NumberEntry>();
	readonly records: CallRecord[] = [];
	private readonly recordsById = new Map<string, CallRecord>();
	private readonly views = new Map<string, { revision: number; rows: unknown[] }>();
	private readonly dialler: Dialler;
	private revision = 0;
	updatedAt: number;

	constructor(
		readonly id: string,
		readonly owner: string,
		readonly generation: Generation,
		/** the body of Create Task as accepted; ids are strings of digits */
		public settings: Values,
		readonly createdAt: number,
		private readonly hooks: TaskHooks,
	) {
		this.updatedAt = createdAt;
		this.dialler = new Dialler(this.plan(), createdAt);
	}

	get name(): string {
		return String(this.settings['name']);
	}

	get extras(): Values {
		return (this.settings['task_extras'] as Values | undefined) ?? {};
	}

	/** 6 previous 2.0, 7 new-version 2.0; 1, 2, 4, 5 for 1.0 tasks */
	get type(): number {
		const type = this.settings['task_type'];
		return typeof type === 'number' ? type : this.generation === 'new' ? 6 : 1;
	}

	get enabled(): boolean {
		return this.dialler.running;
	}

	/** ids of the lines, whichever form they were sent in */
	get lines(): string[] {
		if (this.generation === 'legacy') return [String(this.settings['caller_line_id'])];
		return lineIds(this.extras['line']);
	}

	advance(now: number): void {
		this.dialler.advance(now);
	}

	isDialling(now: number): boolean {
		return this.dialler.isDialling(now);
	}

	pause(now: number): void {
		this.dialler.pause(now);
		this.updatedAt = now;
	}

	/** Starts a paused task again, as a person does in the console; no documented endpoint does. */
	resume(now: number): void {
		this.dialler.resume(now);
		this.updatedAt = now;
	}

	update(settings: Values, now: number): void {
		this.dialler.advance(now);
		this.settings = settings;
		this.updatedAt = now;
		this.dialler.replan(this.plan());
	}

	addNumber(entry: NumberEntry): void {
		this.numbers.set(entry.phone, entry);
		this.dialler.add(entry);
		this.revision += 1;
	}

	removeNumber(phone: string): boolean {
		const entry = this.numbers.get(phone);
		if (entry === undefined) return false;
		entry.deleted = true;
		this.numbers.delete(phone);
		this.revision += 1;
		return true;
	}

	/** Puts a number back to waiting, to be called again. */
	resetNumber(entry: NumberEntry, now: number): void {
		const waiting = entry.status === 0;
		entry.status = 0;
		entry.hungUpAt = null;
		if (!waiting) {
			entry.addedAt = now;
			this.dialler.add(entry);
		}
		this.revision += 1;
	}

	record(id: string): CallRecord | undefined {
		return this.recordsById.get(id);
	}

	/** `compute`d rows, kept until a number or a call changes, so that paging costs one computation. */
	view<Row>(name: string, compute: () => Row[]): Row[] {
		const kept = this.views.get(name);
		if (kept?.revision === this.revision) return kept.rows as Row[];
		const rows = compute();
		this.views.set(name, { revision: this.revision, rows });
		return rows;
	}

	private plan(): DialPlan {
		const { extras, hooks } = this;
		const concurrency = Number(this.settings['maximumcall'] ?? 0);
		const dials = this.settings['is_call_in'] !== 1 && this.lines.length > 0;
		const order = extras['pop_mode'];
		return {
			seed: hooks.seed,
			name: this.id,
			concurrency: dials ? concurrency : 0,
			startAt: timeOf(extras['start_time'], Number.NEGATIVE_INFINITY),
			stopAt: timeOf(extras['stop_time'], Number.POSITIVE_INFINITY),
			order: typeof order === 'number' ? order : 1,
			allowedFrom: (time) => this.allowedFrom(time),
			onCall: (call) => hooks.onCall(this, call),
			onEnd: (call) => this.addRecord(call),
		};
	}

	private allowedFrom(time: number): number {
		if (!this.hooks.respectCallWindows()) return time;
		const holidays = spansOf(this.extras['holiday']);
		const id = this.settings['dial_time_id'];
		const group = this.hooks.world().dialTimes.find((candidate) => candidate.id === id);
		if (group === undefined) return afterSpans(time, holidays);
		const openings = group.content.flatMap(({ week, times }) =>
			times.map(({ begin_time, end_time }) => ({
				weekday: week,
				from: parseTime(begin_time, false) ?? 0,
				until: parseTime(end_time, false) ?? 0,
			})),
		);
		return nextOpening(time, openings, holidays);
	}

	private addRecord(call: Call): void {
		const name = `${this.id}|${call.number.id}|${call.attempt}`;
		const record: CallRecord = {
			id: uuidFrom(`record|${name}`),
			callId: uuidFrom(`call|${name}`),
			call,
			scriptId: scriptFor(this.settings, call),
		};
		this.records.push(record);
		this.recordsById.set(record.id, record);
		this.recordsById.set(record.callId, record);
		this.revision += 1;
	}
}

/** Line ids of `task_extras.line`: objects with an id, or the ids themselves. */
export function lineIds(line: unknown): string[] {
	if (!Array.isArray(line)) return [];
	return line.map((item: string | { id: string }) => (typeof item === 'string' ? item : item.id));
}

/** Rest periods of `task_extras.holiday`, named begin/end or start/end. */
export function spansOf(holiday: unknown): Span[] {
	if (!Array.isArray(holiday)) return [];
	return holiday.map((item: Record<string, string>) => ({
		from: timeOf(item['begin'] ?? item['start'], 0),
		until: timeOf(item['end'], 0),
	}));
}

interface VariableRule {
	mode: number;
	values: string[];
	destination_extension: string;
	sort: number;
}

/** The script a call uses, by is_group_switch. */
function scriptFor(settings: Values, call: Call): string {
	const fallback = String(settings['destination_extension']);
	const extras = (settings['task_extras'] as Values | undefined) ?? {};
	switch (settings['is_group_switch']) {
		case 1:
			return scriptByTime(extras, settings, call.startedAt) ?? fallback;
		case 2:
			return scriptByVariable(extras, call.number.selector ?? '') ?? fallback;
		case 3: {
			const config = extras['destination_extension_multi_config'] as
				{ list: Array<{ destination_extension: string; sort: number }> } | undefined;
			const list = [...(config?.list ?? [])].sort((a, b) => a.sort - b.sort);
			return list[call.index % Math.max(1, list.length)]?.destination_extension ?? fallback;
		}
		default:
			return fallback;
	}
}

function scriptByTime(extras: Values, settings: Values, time: number): string | undefined {
	const clock = new Date(time + 8 * 3600 * 1000).toISOString().slice(11, 16);
	const list = (extras['destination_extension_list'] ?? []) as Array<Record<string, string>>;
	const rules = (settings['group_switch_rule'] ?? []) as Array<Record<string, string>>;
	const rows = [
		...list.map((row) => [row['begin'], row['end'], row['destination_extension']]),
		...rules.map((row) => [row['switch_start'], row['switch_end'], row['group_id']]),
	];
	return rows.find(
		([begin = '', end = '']) => clock >= begin.padStart(5, '0') && clock < end.padStart(5, '0'),
	)?.[2];
}

function scriptByVariable(extras: Values, selector: string): string | undefined {
	const rules = [...((extras['destination_extension_with_variable_list'] ?? []) as VariableRule[])];
	const match = rules
		.sort((a, b) => a.sort - b.sort)
		.find(({ mode, values }) =>
			values.some((word) => (mode === 1 ? selector === word : selector.includes(word))),
		);
	return match?.destination_extension;
}
