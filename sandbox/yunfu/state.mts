import { uuidFrom } from '../hash.mts';
import type { VendorContext } from '../types.mts';
import { chinaDateTime } from '../china-time.mts';
import { Task, type Call, type CallRecord, type Generation } from './task.mts';
import { Refusal, type Values } from './validate.mts';
import { createWorld, CREDENTIALS, type World } from './world.mts';

export interface Customer {
	id: string;
	owner: string;
	name: string | null;
	phone: string;
	company: string | null;
	email: string | null;
	sex: number;
	sourceId: string | null;
	industryId: string | null;
	gradeId: string | null;
	extra: string | null;
	components: Array<{ id: string; value: string }>;
	/** whether a person has followed up, which happens in the console */
	followed: boolean;
	createdAt: number;
}

/** What happened to numbers in one go; the vendor reports it by callback and answers lookups by `uniqueId`. */
export interface Batch {
	uniqueId: string;
	/** key of the download link */
	key: string;
	owner: string;
	taskId: string | null;
	type: 'import_number' | 'del_number' | 'api_customer_to_task' | 'import_customer';
	numbers: string[];
}

export interface BlacklistEntry {
	url: string;
	blackoutTime: number;
	releaseTime: number;
}

/** Everything the stand-in remembers; tests read and seed it. */
export class YunfuState {
	world: World;
	readonly tasks = new Map<string, Task>();
	/** by owner and phone */
	readonly customers = new Map<string, Customer>();
	readonly batches = new Map<string, Batch>();
	readonly batchesByKey = new Map<string, Batch>();
	readonly blacklist: BlacklistEntry[] = [];
	/**
	 * Whether adding and resetting numbers of a new-version task (task_type 7) while it dials is refused with 6007
	 * too. The older documents say so of every 2.0 task, the current ones only of deleting.
	 */
	refuseImportsWhileDialling = false;
	private issued = 0;
	/** ids of tasks that were there at the start; their calls are not in the ledger */
	private readonly seeded = new Set<string>();

	constructor(readonly context: VendorContext) {
		this.world = createWorld(this.now);
		this.seed();
	}

	get now(): number {
		return this.context.clock.now();
	}

	reset(): void {
		this.tasks.clear();
		this.customers.clear();
		this.batches.clear();
		this.batchesByKey.clear();
		this.blacklist.length = 0;
		this.seeded.clear();
		this.issued = 0;
		this.refuseImportsWhileDialling = false;
		this.world = createWorld(this.now);
		this.seed();
	}

	/** A repeatable uuid that was not given before. */
	newId(kind: string): string {
		this.issued += 1;
		return uuidFrom(`${this.context.seed}|${kind}|${this.issued}`);
	}

	addTask(owner: string, generation: Generation, settings: Values, createdAt = this.now): Task {
		const task = new Task(this.newId('task'), owner, generation, settings, createdAt, {
			seed: this.context.seed,
			respectCallWindows: () => this.context.settings.respectCallWindows,
			world: () => this.world,
			onCall: (of, call) => this.noteCall(of, call),
		});
		this.tasks.set(task.id, task);
		return task;
	}

	/** The task, brought up to date. @throws Refusal 404 */
	task(id: string, generation?: Generation): Task {
		const task = this.tasks.get(id);
		if (task === undefined || (generation !== undefined && task.generation !== generation)) {
			throw new Refusal('任务不存在', 404);
		}
		task.advance(this.now);
		return task;
	}

	/** A call by record id or callid, whatever its task. */
	findRecord(id: string): { task: Task; record: CallRecord } | undefined {
		for (const task of this.tasks.values()) {
			task.advance(this.now);
			const record = task.record(id);
			if (record !== undefined) return { task, record };
		}
		return undefined;
	}

	/** Adds one waiting number; the caller has checked for duplicates. */
	addNumber(task: Task, values: Values, phone = String(values['phone']), addedAt = this.now): void {
		task.addNumber({
			id: this.newId('number'),
			phone,
			name: textOrNull(values['name']),
			company: textOrNull(values['company']),
			email: textOrNull(values['email']),
			sort: typeof values['sort'] === 'number' ? values['sort'] : 0,
			extra: textOrNull(values['extra']),
			selector: textOrNull(values['control_select_robot']),
			components: (values['components'] ?? []) as Array<{ id: string; value: string }>,
			addedAt,
			status: 0,
			hungUpAt: null,
			attempts: 0,
		});
	}

