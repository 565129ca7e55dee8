import type { IDataObject } from 'n8n-workflow';

import { form, isObject, jsonParameters, parameterTexts, refuse } from '../../../shared';
import { actionHeaders, operation } from '../../operation';
import { searchActions } from '../../pickers';

/** Actions that change nothing, by the verb their names start with. Any other may place calls or create something. */
const READS = /^(Get|List|Query|PageQuery|Describe)/;

type Show = Record<string, Array<string | number | boolean>>;

const pairs = (label: string, description: string, show: Show = {}) =>
	form.rows(label, description, {
		sent: false,
		show: { specifyParameters: ['keypair'], ...show },
		entry: ['parameter', 'Parameter'],
		add: 'Add Parameter',
		members: {
			name: form.text('Name', 'Name of the parameter, as the vendor writes it', { example: 'InstanceId' }),
			value: form.anything(
				'Value',
				'Value of the parameter. Objects and lists travel as JSON text. An empty value is not sent.',
				'ccc_xp_pre-cn-abc123',
			),
		},
	});

const json = (label: string, description: string, example: string, show: Show = {}) =>
	form.json(label, description, { sent: false, show: { specifyParameters: ['json'], ...show }, example });

const QUERY = 'Query Parameters';
const FORM = 'Form Parameters';

const fields = {
	apiNotice: form.notice(
		'Some actions place calls, change or delete at once, and some are billed. What an action does and takes: <a href="https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-overview" target="_blank">API reference</a>.',
	),
	apiAction: form.picker('Action', 'The action of AICCS 2019-10-15 to call', {
		required: true,
		sent: false,
		noun: 'action',
		search: { searchActions },
		by: 'By Name',
		mode: 'name',
		example: 'GetAgent',
		pattern: [/^[A-Za-z][A-Za-z0-9]*$/, 'An action name has letters and digits only'],
	}),
	method: form.choice(
		'Method',
		'Nearly all actions take POST; the hotline and online monitoring data take GET',
		[
			{ name: 'GET', value: 'GET' },
			{ name: 'POST', value: 'POST' },
		],
		{ default: 'POST', sent: false },
	),
	specifyParameters: form.choice(
		'Specify Parameters',
		'How to enter the parameters of the action',
		[
			{ name: 'Using Fields Below', value: 'keypair' },
			{ name: 'Using JSON', value: 'json' },
		],
		{ default: 'keypair', sent: false },
	),
	queryParameters: pairs(QUERY, 'Parameters that the vendor’s reference places in query: nearly all'),
	formParameters: pairs(
		FORM,
		'Parameters that the vendor’s reference places in formData, such as PhoneNumberList',
		{ method: ['POST'] },
	),
	queryJson: json(
		`${QUERY} (JSON)`,
		'Parameters in query as a JSON object. IDs keep all their digits; objects and lists travel as JSON text.',
		'{ "PageNo": 1, "PageSize": 50 }',
	),
	formJson: json(
		`${FORM} (JSON)`,
		'Parameters in formData as a JSON object. IDs keep all their digits.',
		'{ "PhoneNumberList": [{ "calleeNumber": "13800138000" }] }',
		{ method: ['POST'] },
	),
};

function fromPairs(label: string, given: Array<{ name?: string; value: unknown }> = []): IDataObject {
	const members: Record<string, unknown> = {};
	for (const { name, value } of given) {
		if (name === undefined) return refuse(label, 'has an entry without a name');
		if (Object.hasOwn(members, name)) refuse(label, `has "${name}" twice`);
		members[name] = value;
	}
	return parameterTexts(members);
}

function fromJson(label: string, value: string | IDataObject = ''): IDataObject {
	if (isObject(value)) return parameterTexts(value);
	let problem: string;
	try {
		return jsonParameters(value.trim() || '{}');
	} catch (error) {
		problem = error instanceof TypeError ? error.message : 'is not valid JSON';
	}
	return refuse(`${label} (JSON)`, problem);
}

/** Any action of the product: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-overview */
export const call = operation({
	name: 'Call',
	title: 'Call an API action',
	description: 'Call any AICCS action with parameters of your own and get its whole answer',
	fields,
	prepare: ({ apiAction, method = 'POST', specifyParameters, ...given }) => {
		const isJson = specifyParameters === 'json';
		return {
			action: apiAction,
			method,
			qs: isJson ? fromJson(QUERY, given.queryJson) : fromPairs(QUERY, given.queryParameters),
			body: isJson ? fromJson(FORM, given.formJson) : fromPairs(FORM, given.formParameters),
		};
	},
	kind: ({ action }) => (READS.test(action) ? 'read' : 'once'),
	call: ({ action, method, qs, body }) => ({
		method,
		url: '/',
		headers: actionHeaders(action),
		qs,
		...(method === 'GET' ? {} : { body }),
	}),
	output: (answer) => [answer],
});
