import { createHash } from 'node:crypto';
import {
	NodeOperationError,
	type IDataObject,
	type ILoadOptionsFunctions,
	type INodeListSearchItems,
	type INodeListSearchResult,
} from 'n8n-workflow';

import { form, isObject, matching, objectsIn, type ListSearch } from '../shared';
import { accountPath, filledPath, newAccountPath } from './address';
import { INTENTION_LEVEL, NUMBER_STATUS } from './labels';
import { dataRow, listRows } from './lists';
import { scriptName, scriptsOf, serves } from './scriptKinds';
import { ask, yunfu } from './service';

/** What has an ID at Yunfu, to be picked from a list or given by its ID, each stated with its search. */

/** A value in the form; undefined while it is empty. Expressions have no value yet. */
function formValue(context: ILoadOptionsFunctions, name: string): unknown {
	const value: unknown = context.getCurrentNodeParameter(name);
	const plain = isObject(value) && 'value' in value ? (value.value as unknown) : value;
	const isEmpty = plain === undefined || plain === null || plain === '';
	return isEmpty || (typeof plain === 'string' && plain.startsWith('=')) ? undefined : plain;
}

/** The sub-account the form acts for, as requests name it. */
function subAccountIn(context: ILoadOptionsFunctions): { sub_user_id?: string } {
	const value = formValue(context, 'subUserId');
	return typeof value === 'string' && value.trim() !== '' ? { sub_user_id: value.trim() } : {};
}

const PAGE_SIZE = 50;

/**
 * One page of a list of Yunfu. The pagination token is the next page's number.
 *
 * @param entry undefined for rows that do not belong into the list
 */
async function searchPage(
	context: ILoadOptionsFunctions,
	url: string,
	qs: IDataObject,
	entry: (row: IDataObject) => INodeListSearchItems | undefined,
	page = '1',
): Promise<INodeListSearchResult> {
	const answer = await ask(context, { method: 'GET', url, qs: { ...qs, page, per_page: PAGE_SIZE } });
	const lastPage = isObject(answer.meta) ? Number(answer.meta.last_page) : 1;
	return {
		results: listRows(answer).flatMap((row) => entry(row) ?? []),
		paginationToken: Number(page) < lastPage ? String(Number(page) + 1) : undefined,
	};
}

/** Long enough for the fields of one form to be filled, short enough to see what was just made in Yunfu. */
const KEPT_MS = 10_000;
const MOST_KEPT = 20;

const kept = new Map<string, { answer: Promise<IDataObject>; until: number }>();

function makeRoom(now: number): void {
	for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
	const [oldest] = kept.keys();
	if (kept.size >= MOST_KEPT) kept.delete(oldest);
}

/**
 * What a task can be made of (任务初始化), for the pickers of an editor: one request serves them all for some seconds.
 * A refused request is not kept.
 */
async function initialAnswer(context: ILoadOptionsFunctions): Promise<IDataObject> {
	const qs = subAccountIn(context);
	const { baseUrl, token, userId } = await context.getCredentials(yunfu.credential);
	// The token stays out of the key, which lives as long as the process.
	const key = createHash('sha256')
		.update(JSON.stringify([baseUrl, token, userId, qs]))
		.digest('hex');
	const now = Date.now();
	const known = kept.get(key);
	if (known && known.until > now) return await known.answer;
	makeRoom(now);
	const answer = ask(context, { method: 'GET', url: newAccountPath('/task/create'), qs }).then(dataRow);
	kept.set(key, { answer, until: now + KEPT_MS });
	void answer.catch(() => {
		if (kept.get(key)?.answer === answer) kept.delete(key);
	});
	return await answer;
}

/** Fills a picker with one list of the Initialize answer. */
const searchInitialList = (list: string) =>
	async function (this: ILoadOptionsFunctions, filter?: string): Promise<INodeListSearchResult> {
		const entries = objectsIn((await initialAnswer(this))[list]);
		return matching(
			entries.map(({ id, name }) => ({ name: String(name ?? id), value: String(id) })),
			filter,
		);
	};

const searchBackgrounds = searchInitialList('background');
const searchDialTimes = searchInitialList('task_dial_times');
const searchQualityChecks = searchInitialList('llm_intention_configs');
const searchRedialRules = searchInitialList('auto_recycle_rules');
const searchTransferGroups = searchInitialList('bridge_groups');

