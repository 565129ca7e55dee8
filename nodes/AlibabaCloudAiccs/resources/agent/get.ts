import type { IDataObject } from 'n8n-workflow';

import { isObject, type Operation } from '../../../shared';
import { agentOutputTags, agentVariables } from '../../agentConfig';
import { agentField, simplifyField } from '../../fields';
import { actionRequest } from '../../request';
import { labelled, tidy } from '../../shape';
import { AGENT_STATUS } from '../../values';

/** The agent with its call variables and output tags in reach, without the long names they have at the vendor. */
function simplify(row: IDataObject): IDataObject {
	const { aiVoiceAgentModelConfig, ...agent } = tidy(row);
	const model: IDataObject = isObject(aiVoiceAgentModelConfig) ? { ...aiVoiceAgentModelConfig } : {};
	delete model.phoneTagConfig;
	delete model.outputTagConfig;
	return {
		...agent,
		agentId: String(agent.agentId),
		status: labelled(agent.status, AGENT_STATUS),
		variables: agentVariables(row),
		outputTags: agentOutputTags(row),
		aiVoiceAgentModelConfig: model,
	};
}

/** QueryAiVoiceAgentDetail: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryaivoiceagentdetail */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get an agent',
		description: 'Get an agent with its call variables, output tags and settings',
		routing: actionRequest('QueryAiVoiceAgentDetail'),
	},
	kind: 'read',
	fields: [{ ...agentField, description: 'The voice agent to get' }, simplifyField],
	rows: (body) => (isObject(body.Data) ? [body.Data] : []),
	simplify,
};
