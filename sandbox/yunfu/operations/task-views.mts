import { textOf } from '../contract.mts';
import { bare, bareOrNull } from '../answers.mts';
import { chinaDateTime } from '../../china-time.mts';
import { spansOf, type Task } from '../task.mts';
import type { YunfuState } from '../state.mts';
import type { DialTime } from '../world.mts';

/** Status of 1.0 tasks and of the edit form: 1 paused, 2 running, 3 waiting. */
export function statusOf(task: Task, now: number): 1 | 2 | 3 {
	if (!task.enabled) return 1;
	return task.isDialling(now) ? 2 : 3;
}

function common(task: Task): Record<string, unknown> {
	return {
		uuid: task.id,
		name: task.name,
		create_datetime: chinaDateTime(task.createdAt),
		alter_datetime: chinaDateTime(task.updatedAt),
		start: true,
		maximumcall: task.settings['maximumcall'],
		call_per_second: 0,
		recycle_limit: 0,
		random_assignment_number: false,
		disable_dial_timegroup: false,
		dial_time_id: bareOrNull(task.settings['dial_time_id']),
		remark: task.settings['remark'] ?? null,
		sort: 0,
	};
}

function holidaysOf(task: Task): Array<{ start: string; end: string }> {
	return spansOf(task.extras['holiday']).map(({ from, until }) => ({
		start: chinaDateTime(from).slice(0, 16),
		end: chinaDateTime(until).slice(0, 16),
	}));
}

/** A row of the 2.0 lists. */
export function newTaskRow(task: Task, now: number): unknown {
	return {
		...common(task),
		enable: task.enabled,
		destination_extension: task.settings['destination_extension'],
		user_id: task.owner,
		auto_recycle_rule_id: bareOrNull(task.settings['auto_recycle_rule_id']),
		call_notify_url: null,
		new_task_extra: remoteTask(task, now),
	};
}

function remoteTask(task: Task, now: number): Record<string, unknown> {
	return {
		name: task.name,
		enable: task.enabled,
		line: task.lines,
		limit: task.settings['maximumcall'],
		cps: 0,
		start_time: task.extras['start_time'],
		stop_time: task.extras['stop_time'],
		holiday: holidaysOf(task),
		destination_extension: task.settings['destination_extension'],
		call_status: task.enabled && task.isDialling(now),
		number_count: task.numbers.size,
	};
}

/** A row of the 1.0 lists. */
export function legacyTaskRow(task: Task, now: number): unknown {
	const status = statusOf(task, now);
	return {
		...common(task),
		status,
		status_str: textOf('legacyTaskStatus', status),
		destination_extension: bare(String(task.settings['destination_extension'])),
		llm_intention_id: bareOrNull(task.settings['llm_intention_id']),
	};
}

/** The edit form of a 2.0 task, which is its detail. */
export function newTaskForm(task: Task, state: YunfuState): unknown {
	const { settings, extras } = task;
	const status = statusOf(task, state.now);
	const script = state.world.scripts.find(({ id }) => id === settings['destination_extension']);
	const group = state.world.dialTimes.find(({ id }) => id === settings['dial_time_id']);
	const hours = (group?.content ?? []).flatMap(({ week, times }) =>
		times.map(({ begin_time, end_time }) => ({ wday: week, begin: begin_time, end: end_time })),
	);
	return {
		maximumcall: settings['maximumcall'],
		recycle_limit: 0,
		name: task.name,
		remark: settings['remark'] ?? null,
		destination_extension: settings['destination_extension'],
		random_assignment_number: false,
		_originate_timeout: 60,
		caller_line_id: null,
		bridge_group_id: bareOrNull(settings['bridge_group_id']),
		auto_recycle_rule_id: bareOrNull(settings['auto_recycle_rule_id']),
		dial_time_id: bareOrNull(settings['dial_time_id']),
		end_action: settings['end_action'] ?? 0,
		llm_intention_id: bareOrNull(settings['llm_intention_id']),
		new_task_extra: {
			...remoteTask(task, state.now),
			work_week: [...new Set(hours.map(({ wday }) => wday))],
			work_hour: hours.map(({ wday, begin, end }) => ({ wday: String(wday), begin, end })),
			blacklist: false,
			call_info: [],
		},
		background_id: bareOrNull(settings['background_id']),
		caller_line_name: null,
		destination_extension_name: script?.name ?? '',
		status,
		call_status: status === 2,
		status_str: textOf('legacyTaskStatus', status),
		elasticity_task: false,
		task_extras: {
			line: task.lines,
			holiday: holidaysOf(task),
			start_time: extras['start_time'],
			stop_time: extras['stop_time'],
			work_hour: hours,
		},
	};
}

/** The edit form of a 1.0 task. */
export function legacyTaskForm(task: Task, state: YunfuState): unknown {
	const { settings } = task;
	const status = statusOf(task, state.now);
	const group = state.world.dialTimes.find(({ id }) => id === settings['dial_time_id']);
	return {
		start: true,
		maximumcall: settings['maximumcall'],
		recycle_limit: 0,
		name: task.name,
		remark: settings['remark'] ?? null,
		destination_extension: bare(String(settings['destination_extension'])),
		disable_dial_timegroup: false,
		dial_time_group: group === undefined ? null : dialTimeRow(group, task.owner),
		status,
		status_str: textOf('legacyTaskStatus', status),
		call_pause_second: settings['call_pause_second'] ?? 0,
	};
}

export function dialTimeRow(group: DialTime, userId: string): unknown {
	return {
		id: bare(group.id),
		name: group.name,
		user_id: userId,
		content: group.content,
		is_default: group.isDefault,
		skip_holiday: group.skipHoliday,
		remark: null,
		created_at: chinaDateTime(group.createdAt),
		updated_at: chinaDateTime(group.updatedAt),
	};
}
