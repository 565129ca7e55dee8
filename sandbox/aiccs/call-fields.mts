import { uuidFrom } from '../hash.mts';
import { recordingUrl } from '../recordings.mts';
import type { OutputTag } from './agents.mts';
import type { CallDetail } from './dialler.mts';
import { pickUpTime } from './engine-calls.mts';
import { CALL_RESULTS, type CallResult } from './outcomes.mts';
import type { ResponseValue } from './response.mts';
import { callIdOf, type CallTask } from './state.mts';
import { transcriptOf, type Turn } from './transcripts.mts';

/** What the answers and receipts say about a detail's latest call that has ended. */
export interface EndedCall {
	callId: string;
	result: CallResult;
	/** epoch ms */
	startedAt: number;
	pickedUpAt?: number;
	endedAt: number;
	/** seconds of conversation */
	duration: number;
	majorIntent?: string;
	turns: Turn[];
	/** 0 user, 1 robot */
	hangUpDirection: '0' | '1';
	outputTags: Array<{ tag: OutputTag; values: string[] }>;
}

/** Result of a detail so far, or undefined before the first call ended. */
export function resultOf(detail: CallDetail): CallResult | undefined {
	if (detail.phase === 'failed' && detail.failedReason !== undefined) return 'CANCEL';
	return detail.phase === 'queued' || detail.phase === 'calling' ? undefined : detail.outcome?.result;
}

/** Seconds of conversation of the latest call; 0 unless it was answered and has ended. */
export function durationOf(detail: CallDetail): number {
	return detail.phase === 'ended' ? (detail.outcome?.talkSeconds ?? 0) : 0;
}

/** The latest call of a detail if it has ended. */
export function endedCallOf(task: CallTask, detail: CallDetail): EndedCall | undefined {
	const { outcome, callingAt, endAt } = detail;
	const callId = callIdOf(detail);
	if (!outcome || callingAt === undefined || endAt === undefined || callId === undefined) return undefined;
	if (detail.phase === 'calling') return undefined;
	const pickedUpAt = pickUpTime(callingAt, endAt, outcome);
	return {
		callId,
		result: outcome.result,
		startedAt: callingAt,
		...(pickedUpAt !== undefined && { pickedUpAt }),
		endedAt: endAt,
		duration: outcome.talkSeconds,
		...(outcome.majorIntent !== undefined && { majorIntent: outcome.majorIntent }),
		turns: transcriptOf(outcome, calleeName(detail)),
		hangUpDirection: outcome.hangUpBy === 'user' ? '0' : '1',
		outputTags: outcome.majorIntent === undefined ? [] : tagsOf(task, outcome.majorIntent, detail),
	};
}

function calleeName(detail: CallDetail): string | undefined {
	const { variables } = detail;
	return variables.customerName ?? variables.name ?? variables['startWordParam.name'];
}

function tagsOf(task: CallTask, intent: string, detail: CallDetail): EndedCall['outputTags'] {
	return (task.agent?.outputTags ?? []).map((tag) => {
		const options = tag.options;
		const grade = Math.min('ABCD'.indexOf(intent), (options?.length ?? 1) - 1);
		return {
			tag,
			values: [options ? options[grade] : `${9 + (Number(detail.number.slice(-1)) || 0)}点`],
		};
	});
}

/** OutputTags[] of the conversation details; OutputTagValue is JSON in a string, as in the vendor's sample. */
export function outputTagFields(task: CallTask, call: EndedCall): ResponseValue {
	return call.outputTags.map(({ tag, values }) => ({
		Id: uuidFrom(`${task.agent?.AgentId}/${tag.name}`),
		OutputTagName: tag.name,
		OutputTagDescription: tag.description,
		OutputTagValue: tag.options ? JSON.stringify(values) : values[0],
	}));
}

/** Variables[] of the conversation details: the agent's variables and what was imported beyond them. */
export function variableFields(task: CallTask, detail: CallDetail): ResponseValue {
	const declared = task.agent?.variables ?? [];
	const rows = declared.map((variable) => ({
		Id: uuidFrom(`${task.agent?.AgentId}/${variable.key}`),
		Key: variable.key,
		Name: variable.name,
		Value: detail.variables[variable.key],
		Required: variable.required,
	}));
	const extra = Object.entries(detail.variables)
		.filter(([key]) => !declared.some((variable) => variable.key === key))
		.map(([key, value]) => ({ Key: key, Name: key, Value: value, Required: false }));
	return [...rows, ...extra];
}

/** Fields that both conversation queries share. */
export function conversationFields(
	task: CallTask,
	detail: CallDetail,
	origin: string,
	linkExpires: number,
): { [name: string]: ResponseValue } {
	const call = endedCallOf(task, detail);
	const result = resultOf(detail);
	return {
		CallId: callIdOf(detail),
		CallerPhone: task.virtualNumber,
		CalledPhone: detail.number,
		OutId: detail.outId,
		FailedReason: failedReasonOf(detail),
		CallResult: result,
		StatusCode: result && CALL_RESULTS[result].statusCode,
		StatusMsg: result && CALL_RESULTS[result].statusMsg,
		StartCallTime: detail.callingAt,
		PickUpTime: call?.pickedUpAt,
		ReleaseTime: call?.endedAt,
		Duration: call?.duration,
		HangupDirection: call?.hangUpDirection,
		MajorIntent: call?.majorIntent,
		ConversationRecord: call && call.turns.length > 0 ? JSON.stringify(call.turns) : undefined,
		RecordingFileDownloadUrl:
			call && call.duration > 0 ? recordingUrl(origin, call.callId, linkExpires) : undefined,
		Variables: variableFields(task, detail),
		OutputTags: call && outputTagFields(task, call),
	};
}

/** Why a detail ended as failed. */
export function failedReasonOf(detail: CallDetail): string | undefined {
	if (detail.phase !== 'failed') return undefined;
	return detail.failedReason ?? (detail.outcome && CALL_RESULTS[detail.outcome.result].text);
}
