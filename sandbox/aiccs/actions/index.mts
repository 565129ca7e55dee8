import type { Action } from './action.mts';
import { queryAgentDetail, queryAgents } from './agents.mts';
import { cancelDetails } from './cancel-details.mts';
import { createTask } from './create-task.mts';
import { dialogContent } from './dialog-content.mts';
import { hangUp } from './hang-up.mts';
import { hotlineStatistics } from './hotline-statistics.mts';
import { importNumbers } from './import-numbers.mts';
import { importOneNumber } from './import-one-number.mts';
import { queryConversation, queryConversationNew } from './query-conversation.mts';
import { queryDetails } from './query-details.mts';
import { queryTaskDetail } from './query-task-detail.mts';
import { queryTaskPage } from './query-task-page.mts';
import { smartCall, smartCallEncrypt } from './smart-call.mts';
import { startTask } from './start-task.mts';
import { stopTask } from './stop-task.mts';
import { updateTask } from './update-task.mts';
import { listVoices } from './voices.mts';

/** The actions that the metadata describes in full. */
export const actions: Record<string, Action> = {
	CancelAiCallDetails: cancelDetails,
	CreateAiCallTask: createTask,
	GetCallDialogContent: dialogContent,
	GetHotlineServiceStatistics: hotlineStatistics,
	HangupOperate: hangUp,
	ImportOneTaskPhoneNumber: importOneNumber,
	ImportTaskNumberDatas: importNumbers,
	ListAvailableTts: listVoices,
	LlmSmartCall: smartCall,
	LlmSmartCallEncrypt: smartCallEncrypt,
	PageQueryAgentList: queryAgents,
	QueryAiCallDetailPage: queryDetails,
	QueryAiCallTaskDetail: queryTaskDetail,
	QueryAiCallTaskPage: queryTaskPage,
	QueryAiVoiceAgentDetail: queryAgentDetail,
	QueryConversationDetailInfo: queryConversation,
	QueryConversationDetailInfoNew: queryConversationNew,
	StartAiCallTask: startTask,
	StopAiCallTask: stopTask,
	UpdateAiCallTask: updateTask,
};
