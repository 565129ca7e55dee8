import { uuidFrom } from '../hash.mts';
import { recordingUrl } from '../recordings.mts';
import type { Delivery } from '../types.mts';
import { chinaDateTime } from '../china-time.mts';
import { CALL_RESULTS, type CallResult } from './outcomes.mts';
import type { Turn } from './transcripts.mts';

/**
 * The receipts (document 297359 of the AICCS help), named after their MNS MessageType because two of the
 * HTTP pushes share a name.
 */
export const RECEIPT_EVENTS = [
	'LlmSmartCallReport',
	'LlmSmartCallRecord',
	'AlicomAgentCallReport',
	'AlicomAgentCallRecord',
	'AlicomAgentCallNote',
	'NoteAgent',
] as const;

export type ReceiptEvent = (typeof RECEIPT_EVENTS)[number];

/** A finished call as the receipts tell it; times are epoch ms, durations seconds. */
export interface ReceiptCall {
	callId: string;
	outId?: string;
	caller: string;
	callee: string;
	result: CallResult;
	startedAt: number;
	ringSeconds: number;
	pickedUpAt?: number;
	endedAt: number;
	duration: number;
	hangUpBy: 'user' | 'robot';
	majorIntent?: string;
	turns: Turn[];
	/** absent for calls of the engine */
	task?: {
		taskId: string;
		detailId: string;
		batchId: string;
		attempt: number;
		/** text tags as text, enumerated ones as lists */
		outputTags: Record<string, string | string[]>;
	};
}

export type ReceiptRecord = Record<string, unknown>;

export function isReceiptEvent(event: string): event is ReceiptEvent {
	return (RECEIPT_EVENTS as readonly string[]).includes(event);
}

/** Whether the vendor sends this receipt for such a call. */
export function concerns(event: ReceiptEvent, call: ReceiptCall): boolean {
	const ofTask = event.startsWith('AlicomAgent');
	if (ofTask !== (call.task !== undefined)) return false;
	return event.endsWith('Report') || call.duration > 0;
}

function time(epochMs: number | undefined): string {
	return epochMs === undefined ? '' : chinaDateTime(epochMs);
}

/** The receipts spell one result unlike the API. */
function smartStatusCode(result: CallResult): string {
	return result === 'NO_USER_RESPONSE' ? 'NO_USER_RESPONDING' : result;
}

/** The documented record of an event for a call; recording links end at `linkExpires` (simulated epoch ms). */
export function receiptRecord(
	event: ReceiptEvent,
	call: ReceiptCall,
	origin: string,
	linkExpires: number,
): ReceiptRecord {
	const { statusCode, statusMsg } = CALL_RESULTS[call.result];
	const ringAt = call.startedAt + 1000;
	const file = (): string => recordingUrl(origin, call.callId, linkExpires);
	const ids = {
		taskId: call.task?.taskId,
		detailId: call.task?.detailId,
		batchId: call.task?.batchId,
		outId: call.outId ?? '',
	};
	switch (event) {
		case 'LlmSmartCallReport':
			return {
				call_id: call.callId,
				start_time: time(call.pickedUpAt),
				end_time: time(call.endedAt),
				duration: call.duration,
				status_code: statusCode,
				status_msg: statusMsg,
				out_id: call.outId ?? '',
				caller: call.caller,
				callee: call.callee,
				hangup_direction: call.hangUpBy === 'user' ? '用户' : '机器',
				toll_type: 'DOMESTIC',
				originate_time: time(call.startedAt),
				ring_time: call.result === 'INVALID_NUMBER' ? '' : time(ringAt),
				smart_status_code: smartStatusCode(call.result),
			};
		case 'LlmSmartCallRecord':
			return {
				call_id: call.callId,
				start_time: time(call.pickedUpAt),
				end_time: time(call.endedAt),
				duration: call.duration,
				status_code: statusCode,
				record_file: file(),
				out_id: call.outId ?? '',
			};
		case 'AlicomAgentCallReport':
			return {
				...ids,
				callId: call.callId,
				startTime: time(call.pickedUpAt),
				endTime: time(call.endedAt),
				duration: call.duration,
				statusCode,
				smartStatusCode: smartStatusCode(call.result),
				statusMsg,
				caller: call.caller,
				callee: call.callee,
				hangupDirection: call.hangUpBy === 'user' ? '用户' : '机器',
				originateTime: time(call.startedAt),
				ringTime: call.result === 'INVALID_NUMBER' ? '' : time(ringAt),
				bRingTime: '',
				bStartTime: '',
				bEndTime: '',
				bDuration: 0,
				bOriginateTime: '',
			};
		case 'AlicomAgentCallRecord':
			return {
				...ids,
				callId: call.callId,
				duration: call.duration,
				startTime: time(call.pickedUpAt),
				endTime: time(call.endedAt),
				recordFile: file(),
			};
		case 'AlicomAgentCallNote':
			return {
				...ids,
				callId: call.callId,
				majorIntent: call.majorIntent,
				outputTags: call.task?.outputTags ?? {},
				conversationRecord: JSON.stringify(call.turns),
				call_times: call.task?.attempt,
			};
		case 'NoteAgent':
			return {
				call_id: call.callId,
				biz_id: uuidFrom(call.callId),
				out_id: call.outId ?? '',
				cell_number: call.callee,
				success: true,
				error_code: 'success',
				error_msg: '',
				content_length: call.turns.reduce((length, turn) => length + turn.content.length, 0),
				duration: call.duration,
				start_time: time(call.pickedUpAt),
				report_time: time(call.endedAt + 60_000),
				type: '质检',
				result: JSON.stringify([
					{ item: '礼貌用语', full_score: 10, score: 9, problem: '', suggestion: '结束时可再次致谢' },
				]),
			};
	}
}

/** Says why a reply is no acknowledgement: it takes HTTP 200 and a JSON object whose `code` is a number. */
function refusal(status: number, body: string): string | undefined {
	if (status !== 200) return `HTTP ${status}`;
	try {
		const reply: unknown = JSON.parse(body);
		if (typeof reply === 'object' && reply !== null && 'code' in reply && typeof reply.code === 'number') {
			return undefined;
		}
	} catch {
		// judged below
	}
	return 'the reply has no numeric code';
}

/** HTTP batch push as documented: a JSON array per request, 700 ms to answer, retries after 1, 5 and 10 minutes. */
export function receiptDelivery(event: ReceiptEvent, url: string, batches: ReceiptRecord[][]): Delivery {
	return {
		vendor: 'aiccs',
		event,
		url,
		bodies: batches,
		timeoutMs: 700,
		retryAfterSeconds: [60, 300, 600],
		refusal,
	};
}
