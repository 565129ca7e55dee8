import { bare, listAnswer, ok } from '../answers.mts';
import { chinaDateTime } from '../../china-time.mts';
import { checkTask } from '../rules.mts';
import type { Task } from '../task.mts';
import type { Values } from '../validate.mts';
import type { Script } from '../world.mts';
import { messageOf, noteChange, taskOf, type Call, type Operation } from './operation.mts';
import { dialTimeRow, newTaskForm, newTaskRow } from './task-views.mts';

/** What a task keeps of a request's values: everything but the account and the task it addresses. */
export function settingsOf(values: Values): Values {
	const settings = { ...values };
	for (const name of ['user_id', 'sub_user_id', 'task_id']) delete settings[name];
	return settings;
}

export function noteTask(call: Call, task: Task): void {
	call.state.context.ledger.add({
		vendor: 'yunfu',
		kind: 'task',
		action: call.pattern,
		key: `${task.owner}/${task.name}`,
		at: call.state.now,
		taskId: task.id,
		name: task.name,
	});
}

const create: Operation = (call) => {
	const owner = call.state.owner(call.values);
	const settings = settingsOf(call.values);
	checkTask(call.endpoint, settings, call.state.world);
	return () => {
		const task = call.state.addTask(owner, 'new', settings);
		noteTask(call, task);
		return ok(messageOf(call), { id: task.id });
	};
};

const update: Operation = (call) => {
	const task = taskOf(call, 'new');
	const settings = { task_type: task.type, ...settingsOf(call.values) };
	checkTask(call.endpoint, settings, call.state.world);
	return () => {
		task.update(settings, call.state.now);
		noteChange(call, task.id, task.id);
		return ok(messageOf(call), []);
	};
};

const copy: Operation = (call) => {
	const task = taskOf(call, 'new');
	return () => {
		const settings = { ...task.settings, name: `${task.name}-副本` };
		const copied = call.state.addTask(task.owner, 'new', settings);
		copied.pause(call.state.now);
		noteTask(call, copied);
		return ok(messageOf(call), { id: copied.id });
	};
};

export const pause: Operation = (call) => {
	const task = taskOf(call, call.endpoint.generation);
	return () => {
		task.pause(call.state.now);
		noteChange(call, task.id, task.id);
		return ok(messageOf(call), []);
	};
};

const get: Operation = (call) => {
	const task = taskOf(call, 'new');
	return () => ok(messageOf(call), newTaskForm(task, call.state));
};

/** `name` is matched as a part of the task's name. */
export function matchesName(task: Task, values: Values): boolean {
	const name = values['name'];
	return typeof name !== 'string' || task.name.includes(name);
}

function matchesStatus(task: Task, values: Values): boolean {
	if (values['status'] === undefined) return true;
	const wanted = [values['status']].flat();
	return wanted.includes(task.enabled ? 3 : 1);
}

const list: Operation = (call) => {
	const { state, values } = call;
	const owner = state.owner(values);
	return () => {
		const tasks = newestFirst([...state.tasks.values()]).filter(
			(task) =>
				task.generation === 'new' &&
				task.owner === owner &&
				matchesName(task, values) &&
				matchesStatus(task, values),
		);
		return listAnswer(messageOf(call), tasks, values, (task) => newTaskRow(task, state.now));
	};
};

const listSubset: Operation = (call) => {
	const { state, values } = call;
	const owner = state.owner(values);
	return () => {
		const tasks = newestFirst([...state.tasks.values()]).filter(
			(task) => task.generation === 'new' && task.owner !== owner && matchesName(task, values),
		);
		return listAnswer(messageOf(call), tasks, values, (task) => newTaskRow(task, state.now));
	};
};

/** Newest task first; of those created at the same moment the later one. */
export function newestFirst(tasks: Task[]): Task[] {
	return tasks.reverse().sort((a, b) => b.createdAt - a.createdAt);
}

const init: Operation = (call) => {
	const { world, now } = call.state;
	const owner = call.state.owner(call.values);
	const created = chinaDateTime(now);
	const scripts = (kind: Script['kind']): unknown[] =>
		world.scripts.filter((script) => script.kind === kind).map((script) => scriptRow(script, owner, created));
	return () =>
		ok(messageOf(call), {
			task_dial_times: world.dialTimes.map((group) => dialTimeRow(group, owner)),
			caller_line_list: world.lines.map((line) => ({
				name: null,
				remark: line.remark,
				line_id: line.id,
				belong_user: owner,
				line_concurrency: line.concurrency,
				residue: line.residue,
				usage: line.usage,
				available_at: chinaDateTime(now + 365 * 24 * 3600 * 1000),
				new_line: {
					name: line.remark,
					type: 1,
					bind_type_str: 'IP',
					type_str: '外部线路',
					node: { name: 'fs-node1' },
				},
			})),
			max_recycle_limit: 50,
			outbound_group: scripts('outbound_group'),
			outbound_group_v2: scripts('outbound_group_v2'),
			big_model_outbound_group: scripts('big_model_outbound_group'),
			bridge_groups: world.bridgeGroups.map(({ id, name }) => ({
				id: bare(id),
				name,
				strategy: 1,
				strategy_str: '平均',
			})),
			auto_recycle_rules: world.recycleRules.map((rule) => ({
				id: bare(rule.id),
				user_id: owner,
				name: rule.name,
				remark: rule.name,
				status: true,
				created_at: created,
				updated_at: created,
				is_default: rule.isDefault,
				type: 1,
				configs: [],
				details: [{ rule_id: bare(rule.id), number_status: 6, time: 0, number_status_str: '关机' }],
			})),
			end_actions: { 0: '无操作', 1: '暂停任务释放并发' },
			big_model_labels: [],
			background: world.backgrounds.map(({ id, name }) => ({ id: bare(id), name, created_at: created })),
			llm_intention_configs: world.qualityChecks.map(({ id, name }) => ({
				id: bare(id),
				name,
				user_id: owner,
				llm_type: 2,
				is_default: 0,
				created_at: created,
			})),
		});
};

/** A script group as Init Task shows it; its id is a bare number of up to 18 digits. */
export function scriptRow(script: Script, userId: string, created: string): unknown {
	return {
		id: bare(script.id),
		name: script.name,
		user_id: userId,
		category_id: null,
		debug: true,
		deleted_at: null,
		created_at: created,
		updated_at: created,
		is_active: 1,
		use_type: script.kind === 'outbound_group' ? 3 : 2,
		big_model_type: script.kind === 'big_model_outbound_group' ? 'local_zhipu-api' : null,
		...(script.llmEndType === undefined ? {} : { llm_end_type: script.llmEndType }),
		default: false,
	};
}

export const taskOperations: Record<string, Operation> = {
	'task.create': create,
	'task.init': init,
	'task.list': list,
	'task.listSubset': listSubset,
	'task.update': update,
	'task.pause': pause,
	'task.copy': copy,
	'task.get': get,
};
