import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { toEpochMs, type Operation } from '../../../shared';
import { agentField, limitField, pageSizeOption, returnAllField, simplifyField } from '../../fields';
import { listPages, listRows } from '../../lists';
import { actionRequest, toQuery } from '../../request';
import { labelled, tidy } from '../../shape';
import { AGENT_STATUS } from '../../values';

const filters: INodeProperties[] = [
	{ ...agentField, required: undefined, description: 'Only this agent' },
	{
		displayName: 'Agent Name',
		name: 'agentName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Test drive invitation',
		description: 'Only agents whose name contains this text',
		routing: toQuery('AgentName'),
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: Object.entries(AGENT_STATUS)
			.map(([value, name]) => ({ name, value }))
			.sort((a, b) => a.name.localeCompare(b.name, 'en')),
		default: '1',
		description: 'Only agents in this status',
		routing: toQuery('Status'),
	},
];

/** Times of this list are texts in China time, `2025-10-28 17:10:17`. */
const TIMES = ['createTime', 'modifyTime', 'lastOnlineTime'];

function simplify(row: IDataObject): IDataObject {
	const agent = tidy(row);
	for (const name of TIMES) {
		const time = toEpochMs(agent[name]);
		if (time !== undefined) agent[name] = new Date(time).toISOString();
	}
	return { ...agent, status: labelled(agent.status, AGENT_STATUS) };
}

/** PageQueryAgentList: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-pagequeryagentlist */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many agents',
		description: 'Get the voice agents of the account with their status',
		routing: actionRequest('PageQueryAgentList'),
	},
	kind: 'read',
	fields: [
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
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [pageSizeOption],
		},
	],
	pages: listPages('AgentId'),
	rows: listRows,
	simplify,
};
