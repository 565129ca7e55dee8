import {
	NodeOperationError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { isObject, jsonParameters, parameterTexts, type Operation } from '../../../shared';
import { actionHeaders } from '../../request';

/** Actions that change nothing, by the verb their names start with. Any other may place calls or create something. */
const READS = /^(Get|List|Query|PageQuery|Describe)/;

function pairs(displayName: string, name: string, method?: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Parameter' },
		displayOptions: { show: { specifyParameters: ['keypair'], ...(method ? { method: [method] } : {}) } },
		default: {},
		placeholder: 'Add Parameter',
		description: method
			? 'Parameters that the vendor’s reference places in formData, such as PhoneNumberList'
			: 'Parameters that the vendor’s reference places in query: nearly all',
		options: [
			{
				displayName: 'Parameter',
				name: 'parameter',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. InstanceId',
						description: 'Name of the parameter, as the vendor writes it',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. ccc_xp_pre-cn-abc123',
						description:
							'Value of the parameter. Objects and lists travel as JSON text. An empty value is not sent.',
					},
				],
			},
		],
	};
}

function json(displayName: string, name: string, placeholder: string, method?: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'json',
		displayOptions: { show: { specifyParameters: ['json'], ...(method ? { method: [method] } : {}) } },
		default: '{}',
		placeholder,
		description: method
			? 'Parameters in formData as a JSON object. IDs keep all their digits.'
			: 'Parameters in query as a JSON object. IDs keep all their digits; objects and lists travel as JSON text.',
	};
}

const QUERY_PAIRS = pairs('Query Parameters', 'queryParameters');
const FORM_PAIRS = pairs('Form Parameters', 'formParameters', 'POST');
const QUERY_JSON = json('Query Parameters (JSON)', 'queryJson', 'e.g. { "PageNo": 1, "PageSize": 50 }');
const FORM_JSON = json(
	'Form Parameters (JSON)',
	'formJson',
	'e.g. { "PhoneNumberList": [{ "calleeNumber": "13800138000" }] }',
	'POST',
);

const fields: INodeProperties[] = [
	{
		displayName:
			'Some actions place calls, change or delete at once, and some are billed. What an action does and takes: <a href="https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-overview" target="_blank">API reference</a>.',
		name: 'apiNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Action',
		name: 'apiAction',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description: 'The action of AICCS 2019-10-15 to call',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select an action…',
				typeOptions: { searchListMethod: 'searchActions', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. GetAgent',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: '^\\s*[A-Za-z][A-Za-z0-9]*\\s*$',
							errorMessage: 'An action name has letters and digits only',
						},
					},
				],
			},
		],
	},
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
		],
		default: 'POST',
		description: 'Nearly all actions take POST; the hotline and online monitoring data take GET',
	},
	{
		displayName: 'Specify Parameters',
		name: 'specifyParameters',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'keypair' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'keypair',
		description: 'How to enter the parameters of the action',
	},
	QUERY_PAIRS,
	FORM_PAIRS,
	QUERY_JSON,
	FORM_JSON,
];

function refuse(context: IExecuteSingleFunctions, label: string, problem: string): never {
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(context.getNode(), `${label} ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${label}" and run the node again. Nothing was sent.`,
	});
}

function fromPairs(context: IExecuteSingleFunctions, { name, displayName }: INodeProperties) {
	const { parameter = [] } = context.getNodeParameter(name, {}) as { parameter?: IDataObject[] };
	const members: IDataObject = {};
	for (const entry of parameter) {
		const key = String(entry.name ?? '').trim();
		if (key === '') refuse(context, displayName, 'has an entry without a name');
		if (Object.hasOwn(members, key)) refuse(context, displayName, `has "${key}" twice`);
		members[key] = entry.value;
	}
	return parameterTexts(members);
}

function fromJson(context: IExecuteSingleFunctions, { name, displayName }: INodeProperties) {
	const value = context.getNodeParameter(name, '{}');
	if (isObject(value)) return parameterTexts(value);
	try {
		return jsonParameters(String(value).trim() || '{}');
	} catch (error) {
		const reason = error instanceof TypeError ? error.message : 'is not valid JSON';
		return refuse(context, displayName, reason);
	}
}

/** Any action of the product: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-overview */
export const call: Operation = {
	option: {
		name: 'Call',
		value: 'call',
		action: 'Call an API action',
		description: 'Call any AICCS action with parameters of your own and get its whole answer',
		routing: { request: { method: 'POST', url: '/' } },
	},
	kind: ({ headers }) => (READS.test(String(headers?.['x-acs-action'])) ? 'read' : 'dial'),
	fields,
	check(request) {
		const action = String(this.getNodeParameter('apiAction', undefined, { extractValue: true })).trim();
		const method = this.getNodeParameter('method') === 'GET' ? 'GET' : 'POST';
		const isJson = this.getNodeParameter('specifyParameters') === 'json';
		request.method = method;
		request.headers = { ...request.headers, ...actionHeaders(action) };
		request.qs = isJson ? fromJson(this, QUERY_JSON) : fromPairs(this, QUERY_PAIRS);
		if (method === 'GET') return;
		request.body = isJson ? fromJson(this, FORM_JSON) : fromPairs(this, FORM_PAIRS);
	},
	rows: (body) => [body],
};
