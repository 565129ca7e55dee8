import { bareOrNull, listAnswer, ok } from '../answers.mts';
import { chinaDateTime, parseDate } from '../../china-time.mts';
import { within } from '../filters.mts';
import { outcomeOf } from '../outcomes.mts';
import type { Customer, YunfuState } from '../state.mts';
import { Refusal, type Values } from '../validate.mts';
import type { FieldDefinition } from '../world.mts';
import { messageOf, noteChange, taskOf, type Operation } from './operation.mts';

type Component = { id: string; value: string };

/** Says what is wrong with the values of custom fields, or undefined. */
export function checkComponents(components: unknown, fields: FieldDefinition[]): string | undefined {
	const given = (components ?? []) as Component[];
	for (const { id, value } of given) {
		const field = fields.find((candidate) => candidate.id === id);
		if (field === undefined) return `has the unknown component ${id}`;
		if (field.validate.includes('integer') && !/^-?\d+$/.test(value))
			return `has a component ${field.name} that is no integer`;
		if (field.validate.includes('date') && parseDate(value) === undefined)
			return `has a component ${field.name} that is no date`;
	}
	// only someone who fills in custom fields is asked for the required ones
	const missing = fields.find(
		(field) => field.validate.includes('required') && !given.some(({ id }) => id === field.id),
	);
	return components !== undefined && missing !== undefined
		? `lacks the component ${missing.name}`
		: undefined;
}

/** Custom field values with the names and types of their definitions. */
export function namedComponents(components: Component[], fields: FieldDefinition[]): unknown[] {
	return components.map(({ id, value }) => {
		const field = fields.find((candidate) => candidate.id === id);
		return { id, name: field?.name ?? '', type: field?.type ?? 'text', value };
	});
}

const importAll: Operation = (call) => {
	const { state, values } = call;
	const owner = state.owner(values);
	const items = values['data'] as Values[];
	items.forEach((item, index) => {
		const problem = checkComponents(item['components'], state.world.fields);
		if (problem !== undefined)
			throw new Refusal(
				`The data.${index}.components field is invalid: ${String(item['phone'])} ${problem}.`,
			);
	});
	return () => {
		for (const item of items) {
			const phone = String(item['phone']);
			state.context.ledger.add({
				vendor: 'yunfu',
				kind: 'customer',
				action: call.pattern,
				key: `${owner}/${phone}`,
				at: state.now,
				number: phone,
				...(typeof item['extra'] === 'string' ? { outId: item['extra'] } : {}),
			});
			if (state.customer(owner, phone) === undefined) {
				state.addCustomer(owner, item);
			}
		}
		const numbers = items.map((item) => String(item['phone']));
		const batch = state.addBatch({ owner, taskId: null, type: 'import_customer', numbers });
		return ok(messageOf(call), { unique_id: batch.uniqueId });
	};
};

function select(state: YunfuState, owner: string, values: Values): Customer[] {
	const text = (name: string): string | undefined => values[name] as string | undefined;
	const among = (name: string, value: number): boolean =>
		values[name] === undefined || (values[name] as number[]).includes(value);
	const created = within(...((values['created_at'] ?? []) as [string?, string?]));
	const components = (values['components'] ?? []) as Component[];
	return [...state.customers.values()].filter(
		(customer) =>
			customer.owner === owner &&
			customer.phone.includes(text('phone') ?? '') &&
			(customer.email ?? '').includes(text('email') ?? '') &&
			(customer.company ?? '').includes(text('company') ?? '') &&
			created(customer.createdAt) &&
			among('operator', outcomeOf(state.context.seed, customer.phone).operator) &&
			among('sex', customer.sex) &&
			(values['is_follow'] === undefined || values['is_follow'] === Number(customer.followed)) &&
			(values['ai_call'] === undefined || values['ai_call'] === Number(state.wasCalled(customer.phone))) &&
			components.every(({ id, value }) =>
				customer.components.some((own) => own.id === id && own.value === value),
			),
	);
}

const toTask: Operation = (call) => {
	const { state, values } = call;
	const task = taskOf(call, undefined, true);
	return () => {
		const chosen = select(state, task.owner, values).filter(({ phone }) => !task.numbers.has(phone));
		for (const customer of chosen) {
			state.context.ledger.add({
				vendor: 'yunfu',
				kind: 'number',
				action: call.pattern,
				key: `${task.id}/${customer.phone}`,
				at: state.now,
				taskId: task.id,
				number: customer.phone,
			});
			const { phone, name, company, email, extra, components } = customer;
			state.addNumber(task, { phone, name, company, email, extra, components });
		}
		const numbers = chosen.map(({ phone }) => phone);
		const batch = state.addBatch({
			owner: task.owner,
			taskId: task.id,
			type: 'api_customer_to_task',
			numbers,
		});
		noteChange(call, task.id, batch.uniqueId);
		return ok(messageOf(call), { unique_id: batch.uniqueId });
	};
};

const fields: Operation = (call) => {
	call.state.owner(call.values);
	return () =>
		ok(
			messageOf(call),
			call.state.world.fields.map(({ id, name, type, validate }, sort) => ({
				id,
				name,
				type,
				sort,
				validate,
			})),
		);
};

const list: Operation = (call) => {
	const { state, values } = call;
	const owner = state.owner(values);
	return () =>
		listAnswer(messageOf(call), select(state, owner, values), values, (customer) => ({
			id: customer.id,
			name: customer.name,
			phone: customer.phone,
			company: customer.company,
			email: customer.email,
			sex: customer.sex,
			source_id: bareOrNull(customer.sourceId),
			industry_id: bareOrNull(customer.industryId),
			grade_id: bareOrNull(customer.gradeId),
			extra: customer.extra,
			components: namedComponents(customer.components, state.world.fields),
			is_follow: Number(customer.followed),
			ai_call: Number(state.wasCalled(customer.phone)),
			created_at: chinaDateTime(customer.createdAt),
		}));
};

export const customerOperations: Record<string, Operation> = {
	'customer.import': importAll,
	'customer.toTask': toTask,
	'customer.fields': fields,
	'customer.list': list,
};
