import type { INodeProperties } from 'n8n-workflow';

/** How the values of call variables are given; Import and Import One share these, Place has the mapper too. */

export const variablesModeField: INodeProperties = {
	displayName: 'Specify Variables',
	name: 'specifyVariables',
	type: 'options',
	options: [
		{
			name: 'Mapping Each Variable',
			value: 'map',
			description: 'Shows the variables of the agent, to drag fields on or to map by name',
		},
		{
			name: 'Using Name and Value Pairs',
			value: 'pairs',
			description: 'For agents that cannot be looked up',
		},
		{ name: 'Using JSON', value: 'json', description: 'All variables as one JSON object' },
	],
	default: 'map',
	description: 'How to give the values that the agent uses in the conversation',
};

/**
 * The agent's own call variables, as the editor loads them.
 *
 * @param dependsOn parameter that decides which agent it is
 */
export const mappedVariablesField = (dependsOn: string): INodeProperties => ({
	displayName: 'Variables',
	name: 'mappedVariables',
	type: 'resourceMapper',
	noDataExpression: true,
	displayOptions: { show: { specifyVariables: ['map'] } },
	default: { mappingMode: 'defineBelow', value: null },
	description: 'Values for the call variables of the agent',
	typeOptions: {
		loadOptionsDependsOn: [dependsOn],
		resourceMapper: {
			resourceMapperMethod: 'mapCallVariables',
			mode: 'add',
			fieldWords: { singular: 'variable', plural: 'variables' },
			addAllFields: true,
			supportAutoMap: true,
			multiKeyMatch: false,
			noFieldsError:
				'No call variables yet: choose the call task or application first. If it is chosen, it has none. Name and value pairs work without them.',
		},
	},
});

export const variablePairsField: INodeProperties = {
	displayName: 'Variables',
	name: 'variables',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Variable' },
	displayOptions: { show: { specifyVariables: ['pairs'] } },
	default: {},
	placeholder: 'Add Variable',
	description: 'Values the agent uses in the conversation. The names are those of its call variables.',
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'options',
					noDataExpression: true,
					options: [
						{ name: 'Business Parameter', value: 'bizParam', description: 'Of an LLM application' },
						{ name: 'Call Variable', value: '', description: 'Of a voice agent' },
						{ name: 'Opening Variable', value: 'startWordParam', description: 'Of an LLM application' },
						{ name: 'Prompt Variable', value: 'promptParam', description: 'Of an LLM application' },
					],
					default: '',
					description: 'Tasks of an LLM application need to know where a variable belongs',
				},
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. customerName',
					description: 'Key of the variable',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Li Na',
					description: 'What the agent says or uses for it. Without a value the variable is not sent.',
				},
			],
		},
	],
};

export const variablesJsonField: INodeProperties = {
	displayName: 'Variables (JSON)',
	name: 'variablesJson',
	type: 'json',
	displayOptions: { show: { specifyVariables: ['json'] } },
	default: '{}',
	placeholder: 'e.g. { "customerName": "Li Na", "carSeries": "SUV" }',
	description:
		'Values by key as a JSON object. The keys of tasks of an LLM application begin with startWordParam., promptParam. or bizParam.',
};
