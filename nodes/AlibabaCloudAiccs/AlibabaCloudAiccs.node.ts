import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { customOperations, declarativeTransport, resourceProperties } from '../shared';
import { searchActions } from './listSearch/searchActions';
import { searchAgents } from './listSearch/searchAgents';
import { searchCallDetails } from './listSearch/searchCallDetails';
import { searchCallTasks } from './listSearch/searchCallTasks';
import { searchVoices } from './listSearch/searchVoices';
import { mapCallVariables } from './mapCallVariables';
import { agent } from './resources/agent';
import { api } from './resources/api';
import { call } from './resources/call';
import { callDetail } from './resources/callDetail';
import { callTask } from './resources/callTask';
import { hotline } from './resources/hotline';
import { number } from './resources/number';
import { voice } from './resources/voice';
import { aiccs } from './service';

const resources = [agent, api, call, callDetail, callTask, hotline, number, voice];
const transport = declarativeTransport(aiccs, resources);

export class AlibabaCloudAiccs implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud AICCS',
		name: 'alibabaCloudAiccs',
		icon: { light: 'file:../../icons/aiccs.svg', dark: 'file:../../icons/aiccs.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'AI phone calls with Alibaba Cloud: call tasks, numbers, results and transcripts',
		defaults: { name: 'Alibaba Cloud AICCS' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'alibabaCloudAccessKeyApi', required: true }],
		requestDefaults: {
			baseURL: '={{ $credentials.endpoint.trim() }}',
			encoding: 'text',
			json: false,
			ignoreHttpStatusErrors: true,
			...aiccs.redirects,
		},
		requestOperations: { pagination: transport.pagination },
		properties: [transport.property, ...resourceProperties(resources, 'callTask')],
	};

	methods = {
		listSearch: { searchActions, searchAgents, searchCallDetails, searchCallTasks, searchVoices },
		resourceMapping: { mapCallVariables },
	};

	customOperations = customOperations(aiccs, resources);
}
