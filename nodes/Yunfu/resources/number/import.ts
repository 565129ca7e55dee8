import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { malformedId, runBulk, type Operation } from '../../../shared';
import { accountPath, fillPath, filledPath, textOf } from '../../address';
import {
	InvalidNumber,
	contactRecord,
	problemWith,
	refuse,
	tryContactRecord,
	type ContactRecord,
} from '../../contact/contactRecord';
import { contactOf, contactReader, textReader } from '../../contact/readContacts';
import { taskField } from '../../fields';
import { JSON_HEADERS, jsonText, setJson } from '../../jsonBody';
import { yunfu } from '../../service';
import { MOST_NUMBERS, importFields } from './importFields';
import { PAUSED, afterPause, isPause, kindAfterPause, pauseAdvice, pauseTask, withPause } from './pauseFirst';
import { acceptedOutput, duplicateOutput, failedOutput, invalidOutput } from '../../contact/report';

type Mode = keyof typeof MOST_NUMBERS;

const PATHS: Record<Mode, string> = {
	async: '/task/{task_id}/async_number',
	sync: '/task/{task_id}/number',
};

const PLACEHOLDER_PATH = '/task/{task_id}/{import}';

const rulesOf = ({ encryption, ignoreCrm, normalize }: IDataObject) => ({
	encrypted: encryption === true,
	normalize: normalize !== false,
	withoutCrm: ignoreCrm === true,
});

const modeOf = (value: unknown): Mode => (value === 'sync' ? 'sync' : 'async');

/** The body that adds numbers to a task. */
function importBody(mode: Mode, options: IDataObject, subUserId: string, contacts: ContactRecord[]) {
	const flags = {
		sub_user_id: subUserId || undefined,
		encryption: options.encryption === true ? true : undefined,
	};
	const withEach = options.placement === 'item';
	return {
		ignore_crm: options.ignoreCrm === true ? true : undefined,
		skip_error: mode === 'sync' && options.skipError === true ? true : undefined,
		number_add_suffix: options.addSuffix === true ? true : undefined,
		...(withEach ? {} : flags),
		data: contacts.map(({ members }) => (withEach ? { ...members, ...defined(flags) } : members)),
	};
}

