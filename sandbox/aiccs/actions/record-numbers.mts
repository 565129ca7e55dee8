import type { CallDetail } from '../dialler.mts';
import type { ActionContext } from './action.mts';

/** Notes accepted numbers; the same number of the same task again counts as a duplicate. */
export function recordNumbers(context: ActionContext, details: CallDetail[]): void {
	for (const detail of details) {
		context.ledger.add({
			vendor: 'aiccs',
			kind: 'number',
			action: context.action,
			key: `${detail.taskId}/${detail.number}`,
			at: context.now,
			taskId: detail.taskId,
			number: detail.number,
			outId: detail.outId,
			batchId: detail.batchId,
			detailId: detail.detailId,
		});
	}
}
