/**
 * What the vendor's error codes mean and what to do next. Gateway codes come from the public error tables of the
 * OpenAPI gateway (https://help.aliyun.com/en/document_detail/434846.html), operation codes from the AICCS pages.
 */
interface ErrorText {
	title: string;
	hint: string;
}

const CREDENTIAL_HINT = 'Open the credential and copy the AccessKey ID and Secret again.';

/** Something went wrong inside Alibaba Cloud. */
const PLATFORM_FAULT =
	/^((isp\.)?(SYSTEM_?ERROR|GATEWAY_?ERROR|UNKNOWN)|SystemBusy|InternalError|ServiceUnavailable)/i;

const TABLE: Array<[RegExp, ErrorText]> = [
	[
		/^InvalidAccessKeyId\.Inactive$/,
		{
			title: 'The AccessKey is disabled',
			hint: 'Enable it in the RAM console, or put another one into the credential.',
		},
	],
	[/^InvalidAccessKeyId/, { title: 'Alibaba Cloud does not know this AccessKey ID', hint: CREDENTIAL_HINT }],
	[
		/^(SignatureDoesNotMatch|IncompleteSignature|InvalidAccessKeySecret)/,
		{ title: 'The AccessKey Secret does not belong to the AccessKey ID', hint: CREDENTIAL_HINT },
	],
	[
		/^(InvalidSecurityToken|MissingSecurityToken)/,
		{
			title: 'The STS Security Token is not valid or has expired',
			hint: 'Ask for a new one with AssumeRole, or use an ordinary AccessKey.',
		},
	],
	[
		/^InvalidTimeStamp/,
		{
			title: 'The clock of this n8n is more than 15 minutes off',
			hint: 'Set the clock of the machine that runs n8n.',
		},
	],
	[
		/^SignatureNonceUsed/,
		{
			title: 'The request arrived twice',
			hint: 'A proxy between n8n and Alibaba Cloud repeats requests: have it stopped.',
		},
	],
	[
		/^Throttling/,
		{
			title: 'Alibaba Cloud limits the number of requests',
			hint: 'Lower Requests per Second in the credential, or ask Alibaba Cloud for a higher limit.',
		},
	],
	[
		/^(Forbidden\.RAM|NoPermission|Forbidden$|PermissionInsufficient|Forbidden\.NoPermission)/,
		{
			title: 'The RAM user may not do this',
			hint: 'Grant it the policy AliyunAiccsFullAccess in the RAM console. The read-only policy does not cover every query.',
		},
	],
	[
		/^Forbidden\.(RiskControl|UserVerification)/,
		{
			title: 'Alibaba Cloud has restricted the account',
			hint: 'Finish the verification that the Alibaba Cloud console asks for.',
		},
	],
	[
		/^InsufficientBalance/,
		{ title: 'The account has no balance left', hint: 'Top up the account in the Alibaba Cloud console.' },
	],
	[
		/^(InvalidApi\.NotFound|InvalidAction\.NotFound)/,
		{
			title: 'This action does not exist',
			hint: 'Check the action name and the endpoint in the credential.',
		},
	],
	[
		/^InvalidProtocol\.NeedSsl$/,
		{
			title: 'Alibaba Cloud takes encrypted connections only',
			hint: 'The endpoint in the credential must begin with https://.',
		},
	],
	[
		/^ModelStatus\.Invalid$/,
		{
			title: 'The LLM application cannot take calls now',
			hint: 'Publish it in the AICCS console and check that it is not paused.',
		},
	],
	[
		/^ModelNotExist$/,
		{ title: 'The LLM application does not exist', hint: 'Check the Application Code in the AICCS console.' },
	],
	[
		/^InvalidParameter\.ApplicationCode$/,
		{
			title: 'The Application Code is not valid',
			hint: 'Copy it from the LLM application in the AICCS console.',
		},
	],
	[
		/^MissingParameter\.CallerNumber$/,
		{
			title: 'The Caller Number is missing',
			hint: 'Set Caller Number to one of your numbers in the Voice Service console.',
		},
	],
	[
		/^InvalidParameter\.CallId$/,
		{
			title: 'There is no such call',
			hint: 'Check the Call ID. For Get Dialog, check the Call Date too: dialogs are kept for 30 days.',
		},
	],
	[
		/^TASK_NOT_EXIST/i,
		{
			title: 'There is no such call task',
			hint: 'Choose the task From List, or copy its ID from the AICCS console.',
		},
	],
	[
		/^TASK_STATUS/i,
		{
			title: 'The call task is not in the right status',
			hint: 'Stop needs a running task, Start and Update a stopped one; a task that starts immediately runs already. Call Task > Get Many shows the status.',
		},
	],
	[
		/^TASK_NAME/i,
		{ title: 'The Task Name cannot be used', hint: 'Choose a name that no other task of the account has.' },
	],
	[
		/^AGENT_NOT_EXIST/i,
		{
			title: 'There is no such agent',
			hint: 'Choose the agent From List, or copy its ID from the AICCS console.',
		},
	],
	[
		/^Missing/,
		{
			title: 'A required value is missing',
			hint: 'The code names the parameter: fill in the field that belongs to it.',
		},
	],
	[
		/^Invalid/,
		{
			title: 'A value is not valid',
			hint: 'The code names the parameter: correct the field that belongs to it.',
		},
	],
	[PLATFORM_FAULT, { title: 'Alibaba Cloud has a fault of its own', hint: 'Try again later.' }],
];

/** Calls whose record has to be looked up, time-outs, and a nonce that was used: a first copy of the request had arrived. */
const PERHAPS_ACCEPTED =
	/^(SignatureNonceUsed|isv\.VOICE_CALL_FAIL|(Service|Request|Gateway|Backend)?\.?Time-?out)/i;

/** Whether a code does not say that nothing was accepted, whatever HTTP status it comes with. */
export const isSystemFault = (code: string): boolean =>
	PLATFORM_FAULT.test(code) || PERHAPS_ACCEPTED.test(code);

/** Our words for a vendor's code; codes that are not in the table keep the vendor's message alone. */
export function hintFor(code: string): { title?: string; hint: string } {
	return (
		TABLE.find(([pattern]) => pattern.test(code))?.[1] ?? {
			hint: 'The message is the vendor’s. Give the request ID to Alibaba Cloud support if it does not help.',
		}
	);
}