const defined = (members: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** What many rows have in common: a request is for one task of one account. */
interface Target {
	taskId: string;
	subUserId: string;
}

const targetOf = (group: string) => JSON.parse(group) as Target;

/** Values that contradict each other, whatever the item. */
function checkOptions(context: Pick<IExecuteFunctions, 'getNode'>, options: IDataObject): void {
	if (options.duplicates === 'all' && options.addSuffix !== true) {
		refuse(context.getNode(), 0, 'Duplicates', 'is set to Send All, which needs Add Suffix to Numbers');
	}
}

type Read = { group: string; row: ContactRecord } | { skipped: IDataObject } | { problem: unknown };

async function importAll(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = this.getNode();
	const itemCount = this.getInputData().length;
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	checkOptions(this, options);
	const mode = modeOf(node.parameters.importMode);
	const contact = contactReader(this);
	const taskId = textReader(this, 'taskId');
	const subUserId = textReader(this, 'subUserId');
	const rules = rulesOf(options);

	const readItem = (itemIndex: number): Read => {
		const target: Target = { taskId: taskId(itemIndex), subUserId: subUserId(itemIndex) };
		if (target.taskId === '') return { problem: problemWith(node, itemIndex, 'Task', 'is empty') };
		const malformed = malformedId(taskField, target.taskId);
		if (malformed) return { problem: problemWith(node, itemIndex, 'Task', `is wrong: ${malformed}`) };
		const made = tryContactRecord(contact(itemIndex), rules, node, itemIndex);
		if ('row' in made) return { group: JSON.stringify(target), row: made.row };
		const { problem } = made;
		if (options.invalidNumbers !== 'skip' || !(problem instanceof InvalidNumber)) return made;
		const { reason, masked, externalId } = problem;
		return { skipped: invalidOutput(reason, masked, externalId, target.taskId) };
	};
	const read = Array.from({ length: itemCount }, (_, itemIndex) => readItem(itemIndex));
	if (options.pauseFirst === true) await pauseAll(this, read);
	const extra = options.pauseFirst === true ? PAUSED : {};

	return await runBulk<ContactRecord>({
		context: this,
		service: options.pauseFirst === true ? afterPause : yunfu,
		itemCount,
		batchSize: Math.min(MOST_NUMBERS[mode], Math.max(1, Math.floor(Number(options.batchSize)) || 200)),
		readItem: (itemIndex) => {
			const entry = read[itemIndex];
			if ('problem' in entry) throw entry.problem;
			return entry;
		},
		request: (group, contacts) => {
			const target = targetOf(group);
			return {
				method: 'POST',
				url: filledPath(accountPath(PATHS[mode]), { task_id: target.taskId }),
				headers: { ...JSON_HEADERS },
				body: jsonText(importBody(mode, options, target.subUserId, contacts)),
			};
		},
		output: (body, group, row) => ({ ...acceptedOutput(body, targetOf(group).taskId, row), ...extra }),
		duplicates:
			options.duplicates === 'all'
				? undefined
				: {
						key: ({ phone }) => phone,
						output: (first, firstIndex, group, row) =>
							duplicateOutput(first, firstIndex, targetOf(group).taskId, row),
					},
		failed: (status, reason, group, row) =>
			failedOutput(status, reason, group === undefined ? undefined : targetOf(group).taskId, row),
	});
}

/** Pauses each task once, unless an item will stop the run before anything is sent. */
async function pauseAll(context: IExecuteFunctions, read: Read[]): Promise<void> {
	const goesOn = context.continueOnFail();
	if (!goesOn && read.some((entry) => 'problem' in entry)) return;
	const outcomes = new Map<string, unknown>();
	for (const [itemIndex, entry] of read.entries()) {
		if (!('group' in entry)) continue;
		const { group } = entry;
		if (!outcomes.has(group)) {
			const { taskId, subUserId } = targetOf(group);
			const paused = pauseTask(context, taskId, subUserId, itemIndex);
			outcomes.set(group, goesOn ? await paused.catch((error: unknown) => error) : await paused);
		}
		const problem = outcomes.get(group);
		if (problem !== undefined) read[itemIndex] = { problem };
	}
}

/**
 * 批量添加号码（异步接口）, 批量添加号码（同步接口）:
 * https://docs.longlonglong.cn/api/API接口/号码/批量添加号码（异步接口）.html
 */
export const importNumbers: Operation = {
	option: {
		name: 'Import',
		value: 'import',
		action: 'Import numbers into a task',
		description: 'Add the numbers of all input items to a task, up to 200 in one request',
		routing: { request: { method: 'POST', url: accountPath(PLACEHOLDER_PATH) } },
	},
	kind: kindAfterPause,
	fields: importFields,
	all: importAll,
	check(request) {
		const options = this.getNodeParameter('options', {}) as IDataObject;
		checkOptions(this, options);
		const mode = modeOf(this.getNodeParameter('importMode'));
		const record = contactRecord(contactOf(this), rulesOf(options), this.getNode(), this.getItemIndex());
		request.url = request.url.replace(PLACEHOLDER_PATH, PATHS[mode]);
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		setJson(request, importBody(mode, options, textOf(this, 'subUserId'), [record]));
	},
	advice: pauseAdvice,
	variants(request) {
		return withPause(this, request);
	},
	rows: (body, request) => {
		if (isPause(request)) return [];
		const { data } = JSON.parse(String(request.body)) as { data: Array<{ phone: string; extra?: string }> };
		const taskId = decodeURIComponent(/\/task\/([^/]+)\//.exec(request.url)?.[1] ?? '');
		return [acceptedOutput(body, taskId, { ...data[0], members: {} })];
	},
	async finish(rows) {
		const { pauseFirst } = this.getNodeParameter('options', {}) as { pauseFirst?: boolean };
		return rows.map((json) => ({ json: pauseFirst === true ? { ...json, ...PAUSED } : json }));
	},
};
