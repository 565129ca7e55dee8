import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { readPages } from '../../shared';
import { listPages, listRows } from '../lists';
import { actionHeaders } from '../operation';
import { isFinalDetail } from '../resources/callDetail/simplify';
import { KnownDetails, SeenDetails } from './seenDetails';

export const COMPLETED = '1';
export const FAILED = '2';

/** A sibling of the action takes no more. */
const PAGE_SIZE = 100;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export type Send = (request: IHttpRequestOptions) => Promise<IDataObject>;

/** A result that is read and not put out yet, and since when (epoch ms of n8n's clock). */
type Held = Record<string, number>;

/** What is kept of a task between two polls. */
export interface TaskState {
	/** epoch ms; calls from before are settled */
	floor: number;
	seen: string;
	/** failed rows, which are known by their ID alone */
	failed: string;
	/** values of Status that were asked for at some time */
	statuses: string[];
	/** settled rows of each list since `floor` when it was read last, by Status; a list of another length has news */
	counts: Record<string, number>;
	held: Held;
}

export interface PollSettings {
	taskId: string;
	/** Values of Status to ask for. */
	statuses: string[];
	/** How long after its call a result may still turn up. */
	lateHours: number;
	/** How long to wait for the transcript of an answered call. */
	transcriptMinutes: number;
	fromBeginning: boolean;
	/** epoch ms */
	now: number;
}

export interface FinalRow {
	row: IDataObject;
	status: string;
}

const pages = listPages('DetailId');

/** QueryAiCallDetailPage of one task and status, of calls since a time. */
export function detailRequest(taskId: string, status: string, since = 0): IHttpRequestOptions {
	return {
		method: 'POST',
		url: '/',
		headers: actionHeaders('QueryAiCallDetailPage'),
		qs: { TaskId: taskId, Status: status, ...(since > 0 ? { StartCallingTime: since } : {}) },
	};
}

/** All rows of a list, or undefined when there are as many as last time: what has ended stays in its list. */
async function changedRows(
	send: Send,
	request: IHttpRequestOptions,
	lastCount: number | undefined,
): Promise<IDataObject[] | undefined> {
	if (lastCount !== undefined) {
		const body = await send({ ...request, qs: { ...request.qs, PageNo: 1, PageSize: 1 } });
		if (pages.total(body) === lastCount) return undefined;
	}
	return await readPages({
		send,
		request,
		pages,
		rows: listRows,
		pageSize: PAGE_SIZE,
		limit: Number.POSITIVE_INFINITY,
	});
}

const callingTime = ({ CallingTime }: IDataObject): number => Number(CallingTime) || 0;

/** An answered call whose transcript the vendor has not written yet. */
const lacksTranscript = ({ ConversationDuration, ConversationRecord }: IDataObject): boolean =>
	Number(ConversationDuration) > 0 && (ConversationRecord ?? '') === '';

const isSettled = (row: IDataObject, held: Held): boolean =>
	row.DetailId !== undefined && isFinalDetail(row) && !(String(row.DetailId) in held);

/**
 * The results of a task that were not there at the last poll, in the order of their calls, and the state to keep once
 * they are handed over. Nothing is remembered by order or by time alone: the vendor says nothing about the order of its
 * lists, and long calls end after short ones that began later.
 */
export async function newResults(
	send: Send,
	settings: PollSettings,
	last: TaskState | undefined,
): Promise<{ results: FinalRow[]; state: TaskState }> {
	const { taskId, statuses, fromBeginning, now } = settings;
	const lateMs = settings.lateHours * HOUR_MS;
	const seen = new SeenDetails(last?.floor ?? (fromBeginning ? 0 : now - lateMs), last?.seen);
	const failed = new KnownDetails(last?.failed);
	const counts = { ...last?.counts };
	const held: Held = {};
	const results: FinalRow[] = [];
	const asked = seen.floor;
	const read: Record<string, IDataObject[]> = {};

	for (const status of statuses) {
		// What was there before the user asked for it is only remembered.
		const silent = !fromBeginning && !last?.statuses.includes(status);
		// Failed numbers may have been called long before they are cancelled, or never: no time finds them all.
		const since = status === FAILED ? 0 : asked;
		const rows = await changedRows(send, detailRequest(taskId, status, since), counts[status]);
		if (!rows) continue;
		read[status] = rows;
		const withId = rows.filter((row) => row.DetailId !== undefined && isFinalDetail(row));
		const known = (row: IDataObject) => status === FAILED || callingTime(row) === 0;
		const added = failed.update(withId.filter(known).map(({ DetailId }) => String(DetailId)));
		for (const row of withId) {
			const id = String(row.DetailId);
			const calledAt = callingTime(row);
			if (known(row)) {
				if (added.has(id) && !silent) results.push({ row, status });
				continue;
			}
			if (calledAt < asked || seen.has(id)) continue;
			const heldSince = last?.held[id] ?? now;
			if (!silent && lacksTranscript(row) && now - heldSince < settings.transcriptMinutes * MINUTE_MS) {
				held[id] = heldSince;
				continue;
			}
			seen.add(id, calledAt);
			if (!silent) results.push({ row, status });
		}
	}

	const all = Object.values(read).flat();
	const newest = all.reduce((latest, row) => Math.max(latest, callingTime(row)), 0);
	const oldestHeld = all
		.filter(({ DetailId }) => String(DetailId) in held)
		.reduce((oldest, row) => Math.min(oldest, callingTime(row)), Number.POSITIVE_INFINITY);
	seen.settleBefore(Math.min(newest - lateMs, oldestHeld));
	for (const status of statuses) {
		const asksFrom = status === FAILED ? 0 : seen.floor;
		const rows = read[status];
		if (rows)
			counts[status] = rows.filter((row) => isSettled(row, held) && callingTime(row) >= asksFrom).length;
		// What was counted since another time says nothing about the next answer.
		else if (asksFrom !== (status === FAILED ? 0 : asked)) delete counts[status];
	}
	results.sort((a, b) => callingTime(a.row) - callingTime(b.row));
	return {
		results,
		state: {
			floor: seen.floor,
			seen: seen.store(),
			failed: failed.store(),
			statuses: [...new Set([...(last?.statuses ?? []), ...statuses])],
			counts,
			held,
		},
	};
}