const chosenKind = (context: ILoadOptionsFunctions): string | undefined => {
	const kind = formValue(context, 'scriptKind');
	return typeof kind === 'string' ? kind : undefined;
};

/** Scripts of the chosen script kind by name. */
async function searchScripts(this: ILoadOptionsFunctions, filter?: string) {
	const scripts = scriptsOf(await initialAnswer(this), chosenKind(this));
	const entries = scripts.map((script) => ({ name: scriptName(script), value: String(script.row.id) }));
	return matching(entries, filter);
}

/** The name people gave a line stands in its remark. */
function lineEntry(line: IDataObject): INodeListSearchItems {
	const { line_id: id, name, remark, new_line: detail, residue } = line;
	const label = [remark, name, isObject(detail) ? detail.name : undefined, id].find(
		(candidate) => typeof candidate === 'string' && candidate !== '',
	);
	const free = residue === undefined || residue === null ? '' : ` · ${String(residue as number)} free`;
	return { name: `${String(label)}${free}`, value: String(id) };
}

/** Lines by name: those that can serve the chosen script, or all while there is none. */
async function searchLines(this: ILoadOptionsFunctions, filter?: string) {
	const initial = await initialAnswer(this);
	const lines = objectsIn(initial.caller_line_list);
	const scriptId = String(formValue(this, 'scriptId') ?? '').trim();
	const script = scriptsOf(initial, chosenKind(this)).find(({ row }) => String(row.id) === scriptId);
	const fitting = script ? lines.filter((line) => serves(line, script)) : lines;
	if (lines.length > 0 && fitting.length === 0) {
		throw new NodeOperationError(this.getNode(), 'No line of this account can serve the chosen script', {
			description: 'Choose another script, or ask your provider for a line for this kind of script.',
		});
	}
	return matching(fitting.map(lineEntry), filter);
}

/** Sub-accounts by name (子账户列表). */
async function searchSubAccounts(this: ILoadOptionsFunctions, filter?: string, page?: string) {
	const entry = ({ id, name, phone }: IDataObject) => ({
		name: [name, phone].filter(Boolean).map(String).join(' · '),
		value: String(id),
	});
	return await searchPage(this, accountPath('/subset_users'), filter ? { name: filter } : {}, entry, page);
}

/** Only 1.0 tasks can be deleted: that operation has no field for the generation. */
const isLegacyForm = (context: ILoadOptionsFunctions) =>
	formValue(context, 'generation') === 'legacy' ||
	(formValue(context, 'resource') === 'task' && formValue(context, 'operation') === 'delete');

/**
 * Tasks of the chosen generation and sub-account by name. The list of 2.0 tasks knows no sub-account: those of one are
 * picked from the list of all sub-accounts.
 */
async function searchTasks(this: ILoadOptionsFunctions, filter?: string, page?: string) {
	const subAccount = subAccountIn(this);
	const { sub_user_id: subUserId } = subAccount;
	const isLegacy = isLegacyForm(this);
	const list = subUserId === undefined ? 'task' : 'subset_task';
	return await searchPage(
		this,
		isLegacy ? accountPath('/task') : newAccountPath(`/${list}`),
		{ ...(filter ? { name: filter } : {}), ...(isLegacy ? subAccount : {}) },
		({ uuid, name, user_id: owner }) =>
			!isLegacy && subUserId !== undefined && owner !== undefined && owner !== subUserId
				? undefined
				: { name: String(name ?? uuid), value: String(uuid) },
		page,
	);
}

function recordLabel({ number, calldate, status, intention_results: level }: IDataObject): string {
	const result = NUMBER_STATUS[String(status as number)];
	const intention = INTENTION_LEVEL[String(level as number)];
	return [number, calldate, result, intention && `level ${intention}`]
		.filter((part) => part !== undefined && part !== null && part !== '')
		.join(', ');
}

/** Calls of the chosen task, by number (通话列表). */
export async function searchCallRecords(this: ILoadOptionsFunctions, filter?: string, page?: string) {
	const taskId = formValue(this, 'taskId');
	if (typeof taskId !== 'string') return { results: [] };
	return await searchPage(
		this,
		filledPath(accountPath('/task/{task_id}/record'), { task_id: taskId.trim() }),
		{ ...(filter ? { keyword: filter } : {}), ...subAccountIn(this) },
		(row) => (row.id === undefined ? undefined : { name: recordLabel(row), value: String(row.id as string) }),
		page,
	);
}

