import type { IDataObject } from 'n8n-workflow';

import {
	form,
	isLosslessNumber,
	isObject,
	parameterTexts,
	parseExact,
	refuse,
	stringifyExact,
} from '../../../shared';
import { JSON_HEADERS, withoutEmpty } from '../../jsonBody';
import { operation } from '../../operation';
import { yunfu } from '../../service';

/** GET requests that change something all the same. */
const CHANGES = /\/(task_stop|copy\/task|customer_to_task)\//;

const QUERY = 'Query Parameters';
const BODY = 'Body (JSON)';

/** An address below the Base URL: the token must not go to another host. */
function pathOf(given: string): string {
	const path = given.startsWith('/') ? given : `/${given}`;
	const isElsewhere = /^\/[/\\]|^\/?[a-z][a-z0-9+.-]*:/i.test(path);
	const isNoPath = /[\s\\#?]/.test(path) || /(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path);
	return isElsewhere || isNoPath
		? refuse('Path', 'must be an address below the Base URL, like /agent-api/token, without a query')
		: path;
}

const fields = {
	apiNotice: form.notice(
		'Some requests place calls, change or delete at once. What there is: <a href="https://docs.longlonglong.cn/api/" target="_blank">API reference</a>.',
	),
	method: form.choice(
		'Method',
		'Request method, as Yunfu’s documents say',
		[
			{ name: 'DELETE', value: 'DELETE' },
			{ name: 'GET', value: 'GET' },
			{ name: 'PATCH', value: 'PATCH' },
			{ name: 'POST', value: 'POST' },
			{ name: 'PUT', value: 'PUT' },
		],
		{ default: 'GET' },
	),
	path: form.text(
		'Path',
		'Address below the Base URL of the credential. The User ID of the credential replaces {user_id}.',
		{ required: true, example: '/agent-api/user/{user_id}/dial-time-group' },
	),
	specifyQuery: form.choice(
		'Specify Query Parameters',
		'How to enter the query parameters',
		[
			{ name: 'Using Fields Below', value: 'keypair' },
			{ name: 'Using JSON', value: 'json' },
		],
		{ default: 'keypair' },
	),
	queryParameters: form.rows(QUERY, 'Parameters in the address', {
		show: { specifyQuery: ['keypair'] },
		entry: ['parameter', 'Parameter'],
		add: 'Add Parameter',
		members: {
			name: form.text('Name', 'Name of the parameter, as Yunfu writes it. Lists have names like status[].', {
				example: 'page',
			}),
			value: form.anything('Value', 'Value of the parameter. An empty value is not sent.', '1'),
		},
	}),
	queryJson: form.json(
		`${QUERY} (JSON)`,
		'Parameters in the address as a JSON object. IDs keep all their digits.',
		{ show: { specifyQuery: ['json'] }, example: '{ "page": 1, "per_page": 50 }' },
	),
	bodyJson: form.json(BODY, 'Body of the request as a JSON object. IDs keep all their digits.', {
		show: { method: ['POST', 'PUT', 'PATCH', 'DELETE'] },
		example: '{ "name": "Working days" }',
	}),
};

function fromPairs(pairs: Array<{ name?: string; value: unknown }> = []): IDataObject {
	const members: Record<string, string | string[]> = {};
	for (const { name, value } of pairs) {
		if (name === undefined) return refuse(QUERY, 'has an entry without a name');
		const [text] = Object.values(parameterTexts({ [name]: value }));
		if (text === undefined) continue;
		const list = /^(.+)\[\]$/.exec(name)?.[1];
		if (list === undefined && Object.hasOwn(members, name)) refuse(QUERY, `has "${name}" twice`);
		if (list === undefined) members[name] = text;
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
function fromJson(label: string, value: string | IDataObject = '') {
	const text = isObject(value) ? (stringifyExact(value) ?? '{}') : value.trim() || '{}';
	let members: unknown;
	try {
		members = parseExact(text);
	} catch {
		refuse(label, 'is not valid JSON');
	}
	return isObject(members) && !isLosslessNumber(members)
		? { text, members }
		: refuse(label, 'is not a JSON object');
}

/** Any request: https://docs.longlonglong.cn/api/ */
export const call = operation({
	name: 'Call',
	title: 'Call the API',
	description: 'Make any request below the Base URL, with the token, and get its whole answer',
	route: 'GET /agent-api/',
	fields,
	prepare: ({ method = 'GET', path, specifyQuery, queryParameters, queryJson, bodyJson }) => {
		const body = method === 'GET' ? undefined : fromJson(BODY, bodyJson);
		return {
			method,
			url: pathOf(path),
			// n8n writes its lists and objects the way PHP reads them.
			qs:
				specifyQuery === 'json'
					? (withoutEmpty(
							digitsAsText(fromJson(`${QUERY} (JSON)`, queryJson).members) as IDataObject,
						) as IDataObject)
					: fromPairs(queryParameters),
			body: body && Object.keys(body.members).length > 0 ? body.text : undefined,
		};
	},
	kind: ({ method, url }) => (method === 'GET' && !CHANGES.test(url) ? 'read' : 'once'),
	call: ({ body, ...request }) => ({
		...request,
		...(body === undefined ? {} : { headers: { ...JSON_HEADERS }, body }),
	}),
	// Some answers are lists or bare values: they come out as data.
	read: (response) => {
		const text = typeof response.body === 'string' ? response.body.trim() : '';
		return response.statusCode < 400 && text.startsWith('[')
			? yunfu.read({ ...response, body: `{"data":${text}}` })
			: yunfu.read(response);
	},
	output: (answer) => [answer],
});
