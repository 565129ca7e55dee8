/**
 * Where the node and the vendor's metadata of aiccs 2019-10-15 differ on purpose, and what only the vendor's prose
 * says. Each entry names the source that decides.
 */

export interface Difference {
	action: string;
	parameter: string;
	/**
	 * `added`: the metadata does not have it. `notOffered`: the value cannot be chosen. `required`: the metadata has it
	 * optional. `defaulted`: the node fills it in when the user leaves it empty. `stricter`: the node refuses values
	 * that the metadata's limit allows.
	 */
	kind: 'added' | 'notOffered' | 'required' | 'defaulted' | 'stricter';
	/** With `notOffered`: which value. */
	value?: string;
	why: string;
	source: string;
}

const PAGES = 'https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-';
const METADATA = 'description in the metadata of the action';

export const DIFFERENCES: Difference[] = [
	{
		action: 'ListAvailableTts',
		parameter: 'VoiceType',
		kind: 'added',
		why: 'new in May 2026: SYSTEM, COSYCLONE, BL-CUSTOM',
		source: 'official SDK aiccs-20191015 v5.4.1, ListAvailableTtsRequest',
	},
	{
		action: 'ImportTaskNumberDatas',
		parameter: 'DataType',
		kind: 'notOffered',
		value: 'EXCEL',
		why: 'the action takes JSON only for now',
		source: METADATA,
	},
	{
		action: 'CreateAiCallTask',
		parameter: 'AgentId',
		kind: 'required',
		why: 'a task needs an agent or an application; asked for when the agent holds the conversation',
		source: `${PAGES}createaicalltask`,
	},
	{
		action: 'CreateAiCallTask',
		parameter: 'ApplicationCode',
		kind: 'required',
		why: 'a task needs an agent or an application; asked for when the application holds the conversation',
		source: `${PAGES}createaicalltask`,
	},
	...['CreateAiCallTask', 'UpdateAiCallTask'].map((action): Difference => ({
		action,
		parameter: 'TaskStartTime',
		kind: 'required',
		why: 'mandatory when StartType is SCHEDULE, and shown only then',
		source: METADATA,
	})),
	{
		action: 'QueryAiVoiceAgentDetail',
		parameter: 'AgentId',
		kind: 'required',
		why: 'there is nothing to get without it',
		source: `${PAGES}queryaivoiceagentdetail`,
	},
	{
		action: 'ImportTaskNumberDatas',
		parameter: 'PhoneNumberList',
		kind: 'required',
		why: 'an import without numbers does nothing',
		source: METADATA,
	},
	{
		action: 'LlmSmartCall',
		parameter: 'CallerNumber',
		kind: 'required',
		why: 'the action answers MissingParameter.CallerNumber without it',
		source: 'error codes in the metadata of the action',
	},
	...['DetailId', 'CallId', 'OutId'].map((parameter): Difference => ({
		action: 'QueryConversationDetailInfoNew',
		parameter,
		kind: 'required',
		why: 'one of the three finds the call: the one that the user chooses is asked for',
		source: `${PAGES}queryconversationdetailinfonew`,
	})),
	...['DetailIdList', 'BatchId', 'PhoneNumbers'].map((parameter): Difference => ({
		action: 'CancelAiCallDetails',
		parameter,
		kind: 'required',
		why: 'the calls are found by IDs, by a batch, or by numbers in a batch: what the user chooses is asked for',
		source: METADATA,
	})),
	{
		action: 'GetCallDialogContent',
		parameter: 'CallDate',
		kind: 'defaulted',
		why: 'today in China, as dialogs are mostly read on the day of the call',
		source: METADATA,
	},
];

/** Limits that the vendor states in prose only. */
export interface TextLimit {
	action: string;
	parameter: string;
	minimum?: number;
	maximum?: number;
	maxLength?: number;
	source: string;
}

export const TEXT_LIMITS: TextLimit[] = [
	...['CreateAiCallTask', 'UpdateAiCallTask'].flatMap((action): TextLimit[] => [
		{ action, parameter: 'TaskCps', maximum: 500, source: 'official SDK aiccs-20191015 v5.4.1' },
		{ action, parameter: 'CallRetryTimes', maximum: 3, source: METADATA },
	]),
	{ action: 'CreateAiCallTask', parameter: 'CallRetryInterval', maximum: 720, source: METADATA },
	{ action: 'UpdateAiCallTask', parameter: 'CallRetryInterval', maximum: 120, source: METADATA },
	{ action: 'LlmSmartCall', parameter: 'TtsSpeed', minimum: -200, maximum: 200, source: METADATA },
	{ action: 'LlmSmartCall', parameter: 'TtsVolume', minimum: 0, maximum: 100, source: METADATA },
	{ action: 'ImportOneTaskPhoneNumber', parameter: 'OutId', maxLength: 128, source: METADATA },
];

/** Fields that hold a parameter under a name that is not the vendor's. */
export const FIELD_NAMES: Record<string, string> = {
	CallDay: 'callDays',
	CallRetryReason: 'callRetryReasons',
	CallTime: 'callWindows',
	PhoneNumberList: 'phoneNumber',
};