const UUID = /^[0-9A-Za-z-]{8,64}$/;

/** The task an operation works on. */
export const task = form.picker('Task', 'The task to work on', {
	required: true,
	noun: 'task',
	search: { searchTasks },
	example: 'ec33b068-4aa1-40da-abe5-8f411b6f88d5',
	pattern: [UUID, 'A task ID is a UUID'],
});

const SUB_ACCOUNT = {
	name: 'subUserId',
	noun: 'sub-account',
	search: { searchSubAccounts },
	example: '5b55bcca-d653-4a58-8f9a-437fb0601f8e',
	pattern: [UUID, 'A sub-account ID is a UUID'] as [RegExp, string],
};

/** Acts for a sub-account of the main account in the credential; sent as `sub_user_id`. */
export const subAccount = form.picker(
	'Sub-Account',
	'The sub-account to act for. Leave it empty for the main account.',
	SUB_ACCOUNT,
);

/** The sub-account itself. */
export const subAccountToGet = form.picker('Sub-Account', 'The sub-account to get', {
	...SUB_ACCOUNT,
	required: true,
});

/** The call an operation works on. */
export const record = form.picker('Call Record', 'The call to get', {
	required: true,
	name: 'recordId',
	noun: 'call',
	search: { searchCallRecords },
	example: '1b7d0a5e-91f0-4c5e-8f2c-0a3fd2a8c9b1',
	idHint: 'The ID or the callid of the call, as Get Many and callbacks give it',
});

interface IdOptions {
	required?: boolean;
	name?: string;
	show?: Record<string, Array<string | number | boolean>>;
}

const numericId = <const Options extends IdOptions>(
	label: string,
	description: string,
	noun: string,
	search: Record<string, ListSearch>,
	example: string,
	options: Options,
) =>
	form.picker(label, description, {
		...options,
		noun,
		search,
		example,
		pattern: [/^\d{1,20}$/, `The ID of a ${noun} has digits only`],
	});

export const backgroundPicker = <const O extends IdOptions>(label: string, description: string, options: O) =>
	numericId(label, description, 'background sound', { searchBackgrounds }, '25', options);
export const dialTimePicker = <const O extends IdOptions>(label: string, description: string, options: O) =>
	numericId(label, description, 'dial-time group', { searchDialTimes }, '5', options);
export const qualityCheckPicker = <const O extends IdOptions>(
	label: string,
	description: string,
	options: O,
) => numericId(label, description, 'quality check', { searchQualityChecks }, '1', options);
export const redialRulePicker = <const O extends IdOptions>(label: string, description: string, options: O) =>
	numericId(label, description, 'redial rule', { searchRedialRules }, '15486', options);
export const scriptPicker = <const O extends IdOptions>(label: string, description: string, options: O) =>
	numericId(label, description, 'script', { searchScripts }, '215870475195883520', options);
export const transferGroupPicker = <const O extends IdOptions>(
	label: string,
	description: string,
	options: O,
) => numericId(label, description, 'transfer group', { searchTransferGroups }, '1', options);

/** Lines have IDs of another form than everything else. */
export const linePicker = <const O extends IdOptions>(options: O, description = '') =>
	form.picker(
		'Line',
		description || 'A line of the account. The list shows those that can serve the chosen script.',
		{ ...options, noun: 'line', search: { searchLines }, example: '29c39ec4-b292-4af9-a88b-922d61866aag' },
	);

export const pageSize = form.pageSizeOf(50);

/** Yunfu has two kinds of tasks with an API each. */
export const generation = form.choice(
	'Task Generation',
	'Which kind of task it is',
	[
		{ name: '2.0', value: 'new', description: 'Tasks of the current kind, as Create makes them' },
		{ name: '1.0', value: 'legacy', description: 'Tasks of the previous kind' },
	],
	{ default: 'new', sent: false, noDataExpression: true },
);

/** A dial-time group itself. */
export const dialTimeGroup = form.picker('Dial-Time Group', 'The group to change', {
	required: true,
	name: 'groupId',
	noun: 'group',
	search: { searchDialTimes },
	example: '472',
	pattern: [/^\d{1,20}$/, 'A group ID has digits only'],
});

/** A cloud node of a partner. */
export const cloudNode = (description: string) =>
	form.text('Cloud Node ID', description, {
		required: true,
		name: 'tenantId',
		example: 'f2d216a3-9ea5-4f1d-a170-ce9ebed49eaf',
	});
