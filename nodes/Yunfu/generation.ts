import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';

/** Yunfu has two kinds of tasks with an API each. */
export const generationField: INodeProperties = {
	displayName: 'Task Generation',
	name: 'generation',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: '2.0', value: 'new', description: 'Tasks of the current kind, as Create makes them' },
		{ name: '1.0', value: 'legacy', description: 'Tasks of the previous kind' },
	],
	default: 'new',
	description: 'Which kind of task it is',
};

export const isLegacy = (context: IExecuteSingleFunctions) =>
	context.getNodeParameter('generation', 'new') === 'legacy';
