import { uuidFrom } from '../../hash.mts';
import { recordingUrl, wavFor } from '../../recordings.mts';
import { textOf } from '../contract.mts';
import { listAnswer, ok } from '../answers.mts';
import { chinaDateTime } from '../../china-time.mts';
import { within } from '../filters.mts';
import { transcriptOf } from '../outcomes.mts';
import type { YunfuState } from '../state.mts';
import type { CallRecord, Task } from '../task.mts';
import { Refusal, type Values } from '../validate.mts';
import { namedComponents } from './customers.mts';
import { messageOf, taskOf, type Call, type Operation } from './operation.mts';

/** When the callee picked up, or null. */
export function answeredAt({ call }: CallRecord): number | null {
	return call.outcome.status === 1 ? call.startedAt + call.outcome.ringSeconds * 1000 : null;
}

function recordRow(state: YunfuState, task: Task, record: CallRecord): unknown {
	const { call } = record;
	const { number, outcome } = call;
	const answered = answeredAt(record);
	return {
		id: record.id,
		callid: record.callId,
		task_id: task.id,
		number: number.phone,
		operator_name: textOf('operator', outcome.operator),
		status: outcome.status,
		calldate: chinaDateTime(call.startedAt),
		answerdate: answered === null ? null : chinaDateTime(answered),
		hangupdate: chinaDateTime(call.endedAt),
		bill: outcome.talkSeconds,
		duration: outcome.ringSeconds + outcome.talkSeconds,
		intention_results: outcome.intention,
		rounds: outcome.rounds,
		score: outcome.score,
		level_name: outcome.intention && textOf('intentionLevel', outcome.intention),
		tags: [],
		tag_groups: [],
		extra: number.extra,
		name: number.name,
		company: number.company,
		send_wechat_data: [],
		components: namedComponents(number.components, state.world.fields),
	};
}

/** Newest call first. */
function select(task: Task, values: Values): CallRecord[] {
	const names = ['levels', 'keyword', 'start_at', 'end_at', 'intention_tags', 'hangup_date'];
	return task.view(`records|${JSON.stringify(names.map((name) => values[name]))}`, () => {
		const keyword = values['keyword'] as string | undefined;
		const levels = values['levels'] as Array<[number, number]> | undefined;
		const tags = values['intention_tags'] as number[] | undefined;
		const [hungUpFrom, hungUpUntil] = (values['hangup_date'] ?? []) as string[];
		const started = within(values['start_at'], values['end_at']);
		const ended = within(hungUpFrom, hungUpUntil);
		return task.records
			.filter(
				({ call }) =>
					(keyword === undefined || call.number.phone.includes(keyword)) &&
					(levels === undefined ||
						levels.some(([low, high]) => call.outcome.score >= low && call.outcome.score <= high)) &&
					(tags === undefined ||
						(call.outcome.intention !== null && tags.includes(call.outcome.intention))) &&
					started(call.startedAt) &&
					ended(call.endedAt),
			)
			.reverse();
	});
}

const list: Operation = (call) => {
	const task = taskOf(call);
	return () =>
		listAnswer(messageOf(call), select(task, call.values), call.values, (record) =>
			recordRow(call.state, task, record),
		);
};

function recordOf(call: Call): { task: Task; record: CallRecord } {
	const task = taskOf(call);
	const record = task.record(String(call.values['record_id']));
	if (record === undefined) throw new Refusal('通话记录不存在', 404);
	return { task, record };
}

/** One entry per turn: what the person said and what the robot answered. */
function utterances(task: Task, record: CallRecord): unknown[] {
	const { call } = record;
	const turns = transcriptOf(call.outcome);
	const turnMs = (call.outcome.talkSeconds * 1000) / Math.max(1, turns.length);
	const answered = answeredAt(record) ?? call.startedAt;
	return turns.map(({ question, answer }, index) => ({
		id: uuidFrom(`utterance|${record.id}|${index}`),
		record_id: record.id,
		task_id: task.id,
		notify: index === 0 ? 'enter' : 'asrmessage_notify',
		callid: record.callId,
		error_code: 0,
		asrtype: null,
		callee: call.number.phone,
		gender: null,
		asr_elapse: null,
		record_ms: null,
		volume_gain: null,
		question,
		split_question: null,
		question_index: index,
		speak_ms: question.length * 200,
		play_ms: answer.length * 200,
		keyword: null,
		answer_id: uuidFrom(`answer|${answer}`),
		answer_text: index === 0 ? '开场白' : `流程${index}`,
		answer_content: answer,
		word_class: '16',
		answer_action: null,
		playback_after_action: 0,
		upstream_answer_action: null,
		upstream_answer_content: null,
		upstream_answer_text: null,
		upstream_answer_id: null,
		score: index === turns.length - 1 ? call.outcome.score : 0,
		sequence: index + 1,
		created_at: chinaDateTime(answered + index * turnMs),
	}));
}

const get: Operation = (call) => {
	const { task, record } = recordOf(call);
	return () => ok(messageOf(call), { records: utterances(task, record) });
};

const download: Operation = (call) => {
	const { record } = recordOf(call);
	if (record.call.outcome.status !== 1) throw new Refusal('录音不存在', 404);
	return () => ({
		status: 200,
		headers: {
			'content-type': 'audio/wav',
			'content-disposition': `attachment; filename="${record.id}.wav"`,
		},
		body: wavFor(record.id),
	});
};

/** A link that works without the token until recordingTtlSeconds have passed. */
export function voiceUrl(state: YunfuState, origin: string, record: CallRecord): string {
	return recordingUrl(origin, record.id, state.now + state.context.settings.recordingTtlSeconds * 1000);
}

const urls: Operation = (call) => {
	const { state, origin } = call;
	const task = taskOf(call);
	const records = (call.values['recordIds'] as string[]).map((id) => {
		const record = task.record(id);
		if (record === undefined) throw new Refusal(`通话记录不存在: ${id}`, 404);
		return { id, record };
	});
	return () =>
		ok(
			messageOf(call),
			records.map(({ id, record }) => ({
				record_id: id,
				url: record.call.outcome.status === 1 ? voiceUrl(state, origin, record) : '',
			})),
		);
};

export const recordOperations: Record<string, Operation> = {
	'record.list': list,
	'record.get': get,
	'record.download': download,
	'record.urls': urls,
};
