import { contract } from './contract.mts';
import type { Endpoint, Property } from './contract.mts';
import { parseDate, parseTime } from '../china-time.mts';
import { applies, type Selectors } from '../validator.mts';
import { lineIds } from './task.mts';
import { Refusal, type Values } from './validate.mts';
import type { Line, Script, World } from './world.mts';

/**
 * The rules of Create Task that go beyond one field (`rules` in contract.json).
 * @param settings the whole body; for Update Task the task's settings with the changes on top
 * @throws Refusal
 */
export function checkTask(endpoint: Endpoint, settings: Values, world: World): void {
	const extras = settings['task_extras'] as Values;
	checkDates(extras);
	checkBlocks(endpoint, settings, extras);
	if (lineIds(extras['line']).length === 0 && settings['maximumcall'] !== 0) {
		throw new Refusal('The maximumcall field must be 0 when task_extras.line is empty.');
	}
	checkReferences(settings, world);
	checkLines(settings, extras, world);
}

function checkDates(extras: Values): void {
	const start = parseDate(String(extras['start_time'])) ?? Number.NaN;
	const stop = parseDate(String(extras['stop_time'])) ?? Number.NaN;
	if (!(start < stop))
		throw new Refusal('The task_extras.stop_time field must be later than task_extras.start_time.');
	const holidays = (extras['holiday'] ?? []) as Array<Record<string, string>>;
	holidays.forEach((item, index) => {
		const from = parseDate(item['begin'] ?? item['start'] ?? '') ?? Number.NaN;
		const until = parseDate(item['end'] ?? '') ?? Number.NaN;
		if (!(from < until))
			throw new Refusal(`The task_extras.holiday.${index}.end field must be later than its start.`);
	});
	const windows = (extras['destination_extension_list'] ?? []) as Array<Record<string, string>>;
	windows.forEach((item, index) => {
		const from = parseTime(item['begin'] ?? '', false) ?? Number.NaN;
		const until = parseTime(item['end'] ?? '', false) ?? Number.NaN;
		if (!(from < until)) {
			throw new Refusal(
				`The task_extras.destination_extension_list.${index}.end field must be later than begin.`,
			);
		}
	});
}

/** `requiredWhen`: each script mode demands its own block, with something in it. */
function checkBlocks(endpoint: Endpoint, settings: Values, extras: Values): void {
	const selectors: Selectors = {
		task_type: typeof settings['task_type'] === 'number' ? settings['task_type'] : 6,
		is_group_switch: typeof settings['is_group_switch'] === 'number' ? settings['is_group_switch'] : 0,
	};
	const nested = endpoint.parameters.find(({ name }) => name === 'task_extras')?.properties ?? [];
	const demanded = (property: Property): boolean =>
		property.requiredWhen !== undefined &&
		applies(property.requiredWhen, selectors) &&
		applies(property.when, selectors);
	const body = endpoint.parameters.filter((parameter) => parameter.in === 'body');
	for (const { name } of body.filter(demanded))
		if (isEmpty(settings[name])) throw new Refusal(`The ${name} field is required.`);
	for (const { name } of nested.filter(demanded)) {
		if (isEmpty(extras[name])) throw new Refusal(`The task_extras.${name} field is required.`);
	}
}

function isEmpty(value: unknown): boolean {
	return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** Ids must exist; score_scheme_id is not checked because nothing lists the schemes. */
export function checkReferences(settings: Values, world: World): void {
	const lists: Array<[string, Array<{ id: string }>]> = [
		['dial_time_id', world.dialTimes],
		['bridge_group_id', world.bridgeGroups],
		['background_id', world.backgrounds],
		['llm_intention_id', world.qualityChecks],
		['auto_recycle_rule_id', world.recycleRules],
	];
	for (const [field, list] of lists) {
		const id = settings[field];
		if (id !== undefined && !list.some((item) => item.id === id))
			throw new Refusal(`The ${field} field is invalid: ${String(id)} does not exist.`);
	}
}

function checkLines(settings: Values, extras: Values, world: World): void {
	const robot = settings['group_type'] === 'robot';
	const scripts = usedScripts(settings, extras).map(([field, id]) => scriptOf(field, id, robot, world));
	lineIds(extras['line']).forEach((id, index) => {
		const line = world.lines.find((candidate) => candidate.id === id);
		if (line === undefined)
			throw new Refusal(`The task_extras.line.${index} field is invalid: ${id} does not exist.`);
		if (robot) return;
		const unfit = scripts.find((script) => !fits(line, script));
		if (unfit !== undefined) {
			throw new Refusal(
				`The task_extras.line.${index} field is invalid: usage ${line.usage} does not fit script ${unfit.id} (${usagesFor(unfit).join('/')}).`,
			);
		}
	});
}

export function scriptOf(field: string, id: string, robot: boolean, world: World): Script {
	const found = world.scripts.find(
		(script) => script.id === id && (script.kind === 'outbound_group_v2') === robot,
	);
	if (found === undefined) {
		throw new Refusal(
			`The ${field} field is invalid: script ${id} does not exist for group_type ${robot ? 'robot' : 'group'}.`,
		);
	}
	return found;
}

/** Which values of a line's `usage` fit a script. */
export function usagesFor(script: Script): number[] {
	const key =
		script.kind === 'big_model_outbound_group'
			? `${script.kind} llm_end_type ${script.llmEndType}`
			: script.kind;
	return (contract.enums['scriptUsage']?.[key] ?? []) as number[];
}

export function fits(line: Line, script: Script): boolean {
	return usagesFor(script).includes(line.usage);
}

/** Every script id a task names, with the field that names it. */
function usedScripts(settings: Values, extras: Values): Array<[field: string, id: string]> {
	const used: Array<[string, string]> = [
		['destination_extension', String(settings['destination_extension'])],
	];
	const collect = (field: string, rows: unknown, key: string): void => {
		if (!Array.isArray(rows)) return;
		rows.forEach((row: Record<string, string>, index) => {
			if (row[key] !== undefined) used.push([`${field}.${index}.${key}`, row[key]]);
		});
	};
	const multi = extras['destination_extension_multi_config'] as { list?: unknown } | undefined;
	const key = 'destination_extension';
	collect('task_extras.destination_extension_list', extras['destination_extension_list'], key);
	collect(
		'task_extras.destination_extension_with_variable_list',
		extras['destination_extension_with_variable_list'],
		key,
	);
	collect('task_extras.destination_extension_multi_config.list', multi?.list, key);
	collect('group_switch_rule', settings['group_switch_rule'], 'group_id');
	collect('group_switch_rule', settings['group_switch_rule'], 'default_group_id');
	return used;
}
