import type { CallDetail } from '../dialler.mts';
import type { ParameterReader } from '../parameters.mts';
import { ok } from '../response.mts';
import type { AiccsState, CallTask } from '../state.mts';
import { missing, withTask, type Action } from './action.mts';

const NOT_FOUND = '明细记录不存在';
const NOT_CANCELLABLE = '明细记录当前状态不可取消';

interface Chosen {
	/** by the id or number the caller gave */
	details: Array<[string, CallDetail]>;
	unknown: string[];
}

/** DetailIdList wins; otherwise a batch, narrowed by PhoneNumbers. */
function chosenBy(parameters: ParameterReader, task: CallTask, state: AiccsState): Chosen {
	const ids = parameters.list('DetailIdList');
	if (ids !== undefined) {
		const chosen: Chosen = { details: [], unknown: [] };
		for (const id of new Set(ids)) {
			const detail = state.detail(task.taskId, id);
			if (detail) chosen.details.push([id, detail]);
			else chosen.unknown.push(id);
		}
		return chosen;
	}
	const batch = task.dialler.details.filter((detail) => detail.batchId === parameters.text('BatchId'));
	const numbers = parameters.list('PhoneNumbers');
	const inBatch = new Set(batch.map((detail) => detail.number));
	return {
		details: batch
			.filter((detail) => numbers === undefined || numbers.includes(detail.number))
			.map((detail) => [detail.number, detail]),
		unknown: (numbers ?? []).filter((number) => !inBatch.has(number)),
	};
}

/** CancelAiCallDetails: what is up next, in a call or final stays and is listed in FailedDetails. */
export const cancelDetails: Action = (parameters, context) => {
	if (parameters.list('DetailIdList') === undefined && parameters.text('BatchId') === undefined) {
		return missing('DetailIdList');
	}
	return withTask(parameters, context, (task) => ({
		accept: () => {
			const { details, unknown } = chosenBy(parameters, task, context.state);
			const upNext = task.dialler.upNext();
			const cancelled = new Set<CallDetail>();
			const failed: Record<string, string> = {};
			for (const id of unknown) failed[id] = NOT_FOUND;
			let failedCount = unknown.length;
			for (const [id, detail] of details) {
				const waiting = detail.phase === 'retrying' || (detail.phase === 'queued' && !upNext.has(detail));
				if (waiting) cancelled.add(detail);
				else {
					failed[id] = NOT_CANCELLABLE;
					failedCount += 1;
				}
			}
			task.dialler.cancel(cancelled);
			for (const detail of cancelled) {
				context.ledger.add({
					vendor: 'aiccs',
					kind: 'change',
					action: context.action,
					key: `cancel/${detail.detailId}`,
					at: context.now,
					taskId: task.taskId,
					detailId: detail.detailId,
					number: detail.number,
				});
			}
			return ok(context.action, {
				TotalCount: details.length + unknown.length,
				SucceedCount: cancelled.size,
				FailedCount: failedCount,
				ResultCode: failedCount === 0 ? 'ALL_SUCCEED' : cancelled.size === 0 ? 'ALL_FAILED' : 'PART_FAILED',
				FailedDetails: failed,
			});
		},
	}));
};
