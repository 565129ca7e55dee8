import type { IDataObject } from 'n8n-workflow';

import { form, isObject } from '../../../shared';
import { agentOutputTags, agentVariables } from '../../agentConfig';
import { dataRows } from '../../lists';
import { operation } from '../../operation';
import { agent } from '../../pickers';
import { labelled, tidy } from '../../shape';
import { AGENT_STATUS } from '../../values';

/** The agent with its call variables and output tags in reach, without the long names they have at the vendor. */
function simplify(row: IDataObject): IDataObject {
	const { aiVoiceAgentModelConfig, ...rest } = tidy(row);
	const model: IDataObject = isObject(aiVoiceAgentModelConfig) ? { ...aiVoiceAgentModelConfig } : {};
	delete model.phoneTagConfig;
	delete model.outputTagConfig;
	return {
		...rest,
		agentId: String(rest.agentId),
		status: labelled(rest.status, AGENT_STATUS),
		variables: agentVariables(row),
		outputTags: agentOutputTags(row),
		aiVoiceAgentModelConfig: model,
	};
}

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryaivoiceagentdetail */
export const get = operation({
	name: 'Get',
	title: 'Get an agent',
	description: 'Get an agent with its call variables, output tags and settings',
	action: 'QueryAiVoiceAgentDetail',
	kind: 'read',
	fields: { AgentId: agent, simplify: form.simplify },
	output: dataRows,
	simplify,
});
