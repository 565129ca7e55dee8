import { durationOf, endedCallOf, failedReasonOf, resultOf } from '../call-fields.mts';
import type { CallDetail } from '../dialler.mts';
import { CALL_RESULTS } from '../outcomes.mts';
import type { ParameterReader } from '../parameters.mts';
import { recordingUrl } from '../../recordings.mts';
import { ok, type ResponseValue } from '../response.mts';
import type { CallTask } from '../state.mts';
import { invalid, withTask, type Action, type ActionContext } from './action.mts';
import { pageOf, type Page } from './paging.mts';

type Test = (detail: CallDetail) => boolean;

const PENDING = '0';
const COMPLETED = '1';

/** Status of a detail: 0 initial, 1 waiting, 2 waiting for a retry, 3 calling, 4 ended, 5 failed. */
export function statusNumber(detail: CallDetail, upNext: ReadonlySet<CallDetail>): number {
	if (detail.phase === 'queued') return upNext.has(detail) ? 1 : 0;
	return { retrying: 2, calling: 3, ended: 4, failed: 5 }[detail.phase];
}

function row(
	task: CallTask,
	detail: CallDetail,
	upNext: ReadonlySet<CallDetail>,
	context: ActionContext,
): ResponseValue {
	const call = endedCallOf(task, detail);
	const result = resultOf(detail);
	const expires = context.now + context.settings.recordingTtlSeconds * 1000;
	return {
		DetailId: detail.detailId,
		TaskId: detail.taskId,
		BatchId: detail.batchId,
		CalledNumber: detail.number,
		OutId: detail.outId,
		EncryptionType: detail.encryptionType,
		Status: statusNumber(detail, upNext),
		CallResult: result && CALL_RESULTS[result].text,
		FailedReason: failedReasonOf(detail),
		ImportedTime: detail.importedAt,
		CallingTime: detail.callingAt,
		MajorIntent: call?.majorIntent,
		ConversationDuration: call?.duration,
		ConversationTurnCount: call && Math.floor(call.turns.length / 2),
		ConversationRecord: call && call.turns.length > 0 ? JSON.stringify(call.turns) : undefined,
		RecordingFilePath:
			call && call.duration > 0 ? recordingUrl(context.origin, call.callId, expires) : undefined,
		Options: JSON.stringify(detail.variables),
	};
}

/** A test per given filter; durations are given in minutes. */
function testsFrom(parameters: ParameterReader): Test[] {
	const tests: Test[] = [];
	const equal = (name: string, of: (detail: CallDetail) => string | undefined): void => {
		const wanted = parameters.text(name);
		if (wanted !== undefined) tests.push((detail) => of(detail) === wanted);
	};
	const range = (
		from: string,
		to: string,
		unit: number,
		of: (detail: CallDetail) => number | undefined,
	): void => {
		const min = parameters.number(from);
		const max = parameters.number(to);
		if (min !== undefined) tests.push((detail) => (of(detail) ?? Number.NEGATIVE_INFINITY) >= min * unit);
		if (max !== undefined) tests.push((detail) => (of(detail) ?? Number.POSITIVE_INFINITY) <= max * unit);
	};
	const ids = parameters.list('DetailIds');
	if (ids !== undefined) {
		const wanted = new Set(ids);
		tests.push((detail) => wanted.has(detail.detailId));
	}
	equal('BatchId', (detail) => detail.batchId);
	equal('CalledNumber', (detail) => detail.number);
	equal('EncryptionType', (detail) => String(detail.encryptionType));
	equal('CallResult', (detail) => resultOf(detail));
	equal('MajorIntent', (detail) => (detail.phase === 'calling' ? undefined : detail.outcome?.majorIntent));
	equal('OutId', (detail) => detail.outId);
	range('MinConversationDuration', 'MaxConversationDuration', 60, durationOf);
	range('StartImportedTime', 'EndImportedTime', 1, (detail) => detail.importedAt);
	range('StartCallingTime', 'EndCallingTime', 1, (detail) => detail.callingAt);
	return tests;
}

const FILTERS = [
	'DetailIds',
	'BatchId',
	'CalledNumber',
	'EncryptionType',
	'CallResult',
	'MajorIntent',
	'OutId',
	'MinConversationDuration',
	'MaxConversationDuration',
	'StartImportedTime',
	'EndImportedTime',
	'StartCallingTime',
	'EndCallingTime',
];

interface Found {
	total: number;
	details: readonly CallDetail[];
}

function find(task: CallTask, status: string, parameters: ParameterReader, page: Page): Found {
	const { dialler } = task;
	const { filters } = dialler;
	const { offset, pageSize } = page;
	const tests = testsFrom(parameters);
	const passes: Test = (detail) => tests.every((test) => test(detail));
	if (status === PENDING) {
		if (tests.length === 0)
			return { total: dialler.pendingCount, details: dialler.pending(offset, pageSize) };
		const found = dialler.pending(0, dialler.pendingCount).filter(passes);
		return { total: found.length, details: found.slice(offset, offset + pageSize) };
	}
	const [list, cache] =
		status === COMPLETED ? [dialler.completed, filters.completed] : [dialler.failed, filters.failed];
	const key = FILTERS.map((name) => parameters.text(name) ?? '').join('|');
	const found = tests.length === 0 ? list : cache.matches(list, key, passes);
	return { total: found.length, details: found.slice(offset, offset + pageSize) };
}

/** QueryAiCallDetailPage: Status 0 pending, 1 completed, 2 failed; the latter two in the order of ending. */
export const queryDetails: Action = (parameters, context) => {
	const paged = pageOf(parameters);
	if ('refusal' in paged) return paged.refusal;
	const { page } = paged;
	if ((parameters.list('DetailIds') ?? []).length > 100) return invalid('DetailIds', 'at most 100 ids');
	const encryptionType = parameters.number('EncryptionType') ?? 0;
	if (encryptionType < 0 || encryptionType > 3) return invalid('EncryptionType', 'must be from 0 to 3');
	return withTask(parameters, context, (task) => ({
		accept: () => {
			const found = find(task, parameters.required('Status'), parameters, page);
			const upNext = task.dialler.upNext();
			return ok(context.action, {
				PageNo: page.pageNo,
				PageSize: page.pageSize,
				Total: found.total,
				List: found.details.map((detail) => row(task, detail, upNext, context)),
			});
		},
	}));
};
