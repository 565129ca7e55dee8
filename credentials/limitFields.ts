import type { INodeProperties } from 'n8n-workflow';

/** How hard a credential may be used; the nodes keep to it together. */
export const limitFields: INodeProperties[] = [
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 1000 },
		default: 20,
		description:
			'Most requests to start in a second with this credential, over all nodes and workflows of one n8n process',
	},
	{
		displayName: 'Concurrent Requests',
		name: 'concurrentRequests',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100 },
		default: 5,
		description:
			'Most requests to have open at once with this credential, over all nodes and workflows of one n8n process',
	},
];
