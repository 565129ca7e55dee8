import type { WorkflowFile } from './rest.mts';

/** Workflows that tests build: steps one after the other. */

export interface Step {
	name: string;
	type: string;
	typeVersion: number;
	parameters: object;
	executeOnce?: boolean;
	alwaysOutputData?: boolean;
	onError?: string;
	/** for a trigger whose address a test knows */
	webhookId?: string;
}

/** A resource locator that holds an ID. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/** A POST to `path` starts the workflow, and is answered at once or with what the last step gives out. */
export const webhook = (path: string, responseMode: 'onReceived' | 'lastNode'): Step => ({
	name: 'Start',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2.1,
	parameters: { httpMethod: 'POST', path, responseMode, responseData: 'allEntries', options: {} },
});

/** An item for each entry of a list. */
export const splitOut = (field: string): Step => ({
	name: 'Numbers',
	type: 'n8n-nodes-base.splitOut',
	typeVersion: 1,
	parameters: { fieldToSplitOut: field, options: {} },
});

/** A manual start and so many leads, each with its `id` and `phone`. */
export const madeLeads = (count: number): Step[] => [
	{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
	{
		name: 'Make',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			mode: 'raw',
			jsonOutput: `={{ { leads: Array.from({ length: ${count} }, (_, index) => ({ id: 'lead-' + index, phone: String(13800000000 + index) })) } }}`,
			options: {},
		},
	},
	splitOut('leads'),
];

export function chain(name: string, steps: Step[], settings: object = {}): WorkflowFile {
	const nodes = steps.map((step, index) => ({
		id: `${name}-${index}`,
		webhookId: `${name}-${index}`,
		position: [index * 200, 0],
		...step,
	}));
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name: from }, index) => [
				from,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	);
	return {
		name,
		nodes: nodes as unknown as WorkflowFile['nodes'],
		connections,
		settings: { executionOrder: 'v1', ...settings },
	};
}