	addCustomer(owner: string, values: Values): Customer {
		const customer: Customer = {
			id: this.newId('customer'),
			owner,
			name: textOrNull(values['name']),
			phone: String(values['phone']),
			company: textOrNull(values['company']),
			email: textOrNull(values['email']),
			sex: typeof values['sex'] === 'number' ? values['sex'] : 0,
			sourceId: textOrNull(values['source_id']),
			industryId: textOrNull(values['industry_id']),
			gradeId: textOrNull(values['grade_id']),
			extra: textOrNull(values['extra']),
			components: (values['components'] ?? []) as Array<{ id: string; value: string }>,
			followed: false,
			createdAt: this.now,
		};
		this.customers.set(`${owner}/${customer.phone}`, customer);
		return customer;
	}

	customer(owner: string, phone: string): Customer | undefined {
		return this.customers.get(`${owner}/${phone}`);
	}

	/** Whether any task has called this number. */
	wasCalled(phone: string): boolean {
		return [...this.tasks.values()].some((task) => (task.numbers.get(phone)?.attempts ?? 0) > 0);
	}

	addBatch(batch: Omit<Batch, 'uniqueId' | 'key'>): Batch {
		const added: Batch = { ...batch, uniqueId: this.newId('batch'), key: this.newId('key') };
		this.batches.set(added.uniqueId, added);
		this.batchesByKey.set(added.key, added);
		return added;
	}

	/** The account a request acts on: the sub-account when it names one. @throws Refusal 404 */
	owner(values: Values): string {
		const user = String(values['user_id'] ?? values['id']);
		if (user !== CREDENTIALS.userId && !this.isSubAccount(user)) throw new Refusal('用户不存在', 404);
		const sub = values['sub_user_id'];
		if (sub === undefined) return user;
		if (!this.isSubAccount(String(sub))) throw new Refusal('子账户不存在', 404);
		return String(sub);
	}

	private isSubAccount(id: string): boolean {
		return this.world.subAccounts.some((account) => account.id === id);
	}

	private noteCall(task: Task, call: Call): void {
		if (this.seeded.has(task.id)) return;
		this.context.ledger.add({
			vendor: 'yunfu',
			kind: 'call',
			action: 'dial',
			key: `${task.id}/${call.number.phone}`,
			at: call.startedAt,
			taskId: task.id,
			number: call.number.phone,
		});
	}

	/** Tasks enough for a second page, one of them with finished calls, and two of the previous generation. */
	private seed(): void {
		const day = 24 * 3600 * 1000;
		const start = this.now - 30 * day;
		const extras = {
			start_time: chinaDateTime(start),
			stop_time: chinaDateTime(this.now + 365 * day),
			holiday: [],
			line: ['29c39ec4-b292-4af9-a88b-922d61866aag'],
			pop_mode: 1,
			redial_enabled: false,
		};
		const settings = {
			destination_extension: '123',
			dial_time_id: '1',
			maximumcall: 5,
			task_type: 7,
			task_extras: extras,
		};
		for (let i = 1; i <= 18; i++) {
			const owner = i > 16 ? CREDENTIALS.subUserId : CREDENTIALS.userId;
			const task = this.addTask(owner, 'new', { ...settings, name: `示例任务${i}` }, start + i * 60_000);
			this.seeded.add(task.id);
			if (i === 1) this.seedCalls(task, start);
			if (i % 3 === 0) task.pause(start + i * 60_000);
		}
		const legacy = {
			destination_extension: '1',
			dial_time_id: '1',
			maximumcall: 1,
			caller_line_id: extras.line[0],
		};
		for (let i = 1; i <= 3; i++) {
			const owner = i > 2 ? CREDENTIALS.subUserId : CREDENTIALS.userId;
			const task = this.addTask(owner, 'legacy', { ...legacy, name: `1.0任务${i}` }, start);
			this.seeded.add(task.id);
			if (i === 1) task.pause(start);
		}
		this.blacklist.push(
			{ url: 'https://example.com/callback', blackoutTime: start, releaseTime: start + 2 * 3600 * 1000 },
			{
				url: 'https://example.com/hook',
				blackoutTime: this.now - 3600 * 1000,
				releaseTime: this.now + 3600 * 1000,
			},
		);
	}

	private seedCalls(task: Task, start: number): void {
		for (let i = 0; i < 40; i++) {
			const phone = `1390000${String(1000 + i)}`;
			this.addNumber(task, { phone, name: `联系人${i + 1}` }, phone, start);
		}
	}
}

function textOrNull(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}
