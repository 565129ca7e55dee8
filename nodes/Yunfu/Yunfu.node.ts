import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { customOperations, declared, methodsOf, resourceProperties } from '../shared';
import { resources } from './resources';
import { yunfu } from './service';

const transport = declared(yunfu, resources);

export class Yunfu implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Yunfu',
		name: 'yunfu',
		icon: { light: 'file:../../icons/yunfu.svg', dark: 'file:../../icons/yunfu.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'AI phone calls with Yunfu Intelligence: tasks, numbers, call records and the CRM pool',
		defaults: { name: 'Yunfu' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'yunfuApi', required: true }],
		requestDefaults: {
			baseURL: '={{ $credentials.baseUrl.trim() }}',
			encoding: 'text',
			json: false,
			ignoreHttpStatusErrors: true,
			...yunfu.redirects,
		},
		requestOperations: { pagination: transport.pagination },
		properties: [transport.property, ...resourceProperties(resources, 'task')],
	};

	methods = methodsOf(resources);

	customOperations = customOperations(yunfu, resources);
}
