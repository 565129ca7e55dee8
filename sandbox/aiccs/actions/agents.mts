import { agentDetail, agentRow } from '../agents.mts';
import { chinaDateTime, DAY_MS } from '../../china-time.mts';
import { ok } from '../response.mts';
import { failure, missing, type Action } from './action.mts';
import { pageOf } from './paging.mts';

/** PageQueryAgentList: names match in part. */
export const queryAgents: Action = (parameters, context) => {
	const paged = pageOf(parameters);
	if ('refusal' in paged) return paged.refusal;
	const { page } = paged;
	const agentId = parameters.text('AgentId');
	const agentName = parameters.text('AgentName');
	const status = parameters.number('Status');
	return {
		accept: () => {
			const found = context.state.agents.filter(
				(agent) =>
					(agentId === undefined || agent.AgentId === agentId) &&
					(agentName === undefined || agent.AgentName.includes(agentName)) &&
					(status === undefined || agent.Status === status),
			);
			const created = chinaDateTime(context.now - 30 * DAY_MS);
			return ok(context.action, {
				PageNo: page.pageNo,
				PageSize: page.pageSize,
				Total: found.length,
				List: found.slice(page.offset, page.offset + page.pageSize).map((agent) => agentRow(agent, created)),
			});
		},
	};
};

/** QueryAiVoiceAgentDetail: AgentId is a bare int64 here. The metadata has AgentId optional; without it there is no answer. */
export const queryAgentDetail: Action = (parameters, context) => {
	const agentId = parameters.text('AgentId');
	if (agentId === undefined) return missing('AgentId');
	const agent = context.state.agent(agentId);
	if (agent === undefined) return failure(context, 'AGENT_NOT_EXIST', '智能体不存在');
	return { accept: () => ok(context.action, agentDetail(agent)) };
};
