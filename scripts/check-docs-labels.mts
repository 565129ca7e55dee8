import type {
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { classesOf } from './package-classes.mts';

/** Names in n8n's own editor that the documents mention. */
export const N8N_LABELS = [
	'Allowed Domains',
	'Allowed HTTP Request Domains',
	'Continue (using error output)',
	'Execute Once',
	'Execute step',
	'Fetch Test Event',
	'Import > From file',
	'On Error',
	'Predefined Credential Type',
	'Production URL',
	'Retry On Fail',
	'Settings > Community nodes > Install',
	'Test URL',
];

export interface NodeLabels {
	/** Name of the node. */
	name: string;
	isTrigger: boolean;
	/** Names of the operations by name of the resource. */
	operations: Map<string, string[]>;
}

export interface Labels {
	nodes: NodeLabels[];
	/** Whatever the editor shows: `Field`, `Collection > Field`, `Resource > Operation`, `Resource > Operation > Field`. */
	known: Set<string>;
}

const isField = (entry: object): entry is INodeProperties => 'type' in entry;
const isGroup = (entry: object): entry is INodePropertyCollection => 'values' in entry;

/** Adds a field, its choices and what is inside it; `paths` are the names that may stand in front of it. */
function addField(field: INodeProperties, paths: string[], known: Set<string>): void {
	if (field.type === 'hidden' || field.type === 'notice') return;
	for (const path of paths) known.add(`${path}${field.displayName}`);
	const below = ['', ...paths.map((path) => `${path}${field.displayName} > `), `${field.displayName} > `];
	for (const { displayName } of field.modes ?? []) known.add(displayName);
	if (field.placeholder?.startsWith('Add ')) known.add(field.placeholder);
	for (const option of field.options ?? []) {
		if (isField(option)) addField(option, below, known);
		else if (isGroup(option)) {
			known.add(option.displayName);
			for (const value of option.values) addField(value, below, known);
		} else for (const path of below) known.add(`${path}${option.name}`);
	}
}

const optionsOf = (field: INodeProperties | undefined) => (field?.options ?? []) as INodePropertyOptions[];

function nodeLabels(
	{ displayName, group, properties }: INodeTypeDescription,
	known: Set<string>,
): NodeLabels {
	known.add(displayName);
	const operations = new Map<string, string[]>();
	const resources = optionsOf(properties.find(({ name }) => name === 'resource'));
	for (const resource of resources) {
		known.add(resource.name);
		const selector = properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(String(resource.value)),
		);
		operations.set(
			resource.name,
			optionsOf(selector).map(({ name }) => name),
		);
		for (const operation of optionsOf(selector)) {
			known.add(operation.name);
			known.add(`${resource.name} > ${operation.name}`);
		}
	}
	for (const field of properties) {
		if (field.name === 'operation' || field.name === 'resource') {
			known.add(field.displayName);
			continue;
		}
		const { resource: shownFor, operation: shownIn } = field.displayOptions?.show ?? {};
		const paths = resources
			.filter(({ value }) => shownFor?.includes(String(value)))
			.flatMap(({ name, value }) =>
				optionsOf(
					properties.find(
						(selector) =>
							selector.name === 'operation' &&
							selector.displayOptions?.show?.resource?.includes(String(value)),
					),
				)
					.filter((operation) => shownIn?.includes(String(operation.value)))
					.map((operation) => `${name} > ${operation.name} > `),
			);
		addField(field, ['', `${displayName} > `, ...paths], known);
	}
	return { name: displayName, isTrigger: group.includes('trigger'), operations };
}

/** What the editor shows of the nodes and credentials of the package in `root`. */
export async function editorLabels(root: string): Promise<Labels> {
	const known = new Set(N8N_LABELS);
	const { nodes, credentials } = await classesOf(root);
	for (const { instance } of credentials) {
		known.add(instance.displayName);
		for (const field of instance.properties) addField(field, ['', `${instance.displayName} > `], known);
	}
	return { nodes: nodes.map(({ instance }) => nodeLabels(instance.description, known)), known };
}
