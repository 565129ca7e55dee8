import type { IDataObject } from 'n8n-workflow';

import { countOf, form, isObject, parseEmbedded, refuse } from '../../../shared';
import { operation } from '../../operation';
import { pageSize } from '../../pickers';

/** The vendor wants IDs separated by commas. */
const idFilter = (label: string, example: string, of: string) =>
	form.list(label, `Only these ${of}: IDs separated by commas`, {
		example,
		pattern: [/^\d{1,20}$/, 'must have digits only'],
		splitAtSpaces: true,
		encode: (ids: string[]) => ids.join(','),
	});

const filters = form.filters({
	AgentIds: idFilter('Agent IDs', '900000001, 900000002', 'hotline agents'),
	DepIds: idFilter('Department IDs', '700000001', 'departments'),
	StartDate: form.time('From', 'Start of the period. A time without an offset is China time (UTC+8).'),
	GroupIds: idFilter('Skill Group IDs', '800000001', 'skill groups'),
	EndDate: form.time('To', 'End of the period. A time without an offset is China time (UTC+8).'),
});

const grouping = (label: string, of: string) =>
	form.toggle(label, `Whether to return figures for each ${of}`, { default: true });

const groupings = form.group(
	'Group Rows',
	'Add Grouping',
)({
	ExistAgentGrouping: grouping('By Agent', 'hotline agent'),
	ExistDepartmentGrouping: grouping('By Department', 'department'),
	ExistSkillGroupGrouping: grouping('By Skill Group', 'skill group'),
	TimeLatitudeType: form.choice(
		'By Time',
		'Span of time of each row',
		[
			{ name: 'Hour', value: 'hour' },
			{ name: 'Minute', value: 'minute' },
		],
		{ default: 'hour' },
	),
});

const data = (answer: IDataObject): IDataObject => (isObject(answer.Data) ? answer.Data : {});

/** `Rows` holds a JSON list in a string; text that is no list comes out as it is, as one row. */
function rows(answer: IDataObject): IDataObject[] {
	const { Rows: text } = data(answer);
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

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-gethotlineservicestatistics */
export const getStatistics = operation({
	name: 'Get Statistics',
	title: 'Get hotline statistics',
	description: 'Get service figures of the hotline, by time, agent, department or skill group',
	action: 'GetHotlineServiceStatistics',
	method: 'GET',
	kind: 'read',
	fields: {
		InstanceId: form.text(
			'Instance ID',
			'ID of the AICCS instance, from Instance Management in the AICCS console',
			{ required: true, example: 'ccc_xp_pre-cn-abc123' },
		),
		...form.listFields,
		filters,
		grouping: groupings,
		options: form.options({ pageSize }),
	},
	prepare: (values) => {
		if (Number(values.StartDate) > Number(values.EndDate)) refuse('To', 'is before From');
		return values;
	},
	pages: {
		page: 'CurrentPage',
		size: 'PageSize',
		total: (answer) => countOf(data(answer).TotalNum),
		id: () => undefined,
		defaultSize: 100,
	},
	output: rows,
	simplify,
});
