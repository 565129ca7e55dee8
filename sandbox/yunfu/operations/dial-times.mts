import { listAnswer, ok } from '../answers.mts';
import { parseTime } from '../../china-time.mts';
import { Refusal, type Values } from '../validate.mts';
import type { DialTime } from '../world.mts';
import { messageOf, noteChange, type Operation } from './operation.mts';
import { dialTimeRow } from './task-views.mts';

function checkContent(content: DialTime['content'] | undefined): void {
	content?.forEach(({ times }, day) => {
		times.forEach(({ begin_time, end_time }, index) => {
			const ordered = (parseTime(begin_time, false) ?? 0) < (parseTime(end_time, false) ?? 0);
			if (!ordered)
				throw new Refusal(`The content.${day}.times.${index}.end_time field must be later than begin_time.`);
		});
	});
}

/** The values that are sent replace those of `group`. */
function apply(group: DialTime, values: Values): void {
	group.name = String(values['name']);
	if (values['content'] !== undefined) group.content = values['content'] as DialTime['content'];
	if (values['is_default'] !== undefined) group.isDefault = values['is_default'] === true;
	if (values['skip_holiday'] !== undefined) group.skipHoliday = values['skip_holiday'] === true;
}

const list: Operation = (call) => {
	const { state, values } = call;
	const owner = state.owner(values);
	return () =>
		listAnswer(messageOf(call), state.world.dialTimes, values, (group) => dialTimeRow(group, owner));
};

const create: Operation = (call) => {
	const { state, values } = call;
	const owner = state.owner(values);
	checkContent(values['content'] as DialTime['content']);
	return () => {
		const last = state.world.dialTimes.reduce((highest, { id }) => Math.max(highest, Number(id)), 0);
		const group: DialTime = {
			id: String(last + 1),
			name: '',
			content: [],
			isDefault: false,
			skipHoliday: false,
			createdAt: state.now,
			updatedAt: state.now,
		};
		apply(group, values);
		state.world.dialTimes.push(group);
		noteChange(call, undefined, `${owner}/${group.name}`);
		return ok(messageOf(call), dialTimeRow(group, owner));
	};
};

const update: Operation = (call) => {
	const { state, values } = call;
	const owner = state.owner(values);
	const group = state.world.dialTimes.find(({ id }) => id === String(values['group_id']));
	if (group === undefined) throw new Refusal('呼叫时间组不存在', 404);
	checkContent(values['content'] as DialTime['content'] | undefined);
	return () => {
		apply(group, values);
		group.updatedAt = state.now;
		noteChange(call, undefined, group.id);
		return ok(messageOf(call), dialTimeRow(group, owner));
	};
};

export const dialTimeOperations: Record<string, Operation> = {
	'dialTime.list': list,
	'dialTime.create': create,
	'dialTime.update': update,
};
