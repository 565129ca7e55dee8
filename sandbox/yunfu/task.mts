import { uuidFrom } from '../hash.mts';
import { afterSpans, nextOpening, parseTime, type Span } from '../china-time.mts';
import { timeOf } from './filters.mts';
import { Dialler, type Call as DialledCall, type DialRules } from '../dialler.mts';
import { outcomeOf, type Outcome } from './outcomes.mts';
import type { Values } from './validate.mts';
import type { World } from './world.mts';

export type Generation = 'new' | 'legacy';

export interface NumberEntry {
	id: string;
	/** as stored, with a suffix when number_add_suffix is on */
	phone: string;
	name: string | null;
	company: string | null;
	email: string | null;
	sort: number;
	extra: string | null;
	selector: string | null;
	components: Array<{ id: string; value: string }>;
	addedAt: number;
	status: number;
	hungUpAt: number | null;
	attempts: number;
}

export type Call = DialledCall<NumberEntry, Outcome>;

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

const MOST_CALLS = 1000;
const ORDERS = ['random', 'first', 'last'] as const;

/** A task with its numbers and calls; times are simulated epoch ms. */
export class Task extends Dialler<NumberEntry, Outcome> {
	readonly numbers = new Map<string, NumberEntry>();
	readonly records: CallRecord[] = [];
	private readonly recordsById = new Map<string, CallRecord>();
	private readonly views = new Map<string, { revision: number; rows: unknown[] }>();
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
		super(true, createdAt, `order|${hooks.seed}|${id}`);
		this.updatedAt = createdAt;
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

	/** ids of the lines, whichever form they were sent in */
	get lines(): string[] {
		if (this.generation === 'legacy') return [String(this.settings['caller_line_id'])];
		return lineIds(this.extras['line']);
	}

	override pause(now: number): void {
		super.pause(now);
		this.updatedAt = now;
	}

	/** Starts a paused task again, as a person does in the console; no documented endpoint does. */
	override resume(now: number): void {
		super.resume(now);
		this.updatedAt = now;
	}

	update(settings: Values, now: number): void {
		this.advance(now);
		this.settings = settings;
		this.updatedAt = now;
	}

	addNumber(entry: NumberEntry): void {
		this.numbers.set(entry.phone, entry);
		this.enqueue(entry, entry.addedAt);
		this.revision += 1;
	}

	/** Gives those of the numbers that it had. */
	removeNumbers(phones: string[]): string[] {
		const known = phones.filter((phone) => this.numbers.has(phone));
		this.remove(new Set(known.map((phone) => this.numbers.get(phone) as NumberEntry)));
		for (const phone of known) this.numbers.delete(phone);
		this.revision += 1;
		return [...new Set(known)];
	}

	/** Puts a number back to waiting, to be called again. */
	resetNumber(entry: NumberEntry, now: number): void {
		if (entry.status !== 0) {
			entry.addedAt = now;
			this.enqueue(entry, now);
		}
		entry.status = 0;
		entry.hungUpAt = null;
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

	protected override rules(): DialRules {
		const { extras, settings } = this;
		const dials = settings['is_call_in'] !== 1 && this.lines.length > 0;
		const order = extras['pop_mode'];
		const startsAt = timeOf(extras['start_time'], Number.NEGATIVE_INFINITY);
		const stopsAt = timeOf(extras['stop_time'], Number.POSITIVE_INFINITY);
		return {
			concurrency: dials ? Math.min(Number(settings['maximumcall'] ?? 0), MOST_CALLS) : 0,
			order: ORDERS[typeof order === 'number' ? order : 1],
			nextOpening: (time) => {
				const opens = this.allowedFrom(Math.max(time, startsAt));
				return opens < stopsAt ? opens : Number.POSITIVE_INFINITY;
			},
		};
	}

	protected override outcomeOf({ phone }: NumberEntry): Outcome {
		return outcomeOf(this.hooks.seed, phone);
	}

	protected override onPlaced(call: Call): void {
		this.hooks.onCall(this, call);
	}

	protected override onEnded(call: Call): undefined {
		const { number, outcome, endedAt, attempt } = call;
		number.status = outcome.status;
		number.hungUpAt = endedAt;
		const name = `${this.id}|${number.id}|${attempt}`;
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

	private allowedFrom(time: number): number {
		if (!this.hooks.respectCallWindows()) return time;
		const holidays = spansOf(this.extras['holiday']);
		const id = this.settings['dial_time_id'];
		const group = this.hooks.world().dialTimes.find((candidate) => candidate.id === id);
		if (group === undefined) return afterSpans(time, holidays);
		// week day 0 is taken as Sunday, which the documents suggest but do not say
		const openings = group.content.flatMap(({ week, times }) =>
			times.map(({ begin_time, end_time }) => ({
				weekday: week,
				from: parseTime(begin_time, false) ?? 0,
				until: parseTime(end_time, false) ?? 0,
			})),
		);
		return nextOpening(time, openings, holidays);
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
