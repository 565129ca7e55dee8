import { textOf } from '../contract.mts';
import { listAnswer, ok } from '../answers.mts';
import { chinaDateTime } from '../../china-time.mts';
import { within } from '../filters.mts';
import type { NumberEntry, Task } from '../task.mts';
import { Refusal, type Values } from '../validate.mts';
import { checkComponents } from './customers.mts';
import { messageOf, mustBeStopped, noteChange, taskOf, type Call, type Operation } from './operation.mts';

/** Digits, with the suffix that number_add_suffix appends. */
const PHONE = /^\+?[\d-]{3,20}(_[a-z0-9]+)?$/;

interface Problem {
	index: number;
	phone: string;
	message: string;
}

function itemsOf(call: Call): Values[] {
	return call.values['data'] as Values[];
}

/** Numbers that cannot be added as they are. */
function problemsOf(call: Call, task: Task | undefined): Problem[] {
	const { values, state } = call;
	const seen = new Set<string>();
	const problems: Problem[] = [];
	itemsOf(call).forEach((item, index) => {
		const phone = String(item['phone']);
		const encrypted = values['encryption'] === true || item['encryption'] === true;
		let message: string | undefined;
		if (!encrypted && !PHONE.test(phone)) message = 'is not a phone number';
		else if (values['number_add_suffix'] !== true && (seen.has(phone) || task?.numbers.has(phone)))
			message = 'is a duplicate';
		else if (item['components'] !== undefined && values['ignore_crm'] === true)
			message = 'has components, which need ignore_crm false';
		else message = checkComponents(item['components'], state.world.fields);
		if (item['sub_user_id'] !== undefined) state.owner({ ...values, sub_user_id: item['sub_user_id'] });
		if (message !== undefined) problems.push({ index, phone, message });
		seen.add(phone);
	});
	return problems;
}

function taskForImport(call: Call): Task {
	const named = itemsOf(call).some((item) => item['sub_user_id'] !== undefined);
	const task = taskOf(call, undefined, named);
	mustBeStopped(call, task, false);
	return task;
}

function refuseFirst(problems: Problem[]): void {
	const first = problems[0];
	if (first !== undefined)
		throw new Refusal(`The data.${first.index}.phone field is invalid: ${first.phone} ${first.message}.`);
}

/** Puts the items into the task, and the CRM pool unless ignore_crm; returns the numbers as stored. */
function addAll(call: Call, task: Task, items: Values[], batchId?: string): string[] {
	const { state, values } = call;
	const stored: string[] = [];
	for (const item of items) {
		const phone = String(item['phone']);
		state.context.ledger.add({
			vendor: 'yunfu',
			kind: 'number',
			action: call.pattern,
			key: `${task.id}/${phone}`,
			at: state.now,
			taskId: task.id,
			number: phone,
			...(typeof item['extra'] === 'string' ? { outId: item['extra'] } : {}),
			...(batchId === undefined ? {} : { batchId }),
		});
		if (values['ignore_crm'] !== true && state.customer(task.owner, phone) === undefined) {
			state.addCustomer(task.owner, item);
		}
		const name =
			values['number_add_suffix'] === true ? `${phone}_${state.newId('suffix').slice(0, 6)}` : phone;
		if (task.numbers.has(name)) continue;
		state.addNumber(task, item, name);
		stored.push(name);
	}
	return stored;
}

const addSync: Operation = (call) => {
	const task = taskForImport(call);
	const skip = call.values['skip_error'] === true;
	if (!skip) refuseFirst(problemsOf(call, task));
	return () => {
		const problems = problemsOf(call, task);
		const wrong = new Set(problems.map(({ index }) => index));
		const items = itemsOf(call).filter((_, index) => !wrong.has(index));
		addAll(call, task, items);
		const failed = problems.map(({ phone, message }) => ({ phone, message }));
		return ok(messageOf(call), { success: items.length, fail: failed.length, fail_data: failed });
	};
};

/** A number that is in the task already is left out later, so only the request itself is checked for duplicates. */
const addAsync: Operation = (call) => {
	const task = taskForImport(call);
	refuseFirst(problemsOf(call, undefined));
	return () => {
		const batch = call.state.addBatch({
			owner: task.owner,
			taskId: task.id,
			type: 'import_number',
			numbers: [],
		});
		batch.numbers.push(...addAll(call, task, itemsOf(call), batch.uniqueId));
		return ok(messageOf(call), { unique_id: batch.uniqueId });
	};
};

export function numberRow(task: Task, entry: NumberEntry): unknown {
	return {
		id: entry.id,
		task_id: task.id,
		number: entry.phone,
		name: entry.name,
		company: entry.company,
		status: entry.status,
		status_str: textOf('numberStatus', entry.status),
		sort: entry.sort,
		extra: entry.extra,
		control_select_robot: entry.selector,
		created_at: chinaDateTime(entry.addedAt),
		hangupdate: entry.hungUpAt === null ? null : chinaDateTime(entry.hungUpAt),
	};
}

/** Numbers that match status and creation time; a day as end_at includes that day. */
function select(task: Task, values: Values): NumberEntry[] {
	const filters = [values['status'], values['start_at'], values['end_at']];
	return task.view(`numbers|${JSON.stringify(filters)}`, () => {
		const all = [...task.numbers.values()];
		if (filters.every((filter) => filter === undefined)) return all;
		const statuses = values['status'] as number[] | undefined;
		const added = within(values['start_at'], values['end_at']);
		return all.filter(
			(entry) => (statuses === undefined || statuses.includes(entry.status)) && added(entry.addedAt),
		);
	});
}

const list: Operation = (call) => {
	const task = taskOf(call);
	return () =>
		listAnswer(messageOf(call), select(task, call.values), call.values, (entry) => numberRow(task, entry));
};

const get: Operation = (call) => {
	const task = taskOf(call);
	const entry = task.numbers.get(String(call.values['phone']));
	if (entry === undefined) throw new Refusal('号码不存在', 404);
	return () => ok(messageOf(call), numberRow(task, entry));
};

const remove: Operation = (call) => {
	const task = taskOf(call);
	mustBeStopped(call, task, true);
	const phones = (call.values['customer_info_list'] as Array<{ phone: string }>).map(({ phone }) => phone);
	if (!phones.some((phone) => task.numbers.has(phone))) throw new Refusal('号码不存在', 404);
	return () => {
		const removed = task.removeNumbers(phones);
		call.state.addBatch({ owner: task.owner, taskId: task.id, type: 'del_number', numbers: removed });
		for (const phone of removed) noteChange(call, task.id, `${task.id}/${phone}`);
		return ok(messageOf(call), []);
	};
};

const reset: Operation = (call) => {
	const { values } = call;
	const task = taskOf(call);
	mustBeStopped(call, task, false);
	if ((values['start_at'] === undefined) !== (values['end_at'] === undefined)) {
		throw new Refusal('The start_at and end_at fields are required together.');
	}
	return () => {
		const phones = values['phones'] as string[] | undefined;
		const keyword = values['keyword'] as string | undefined;
		const chosen = select(task, values).filter(
			({ phone }) =>
				(phones === undefined || phones.includes(phone)) &&
				(keyword === undefined || phone.includes(keyword)),
		);
		for (const entry of chosen) {
			task.resetNumber(entry, call.state.now);
			noteChange(call, task.id, `${task.id}/${entry.phone}`);
		}
		return ok(messageOf(call));
	};
};

export const numberOperations: Record<string, Operation> = {
	'number.list': list,
	'number.addSync': addSync,
	'number.addAsync': addAsync,
	'number.get': get,
	'number.delete': remove,
	'number.reset': reset,
};
