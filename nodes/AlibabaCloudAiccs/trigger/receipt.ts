import type { IDataObject } from 'n8n-workflow';

import { chinaTimeToIso, isObject, readJson } from '../../shared';
import { readTranscript, transcriptText, type Turn } from '../shape';
import { eventOf, type ReceiptEvent } from './events';

export interface Receipt {
	event: ReceiptEvent;
	record: IDataObject;
}

/** Receipts of a push: an array, or one object as in some of the vendor's samples. Undefined when there is none. */
export function readReceipts(body: unknown): Receipt[] | undefined {
	const records: unknown[] = Array.isArray(body) ? body : [body];
	const receipts = records.filter(isObject).flatMap((record) => {
		const event = eventOf(record);
		return event ? [{ event, record }] : [];
	});
	return receipts.length > 0 ? receipts : undefined;
}

/** Of a receipt with several states of one call, each state counts: an early one must not hide the last. */
export function receiptKey({ event, record }: Receipt): string {
	const { callId, call_id, biz_id, statusCode, status_code, type } = record;
	const id = event === 'NoteAgent' ? biz_id : (callId ?? call_id);
	const known = id !== undefined && id !== null && id !== '';
	return JSON.stringify([event, known ? String(id) : record, statusCode ?? status_code ?? '', type ?? '']);
}

/** Fields that hold JSON, sometimes in a string. */
const EMBEDDED = new Set(['outputTags', 'output_tags', 'result']);
const TRANSCRIPT = new Set(['conversationRecord', 'conversation_record']);
const TIME = /(Time|_time)$/;
const ID = /(Id|_id)$/;
const SECONDS = /^(duration|bDuration)$/;

function embedded(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	return readJson(value) ?? value;
}

/** The push is acknowledged by now: a transcript that nests without end must not cost the receipt itself. */
function transcriptOf(value: unknown): Turn[] | undefined {
	try {
		return readTranscript(value);
	} catch {
		return undefined;
	}
}

function tidyField(name: string, value: unknown): unknown {
	if (EMBEDDED.has(name)) return embedded(value);
	if (TRANSCRIPT.has(name)) return transcriptOf(value) ?? embedded(value);
	if (TIME.test(name)) return chinaTimeToIso(value);
	if (ID.test(name) && typeof value === 'number') return String(value);
	if (SECONDS.test(name) && typeof value === 'string' && /^\d{1,9}$/.test(value)) return Number(value);
	return value;
}

/** A receipt as it comes out: the vendor's names, with the event, and the transcript as text when there is one. */
export function receiptItem({ event, record }: Receipt): IDataObject {
	const fields = Object.fromEntries(
		Object.entries(record).map(([name, value]) => [name, tidyField(name, value)]),
	) as IDataObject;
	const turns = transcriptOf(record.conversationRecord ?? record.conversation_record);
	return { event, ...fields, ...(turns && { transcript: transcriptText(turns) }) };
}
