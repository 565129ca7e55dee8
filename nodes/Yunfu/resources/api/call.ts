import {
	NodeOperationError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type IHttpRequestMethods,
	type INodeProperties,
} from 'n8n-workflow';

import {
	isLosslessNumber,
	isObject,
	parameterTexts,
	parseExact,
	stringifyExact,
	type Operation,
} from '../../../shared';
import { JSON_HEADERS, withoutEmpty } from '../../jsonBody';
import { yunfu } from '../../service';

/** GET requests that change something all the same. */
const CHANGES = /\/(task_stop|copy\/task|customer_to_task)\//;

const withBody = { show: { method: ['POST', 'PUT', 'PATCH', 'DELETE'] } };

const fields: INodeProperties[] = [
	{
		displayName:
			'Some requests place calls, change or delete at once. What there is: <a href="https://docs.longlonglong.cn/api/" target="_blank">API reference</a>.',
		name: 'apiNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		default: 'GET',
		description: 'Request method, as Yunfu’s documents say',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /agent-api/user/{user_id}/dial-time-group',
		description:
			'Address below the Base URL of the credential. The User ID of the credential replaces {user_id}.',
	},
	{
		displayName: 'Specify Query Parameters',
		name: 'specifyQuery',
		type: 'options',
		options: [
			{ name: 'Using Fields Below', value: 'keypair' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'keypair',
		description: 'How to enter the query parameters',
	},
	{
		displayName: 'Query Parameters',
		name: 'queryParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Parameter' },
		displayOptions: { show: { specifyQuery: ['keypair'] } },
		default: {},
		placeholder: 'Add Parameter',
		description: 'Parameters in the address',
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
						placeholder: 'e.g. page',
						description: 'Name of the parameter, as Yunfu writes it. Lists have names like status[].',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1',
						description: 'Value of the parameter. An empty value is not sent.',
					},
				],
			},
		],
	},
	{
		displayName: 'Query Parameters (JSON)',
		name: 'queryJson',
		type: 'json',
		displayOptions: { show: { specifyQuery: ['json'] } },
		default: '{}',
		placeholder: 'e.g. { "page": 1, "per_page": 50 }',
		description: 'Parameters in the address as a JSON object. IDs keep all their digits.',
	},
	{
		displayName: 'Body (JSON)',
		name: 'bodyJson',
		type: 'json',
		displayOptions: withBody,
		default: '{}',
		placeholder: 'e.g. { "name": "Working days" }',
		description: 'Body of the request as a JSON object. IDs keep all their digits.',
	},
];

function refuse(context: IExecuteSingleFunctions, label: string, problem: string): never {
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(context.getNode(), `${label} ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${label}" and run the node again. Nothing was sent.`,
	});
}

/** The address below the Base URL: the token must not go to another host. */
function pathOf(context: IExecuteSingleFunctions): string {
	const given = String(context.getNodeParameter('path')).trim();
	const path = given.startsWith('/') ? given : `/${given}`;
	if (
		/^\/[/\\]|^\/?[a-z][a-z0-9+.-]*:/i.test(path) ||
		/[\s\\#?]/.test(path) ||
		/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path)
	) {
		refuse(context, 'Path', 'must be an address below the Base URL, like /agent-api/token, without a query');
	}
	return path;
}

function pairsOf(context: IExecuteSingleFunctions): IDataObject {
	const { parameter = [] } = context.getNodeParameter('queryParameters', {}) as { parameter?: IDataObject[] };
	const members: Record<string, string | string[]> = {};
	for (const entry of parameter) {
		const key = String(entry.name ?? '').trim();
		if (key === '') refuse(context, 'Query Parameters', 'has an entry without a name');
		const [text] = Object.values(parameterTexts({ [key]: entry.value }));
		if (text === undefined) continue;
		const list = /^(.+)\[\]$/.exec(key)?.[1];
		if (list === undefined && Object.hasOwn(members, key))
			refuse(context, 'Query Parameters', `has "${key}" twice`);
		if (list === undefined) members[key] = text;
		else members[list] = [...[members[list] ?? []].flat(), text];
	}
	return members;
}

/** What JavaScript numbers cannot hold goes out as text. */
function digitsAsText(value: unknown): unknown {
	if (isLosslessNumber(value)) return String(value);
	if (Array.isArray(value)) return value.map(digitsAsText);
	if (!isObject(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, digitsAsText(entry)]));
}

/** A JSON object in a field, as text and parsed without losing a digit. */
function jsonOf(context: IExecuteSingleFunctions, name: string, label: string) {
	const value = context.getNodeParameter(name, '{}');
	const text = isObject(value) ? (stringifyExact(value) ?? '{}') : String(value ?? '').trim() || '{}';
	let members: unknown;
	try {
		members = parseExact(text);
	} catch {
		refuse(context, label, 'is not valid JSON');
	}
	if (!isObject(members) || isLosslessNumber(members)) refuse(context, label, 'is not a JSON object');
	return { text, members };
}

/** The query as an object; n8n writes its lists and objects the way PHP reads them. */
function queryOf(context: IExecuteSingleFunctions): IDataObject {
	if (context.getNodeParameter('specifyQuery') !== 'json') return pairsOf(context);
	const { members } = jsonOf(context, 'queryJson', 'Query Parameters (JSON)');
	return withoutEmpty(digitsAsText(members) as IDataObject) as IDataObject;
}

function bodyOf(context: IExecuteSingleFunctions): string | undefined {
	const { text, members } = jsonOf(context, 'bodyJson', 'Body (JSON)');
	return Object.keys(members).length > 0 ? text : undefined;
}

/** Any request: https://docs.longlonglong.cn/api/ */
export const call: Operation = {
	option: {
		name: 'Call',
		value: 'call',
		action: 'Call the API',
		description: 'Make any request below the Base URL, with the token, and get its whole answer',
		routing: {
			request: { method: 'GET', url: '/' },
		},
	},
	kind: ({ method, url }) => (method === 'GET' && !CHANGES.test(url) ? 'read' : 'dial'),
	fields,
	check(request) {
		const method = String(this.getNodeParameter('method')) as IHttpRequestMethods;
		request.method = method;
		request.url = pathOf(this);
		request.qs = queryOf(this);
		const body = method === 'GET' ? undefined : bodyOf(this);
		if (body === undefined) return;
		request.headers = { ...request.headers, ...JSON_HEADERS };
		request.body = body;
	},
	// Some answers are lists or bare values: they come out as data.
	read: (response) => {
		const text = typeof response.body === 'string' ? response.body.trim() : '';
		return response.statusCode < 400 && text.startsWith('[')
			? yunfu.read({ ...response, body: `{"data":${text}}` })
			: yunfu.read(response);
	},
	rows: (body) => [body],
};
