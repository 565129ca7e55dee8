/** Vocabularies of the vendor's metadata, with names a person reads. */

export const CALL_DAYS = [
	{ name: 'Monday', value: 'MONDAY' },
	{ name: 'Tuesday', value: 'TUESDAY' },
	{ name: 'Wednesday', value: 'WEDNESDAY' },
	{ name: 'Thursday', value: 'THURSDAY' },
	{ name: 'Friday', value: 'FRIDAY' },
	{ name: 'Saturday', value: 'SATURDAY' },
	{ name: 'Sunday', value: 'SUNDAY' },
];

export const RETRY_REASONS = [
	{ name: 'Busy', value: 'USER_BUSY' },
	{ name: 'Network Busy', value: 'NETWORK_BUSY' },
	{ name: 'No Answer', value: 'NO_ANSWER' },
	{ name: 'Not in Service (Invalid Number)', value: 'INVALID_NUMBER' },
	{ name: 'Powered Off', value: 'POWERED_OFF' },
	{ name: 'Rejected', value: 'CALL_REJECTED' },
	{ name: 'Suspended', value: 'SUSPEND' },
];

export const CALL_RESULTS = [
	{ name: 'Answered', value: 'ANSWERED' },
	{ name: 'Busy', value: 'USER_BUSY' },
	{ name: 'Cancelled by the Caller', value: 'CANCEL' },
	{ name: 'Forwarded', value: 'CALL_FORWARDING' },
	{ name: 'Incoming Calls Barred', value: 'INCOMING_CALL_BARRED' },
	{ name: 'Network Busy', value: 'NETWORK_BUSY' },
	{ name: 'No Answer', value: 'NO_ANSWER' },
	{ name: 'Not in Service (Invalid Number)', value: 'INVALID_NUMBER' },
	{ name: 'Other', value: 'OTHERS' },
	{ name: 'Out of Coverage', value: 'NO_USER_RESPONSE' },
	{ name: 'Powered Off', value: 'POWERED_OFF' },
	{ name: 'Rejected', value: 'CALL_REJECTED' },
	{ name: 'Stopped by the Carrier', value: 'OPERATOR_BLOCK' },
	{ name: 'Suspended', value: 'SUSPEND' },
	{ name: 'Unavailable', value: 'UNAVAILABLE' },
];

export const ENCRYPTION_TYPES = [
	{ name: 'MD5', value: 1 },
	{ name: 'None (Plain Numbers)', value: 0 },
	{ name: 'SHA-256', value: 2 },
	{ name: 'SM3', value: 3 },
];

/** `Status` of a row of QueryAiCallDetailPage; 4 and 5 are final. */
export const DETAIL_STATUS: Record<string, string> = {
	0: 'Initialized',
	1: 'Waiting',
	2: 'Waiting for Retry',
	3: 'Calling',
	4: 'Ended',
	5: 'Failed',
};

/** `Status` of a row of QueryAiCallTaskPage. */
export const TASK_STATUS: Record<string, string> = {
	0: 'Not Started',
	1: 'Running',
	2: 'Stopped',
	3: 'Start Failed',
};

/** `Status` of an agent; only agents that are online can hold calls. */
export const AGENT_STATUS: Record<string, string> = {
	1: 'Online',
	2: 'Offline',
	3: 'Under Review',
	4: 'Review Failed',
	5: 'Building',
	6: 'Debugging',
	7: 'Ready to Go Online',
	8: 'Build Failed',
};

/** How the answers of QueryAiCallDetailPage write a call result; the other actions and the filter have the code. */
export const CALL_RESULT_TEXTS: Record<string, string> = {
	呼叫转移: 'CALL_FORWARDING',
	限制呼入: 'INCOMING_CALL_BARRED',
	拒接: 'CALL_REJECTED',
	用户接通: 'ANSWERED',
	被叫忙: 'USER_BUSY',
	关机: 'POWERED_OFF',
	不在服务区: 'NO_USER_RESPONSE',
	运营商拦截: 'OPERATOR_BLOCK',
	其他状态: 'OTHERS',
	停机: 'SUSPEND',
	主叫取消: 'CANCEL',
	空号: 'INVALID_NUMBER',
	暂时无法接通: 'UNAVAILABLE',
	网络忙: 'NETWORK_BUSY',
	无应答: 'NO_ANSWER',
};

/** `Status` that QueryAiCallDetailPage is asked for. */
export const COMPLETION: Record<string, string> = { 0: 'Pending', 1: 'Completed', 2: 'Failed' };

/** `HangupDirection`. */
export const HANGUP_DIRECTION: Record<string, string> = { 0: 'User', 1: 'Robot' };

/** How the vendor's samples and receipts write `HangupDirection`. */
export const HANGUP_DIRECTION_TEXTS: Record<string, string> = { 用户: '0', 机器人: '1', 机器: '1' };

/** `CallStatus` of GetCallDialogContent. */
export const CALL_STATUS: Record<string, string> = { 0: 'Not Connected', 1: 'Connected', 2: 'Hung Up' };

/** Status codes of the carrier: https://help.aliyun.com/en/vms/developer-reference/call-status-code */
export const CARRIER_STATUS: Record<string, string> = {
	200000: 'Listened to the End',
	200001: 'Hung Up Early',
	200002: 'Busy',
	200003: 'No Answer',
	200004: 'Invalid Number',
	200005: 'Unreachable',
	200007: 'Out of Service Area',
	200010: 'Powered Off',
	200011: 'Suspended',
	200100: 'Ended',
	200101: 'Calling the Caller',
	200102: 'Caller Connected',
	200103: 'In Call',
	200104: 'Restricted',
	200105: 'Restricted',
	200111: 'Refused',
	200112: 'Callee Busy',
	200113: 'No Answer by the Callee',
	200117: 'Display Number Not Allowed',
	200118: 'Not Allowed at This Time',
	200119: 'Called Too Often',
	200121: 'Too Many Calls at Once',
	300000: 'Key Pressed',
	999999: 'System Fault',
};

/** `ResultCode` of CancelAiCallDetails. */
export const CANCEL_RESULTS: Record<string, string> = {
	ALL_SUCCEED: 'All Cancelled',
	PART_FAILED: 'Partly Cancelled',
	ALL_FAILED: 'None Cancelled',
};
