import { listAnswer, ok } from '../answers.mts';
import { checkReferences, scriptOf } from '../rules.mts';
import type { Task } from '../task.mts';
import { Refusal, type Values } from '../validate.mts';
import { messageOf, noteChange, taskOf, type Operation } from './operation.mts';
import { legacyTaskForm, legacyTaskRow, statusOf } from './task-views.mts';
import { matchesName, newestFirst, pause, settingsOf } from './tasks.mts';

const KNOWN_STATUSES = [1, 2, 3];

/** An array with an undocumented value gives the unfiltered list, as the page says. */
function matchesStatus(task: Task, values: Values, now: number): boolean {
	if (values['status'] === undefined) return true;
	const wanted = [values['status']].flat();
	if (Array.isArray(values['status']) && wanted.some((status) => !KNOWN_STATUSES.includes(Number(status))))
		return true;
	return wanted.includes(statusOf(task, now));
}

const list =
	(allAccounts: boolean): Operation =>
	(call) => {
		const { state, values } = call;
		const owner = state.owner(values);
		return () => {
			const tasks = newestFirst([...state.tasks.values()]).filter(
				(task) =>
					task.generation === 'legacy' &&
					(task.owner !== owner) === allAccounts &&
					matchesName(task, values) &&
					matchesStatus(task, values, state.now),
			);
			return listAnswer(messageOf(call), tasks, values, (task) => legacyTaskRow(task, state.now));
		};
	};

const get: Operation = (call) => {
	const task = taskOf(call, 'legacy');
	return () => ok(messageOf(call), legacyTaskForm(task, call.state));
};

const update: Operation = (call) => {
	const { state } = call;
	const task = taskOf(call, 'legacy');
	const settings = settingsOf(call.values);
	checkReferences(settings, state.world);
	scriptOf('destination_extension', String(settings['destination_extension']), false, state.world);
	const line = state.world.lines.find(({ id }) => id === settings['caller_line_id']);
	if (line === undefined) throw new Refusal('The caller_line_id field is invalid: no such line.');
	if (Number(settings['maximumcall']) > line.residue) {
		throw new Refusal(
			`The maximumcall field must not be greater than ${line.residue}, the residue of the line.`,
		);
	}
	if (settings['elasticity_type'] === true && settings['end_action'] !== undefined) {
		throw new Refusal('The end_action field cannot be combined with elasticity_type.');
	}
	return () => {
		task.update({ ...task.settings, ...settings }, state.now);
		noteChange(call, task.id, task.id);
		return ok(messageOf(call), []);
	};
};

const remove: Operation = (call) => {
	const task = taskOf(call, 'legacy');
	return () => {
		call.state.tasks.delete(task.id);
		noteChange(call, task.id, task.id);
		return ok(messageOf(call), []);
	};
};

export const legacyTaskOperations: Record<string, Operation> = {
	'legacyTask.list': list(false),
	'legacyTask.listAll': list(true),
	'legacyTask.get': get,
	'legacyTask.update': update,
	'legacyTask.delete': remove,
	'legacyTask.pause': pause,
};
