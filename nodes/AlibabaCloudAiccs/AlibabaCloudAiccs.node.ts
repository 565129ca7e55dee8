import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { customOperations, declared, methodsOf, resourceProperties } from '../shared';
import { resources } from './resources';
import { aiccs } from './service';

const transport = declared(aiccs, resources);

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

	methods = methodsOf(resources);

	customOperations = customOperations(aiccs, resources);
}
