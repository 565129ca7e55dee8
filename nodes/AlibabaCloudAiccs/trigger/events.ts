import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

/**
 * The receipts, named after their message types: two of the HTTP pushes share a name.
 * https://help.aliyun.com/en/aiccs/developer-reference/receipt-message-introduction-and-configuration-process
 */
export type ReceiptEvent =
	| 'AlicomAgentCallNote'
	| 'AlicomAgentCallRecord'
	| 'AlicomAgentCallReport'
	| 'LlmSmartCallRecord'
	| 'LlmSmartCallReport'
	| 'NoteAgent';

export const EVENTS: Array<INodePropertyOptions & { value: ReceiptEvent }> = [
	{
		name: 'Agent Call Note',
		value: 'AlicomAgentCallNote',
		description: 'Intent, tags and transcript of a call of a call task (AlicomAgentCallNote)',
	},
	{
		name: 'Agent Call Record',
		value: 'AlicomAgentCallReport',
		description: 'A call of a call task has ended (AlicomAgentCallReport)',
	},
	{
		name: 'Agent Recording',
		value: 'AlicomAgentCallRecord',
		description: 'The recording of a call of a call task is ready (AlicomAgentCallRecord)',
	},
	{
		name: 'Engine Call Record',
		value: 'LlmSmartCallReport',
		description:
			'A call of an LLM application has ended, placed by Call > Place or by a call task (LlmSmartCall)',
	},
	{
		name: 'Engine Recording',
		value: 'LlmSmartCallRecord',
		description:
			'The recording of a call of an LLM application is ready, placed by Call > Place or by a call task (LlmSmartCall)',
	},
	{
		name: 'Note Agent Result',
		value: 'NoteAgent',
		description: 'The note agent has summed up or checked a call',
	},
];

/** What tells the receipts apart, first match first: the pushes do not say what they are. */
const SIGNS: Array<[event: ReceiptEvent, id: string, anyOf: string[]]> = [
	['NoteAgent', 'biz_id', ['result', 'error_code', 'content_length']],
	['LlmSmartCallRecord', 'call_id', ['record_file']],
	['LlmSmartCallReport', 'call_id', ['status_code', 'status_msg', 'originate_time', 'smart_status_code']],
	['AlicomAgentCallRecord', 'callId', ['recordFile']],
	['AlicomAgentCallNote', 'callId', ['majorIntent', 'outputTags', 'conversationRecord']],
	['AlicomAgentCallReport', 'callId', ['statusCode', 'statusMsg', 'originateTime', 'smartStatusCode']],
];

/** Which receipt a record is; undefined when it is none. */
export function eventOf(record: IDataObject): ReceiptEvent | undefined {
	return SIGNS.find(([, id, anyOf]) => id in record && anyOf.some((name) => name in record))?.[0];
}
