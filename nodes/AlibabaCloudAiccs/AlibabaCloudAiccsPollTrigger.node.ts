import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { searchCallTasks } from './pickers';
import { pollTasks } from './trigger/poll';
import { pollFields } from './trigger/pollFields';

export class AlibabaCloudAiccsPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud AICCS Poll Trigger',
		name: 'alibabaCloudAiccsPollTrigger',
		icon: { light: 'file:../../icons/aiccs.svg', dark: 'file:../../icons/aiccs.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: 'new call results',
		description: 'Starts the workflow with new call results, for an n8n that the internet cannot reach',
		defaults: { name: 'Alibaba Cloud AICCS Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'alibabaCloudAccessKeyApi', required: true }],
		properties: pollFields,
	};

	methods = { listSearch: { searchCallTasks } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollTasks(this);
	}
}
