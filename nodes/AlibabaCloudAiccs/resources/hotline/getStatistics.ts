import {
	NodeOperationError,
	type IDataObject,
	type IExecuteSingleFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { countOf, isObject, parseEmbedded, toEpochMs, type Operation } from '../../../shared';
import { limitField, pageSizeOption, returnAllField, simplifyField } from '../../fields';
import { actionRequest, toQuery } from '../../request';

const TIME_FILTERS = {
	startDate: { property: 'StartDate', label: 'From' },
	endDate: { property: 'EndDate', label: 'To' },
};

/** Filters by id: the vendor wants them separated by commas. */
const ID_FILTERS = {
	agentIds: { property: 'AgentIds', label: 'Agent IDs' },
	depIds: { property: 'DepIds', label: 'Department IDs' },
	groupIds: { property: 'GroupIds', label: 'Skill Group IDs' },
};

const timeFilter = (name: keyof typeof TIME_FILTERS, description: string): INodeProperties => ({
	displayName: TIME_FILTERS[name].label,
	name,
	type: 'dateTime',
	default: '',
	description,
});

const idFilter = (name: keyof typeof ID_FILTERS, placeholder: string, of: string): INodeProperties => ({
	displayName: ID_FILTERS[name].label,
	name,
	type: 'string',
	default: '',
	placeholder,
	description: `Only these ${of}: IDs separated by commas`,
});

const grouping = (
	displayName: string,
	name: string,
	property: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
	routing: toQuery(property),
});

const filters: INodeProperties[] = [
	idFilter('agentIds', 'e.g. 900000001, 900000002', 'hotline agents'),
	idFilter('depIds', 'e.g. 700000001', 'departments'),
	timeFilter('startDate', 'Start of the period. A time without an offset is China time (UTC+8).'),
	idFilter('groupIds', 'e.g. 800000001', 'skill groups'),
	timeFilter('endDate', 'End of the period. A time without an offset is China time (UTC+8).'),
];

const groupings: INodeProperties[] = [
	grouping(
		'By Agent',
		'existAgentGrouping',
		'ExistAgentGrouping',
		'Whether to return figures for each hotline agent',
	),
	grouping(
		'By Department',
		'existDepartmentGrouping',
		'ExistDepartmentGrouping',
		'Whether to return figures for each department',
	),
	grouping(
		'By Skill Group',
		'existSkillGroupGrouping',
		'ExistSkillGroupGrouping',
		'Whether to return figures for each skill group',
	),
	{
		displayName: 'By Time',
		name: 'timeLatitudeType',
		type: 'options',
		options: [
			{ name: 'Hour', value: 'hour' },
			{ name: 'Minute', value: 'minute' },
		],
		default: 'hour',
		description: 'Span of time of each row',
		routing: toQuery('TimeLatitudeType'),
	},
];

function refuse(context: IExecuteSingleFunctions, label: string, problem: string): never {
	const itemIndex = context.getItemIndex();
	throw new NodeOperationError(context.getNode(), `${label} ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${label}" and run the node again. Nothing was sent.`,
	});
}

const data = (body: IDataObject): IDataObject => (isObject(body.Data) ? body.Data : {});

/** `Rows` holds a JSON list in a string; text that is no list comes out as it is, as one row. */
function rows(body: IDataObject): IDataObject[] {
	const { Rows: text } = data(body);
	if (text === undefined || text === null || text === '') return [];
	const parsed = parseEmbedded(text);
	if (Array.isArray(parsed)) {
		return parsed.map((row: unknown) => (isObject(row) ? row : { row }) as IDataObject);
	}
	return [{ Rows: parsed as IDataObject }];
}

const camel = (name: string) =>
	name
		.replace(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase())
		.replace(/^[A-Z]/, (letter) => letter.toLowerCase());

/** Names in camelCase (`n_online_now` becomes `nOnlineNow`), ids as text. */
function simplify(row: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [
			camel(name),
			/_id$/.test(name) && typeof value === 'number' ? String(value) : value,
		]),
	);
}

/** GetHotlineServiceStatistics: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-gethotlineservicestatistics */
export const getStatistics: Operation = {
	option: {
		name: 'Get Statistics',
		value: 'getStatistics',
		action: 'Get hotline statistics',
		description: 'Get service figures of the hotline, by time, agent, department or skill group',
		routing: actionRequest('GetHotlineServiceStatistics', 'GET'),
	},
	kind: 'read',
	fields: [
		{
			displayName: 'Instance ID',
			name: 'instanceId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. ccc_xp_pre-cn-abc123',
			description: 'ID of the AICCS instance, from Instance Management in the AICCS console',
			routing: toQuery('InstanceId'),
		},
		returnAllField,
		limitField,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filters,
		},
		{
			displayName: 'Group Rows',
			name: 'grouping',
			type: 'collection',
			placeholder: 'Add Grouping',
			default: {},
			options: groupings,
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [pageSizeOption],
		},
	],
	check(request) {
		const chosen = this.getNodeParameter('filters', {}) as IDataObject;
		const qs: IDataObject = {};
		for (const [name, { property, label }] of Object.entries(TIME_FILTERS)) {
			if (chosen[name] === undefined || chosen[name] === '') continue;
			const time = toEpochMs(chosen[name]);
			if (time === undefined) refuse(this, label, 'is not a date and time');
			qs[property] = time;
		}
		if (Number(qs.StartDate) > Number(qs.EndDate)) refuse(this, 'To', 'is before From');
		for (const [name, { property, label }] of Object.entries(ID_FILTERS)) {
			const ids = String(chosen[name] ?? '')
				.split(/[\s,，;]+/)
				.filter((id) => id !== '');
			if (ids.some((id) => !/^\d{1,20}$/.test(id))) refuse(this, label, 'must have digits only');
			if (ids.length > 0) qs[property] = ids.join(',');
		}
		request.qs = { ...request.qs, ...qs };
	},
	pages: {
		page: 'CurrentPage',
		size: 'PageSize',
		total: (body) => countOf(data(body).TotalNum),
		id: () => undefined,
		defaultSize: 100,
	},
	rows,
	simplify,
};
