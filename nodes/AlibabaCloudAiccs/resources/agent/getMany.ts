import type { IDataObject } from 'n8n-workflow';

import { form, toEpochMs } from '../../../shared';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { agentFilter, pageSize } from '../../pickers';
import { labelled, tidy } from '../../shape';
import { AGENT_STATUS } from '../../values';

const STATUSES = Object.entries(AGENT_STATUS)
	.map(([value, name]) => ({ name, value }))
	.sort((a, b) => a.name.localeCompare(b.name, 'en'));

const filters = form.filters({
	AgentId: agentFilter,
	AgentName: form.text('Agent Name', 'Only agents whose name contains this text', {
		example: 'Test drive invitation',
	}),
	Status: form.choice('Status', 'Only agents in this status', STATUSES, { default: '1' }),
});

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

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-pagequeryagentlist */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many agents',
	description: 'Get the voice agents of the account with their status',
	action: 'PageQueryAgentList',
	kind: 'read',
	fields: { ...form.listFields, filters, options: form.options({ pageSize }) },
	pages: listPages('AgentId'),
	output: listRows,
	simplify,
});
