import { conversationFields, endedCallOf } from '../call-fields.mts';
import type { CallDetail } from '../dialler.mts';
import { ok } from '../response.mts';
import type { CallTask } from '../state.mts';
import { failure, missing, withTask, type Action, type ActionContext } from './action.mts';
import { statusNumber } from './query-details.mts';

function fieldsOf(task: CallTask, detail: CallDetail, context: ActionContext) {
	const expires = context.now + context.settings.recordingTtlSeconds * 1000;
	return conversationFields(task, detail, context.origin, expires);
}

/** QueryConversationDetailInfo: one call by TaskId, DetailId and BatchId. */
export const queryConversation: Action = (parameters, context) =>
	withTask(parameters, context, (task) => {
		const detail = context.state.detail(task.taskId, parameters.required('DetailId'));
		if (detail === undefined || detail.batchId !== parameters.required('BatchId')) {
			return failure(context, 'DETAIL_NOT_EXIST', '任务明细不存在');
		}
		return {
			accept: () =>
				ok(context.action, {
					...fieldsOf(task, detail, context),
					EncryptionType: String(detail.encryptionType),
				}),
		};
	});

/** QueryConversationDetailInfoNew: by DetailId, CallId or OutId; all that are given must fit. */
export const queryConversationNew: Action = (parameters, context) => {
	const detailId = parameters.text('DetailId');
	const callId = parameters.text('CallId');
	const outId = parameters.text('OutId');
	if (detailId === undefined && callId === undefined && outId === undefined) return missing('DetailId');
	return withTask(parameters, context, (task) => {
		const candidates = [
			...(detailId === undefined ? [] : [context.state.detail(task.taskId, detailId)]),
			...(callId === undefined ? [] : [context.state.detailOfCall(callId)]),
			...(outId === undefined ? [] : [task.dialler.detailOf(outId)]),
		];
		const detail = candidates[0];
		if (
			detail === undefined ||
			detail.taskId !== task.taskId ||
			candidates.some((other) => other !== detail)
		) {
			return failure(context, 'DETAIL_NOT_EXIST', '任务明细不存在');
		}
		return {
			accept: () => {
				const call = endedCallOf(task, detail);
				return ok(context.action, {
					...fieldsOf(task, detail, context),
					TaskId: task.taskId,
					DetailId: detail.detailId,
					BatchId: detail.batchId,
					Options: JSON.stringify(detail.variables),
					ConversationTurnCount: call && Math.floor(call.turns.length / 2),
					Status: statusNumber(detail, task.dialler.upNext()),
					ImportedTime: detail.importedAt,
					EncryptionType: detail.encryptionType,
				});
			},
		};
	});
};
