import type { Delivery } from '../types.mts';
import { outcomeOf } from './outcomes.mts';
import { chinaDateTime } from '../china-time.mts';
import { namedComponents } from './operations/customers.mts';
import { textOf } from './contract.mts';
import { answeredAt, voiceUrl } from './operations/records.mts';
import type { Batch, YunfuState } from './state.mts';
import type { CallRecord, Task } from './task.mts';
import { CREDENTIALS } from './world.mts';

export type CallbackEvent = 'call' | 'import_number' | 'del_number' | 'api_customer_to_task';

export interface CallbackOptions {
	/** only this task's calls or numbers; default: the first task */
	taskId?: string;
	/** call: how many finished calls, the oldest first; made-up calls fill up. Default 1 */
	count?: number;
	/** call: calls per request, default all in one */
	batch?: number;
	/** how many further times each request is sent */
	duplicates?: number;
	/** payload items as they are, instead of calls of the task */
	records?: unknown[];
	/** number callbacks: the numbers, default two made-up ones */
	numbers?: string[];
	/** number callbacks: default `single` for one number; `batch` carries a download link */
	mode?: 'single' | 'batch';
}

/** The vendor documents neither a time limit nor repeats. */
const TIMEOUT_MS = 5000;
const MAIN_ACCOUNT = 4;
const SUB_ACCOUNT = 8;

/**
 * One item of the call callback: fields of "呼入成功回调数据" and those public consumers of the outbound callback read
 * (status, customer_data, voice_url).
 */
export function callItem(state: YunfuState, origin: string, task: Task, record: CallRecord): unknown {
	const { call } = record;
	const { number, outcome } = call;
	const answered = answeredAt(record);
	const script = state.world.scripts.find(({ id }) => id === record.scriptId);
	const isSub = task.owner !== CREDENTIALS.userId;
	const user = state.world.subAccounts.find(({ id }) => id === task.owner);
	const customer = state.customer(task.owner, number.phone);
	return {
		calldate: chinaDateTime(call.startedAt),
		answerdate: answered === null ? null : chinaDateTime(answered),
		status: outcome.status,
		bill: outcome.talkSeconds,
		duration: outcome.ringSeconds + outcome.talkSeconds,
		callid: record.callId,
		customer_id: customer?.id ?? null,
		master_user_id: CREDENTIALS.userId,
		user_id: task.owner,
		type: isSub ? SUB_ACCOUNT : MAIN_ACCOUNT,
		intention_results: outcome.intention,
		rounds: outcome.rounds,
		score: outcome.score,
		number_data: {
			number: number.phone,
			hangupdate: chinaDateTime(call.endedAt),
			province: '浙江',
			city: '杭州',
			operator: textOf('operator', outcome.operator),
		},
		group: { id: record.scriptId, name: script?.name ?? '' },
		task: { id: task.id, name: task.name },
		user: { id: task.owner, name: user?.name ?? '主账号' },
		level:
			outcome.intention === null
				? null
				: { level_id: outcome.intention, level_name: textOf('intentionLevel', outcome.intention) },
		tags: [],
		customer_data: {
			name: number.name,
			email: number.email,
			company: number.company,
			extra: number.extra,
			components: namedComponents(number.components, state.world.fields),
		},
		voice_url: outcome.status === 1 ? voiceUrl(state, origin, record) : null,
	};
}

/** The callback about a batch of numbers, with a link to them. */
export function callbackOf(batch: Batch, origin: string, single = false): Record<string, unknown> {
	return {
		type: batch.type,
		mode: single ? 'single' : 'batch',
		unique_id: batch.uniqueId,
		user_id: batch.owner,
		task_id: batch.taskId,
		data: single
			? { number: batch.numbers[0] }
			: { url: `${origin}/agent-api/download-number?key=${batch.key}` },
	};
}

/** The requests of a push: their bodies and what counts as received. */
export function deliveryOf(
	state: YunfuState,
	origin: string,
	event: CallbackEvent,
	url: string,
	options: CallbackOptions = {},
): Delivery {
	const task = options.taskId === undefined ? [...state.tasks.values()][0] : state.tasks.get(options.taskId);
	if (task === undefined) throw new Error(`There is no task ${options.taskId ?? ''} to report on`);
	task.advance(state.now);
	const bodies =
		event === 'call'
			? callBodies(state, origin, task, options)
			: [numberBody(state, origin, task, event, options)];
	return {
		vendor: 'yunfu',
		event,
		url,
		bodies: bodies.flatMap((body) => Array.from({ length: 1 + (options.duplicates ?? 0) }, () => body)),
		timeoutMs: TIMEOUT_MS,
		retryAfterSeconds: [],
		refusal: (status) => (status >= 200 && status < 300 ? undefined : `HTTP status ${status}`),
	};
}

function callBodies(state: YunfuState, origin: string, task: Task, options: CallbackOptions): unknown[] {
	const count = options.count ?? 1;
	const finished = task.records.slice(0, count);
	const made = Array.from({ length: count - finished.length }, (_, index) => madeUp(state, task, index));
	const items =
		options.records ?? [...finished, ...made].map((record) => callItem(state, origin, task, record));
	const size = Math.max(1, options.batch ?? items.length);
	const bodies: unknown[] = [];
	for (let i = 0; i < items.length; i += size) {
		const data = items.slice(i, i + size);
		bodies.push({ count: data.length, data });
	}
	return bodies;
}

function madeUp(state: YunfuState, task: Task, index: number): CallRecord {
	const phone = `138${String(10_000_000 + index)}`;
	const outcome = outcomeOf(state.context.seed, phone);
	const startedAt = state.now - (outcome.ringSeconds + outcome.talkSeconds) * 1000;
	return {
		id: state.newId('record'),
		callId: state.newId('call'),
		scriptId: String(task.settings['destination_extension']),
		call: {
			attempt: 1,
			index,
			startedAt,
			endedAt: state.now,
			outcome,
			number: {
				id: state.newId('number'),
				phone,
				name: null,
				company: null,
				email: null,
				sort: 0,
				extra: null,
				selector: null,
				components: [],
				addedAt: startedAt,
				status: outcome.status,
				hungUpAt: state.now,
				attempts: 1,
			},
		},
	};
}

function numberBody(
	state: YunfuState,
	origin: string,
	task: Task,
	event: Exclude<CallbackEvent, 'call'>,
	options: CallbackOptions,
): unknown {
	const numbers = options.numbers ?? ['13012121212', '13924667471'];
	const batch = state.addBatch({ owner: task.owner, taskId: task.id, type: event, numbers });
	const single =
		options.mode === undefined
			? numbers.length === 1 && event !== 'api_customer_to_task'
			: options.mode === 'single';
	return callbackOf(batch, origin, single);
}
