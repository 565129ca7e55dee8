import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
	type INodeTypeDescription,
	type NodeParameterValueType,
} from 'n8n-workflow';

/** Fills in an operation's fields from what the description says about them, so that a test can see what is sent. */

type Value = NodeParameterValueType;

/** Values that a probe must have, by path of the field: `taskName`, `filters.status`. */
export type Forced = Record<string, Value>;

export interface OperationRef {
	resource: string;
	operation: string;
	/** The vendor's action. */
	action: string;
}

const DAY_MS = 86_400_000;

const example = ({ placeholder }: { placeholder?: string }) => placeholder?.replace(/^e\.g\. /, '') ?? 'text';

function locator(field: INodeProperties): Value {
	const mode = field.modes?.find(({ type }) => type === 'string');
	if (!mode) throw new Error(`${field.name} cannot be typed in`);
	return { __rl: true, mode: mode.name, value: example(mode) };
}

const mapped = (): Value => ({
	mappingMode: 'defineBelow',
	value: { customerName: 'Li Na' },
	matchingColumns: [],
	schema: [
		{
			id: 'customerName',
			displayName: 'customerName',
			required: false,
			defaultMatch: false,
			display: true,
			type: 'string',
		},
	],
});

function probeFields(fields: INodeProperties[], path: string, forced: Forced): INodeParameters {
	const entries = fields.map((field) => [field.name, probe(field, `${path}.${field.name}`, forced)] as const);
	return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as INodeParameters;
}

function probe(field: INodeProperties, path: string, forced: Forced): Value | undefined {
	if (path in forced) return forced[path];
	const choices = (field.options ?? []) as INodePropertyOptions[];
	switch (field.type) {
		case 'number':
			return typeof field.default === 'number' ? field.default : (field.typeOptions?.minValue ?? 1);
		case 'boolean':
			return field.default === true;
		case 'options':
			return field.default;
		case 'multiOptions':
			return choices.map(({ value }) => String(value));
		case 'dateTime':
			return new Date(Date.now() - DAY_MS).toISOString();
		case 'collection':
			return probeFields(field.options as INodeProperties[], path, forced);
		case 'fixedCollection':
			return Object.fromEntries(
				((field.options ?? []) as INodePropertyCollection[]).map((group) => {
					const entry = probeFields(group.values, `${path}.${group.name}`, forced);
					return [group.name, field.typeOptions?.multipleValues ? [entry] : entry];
				}),
			);
		case 'resourceLocator':
			return locator(field);
		case 'resourceMapper':
			return mapped();
		case 'string':
		case 'json':
			return example(field);
		default:
			return undefined;
	}
}

/** Every operation of a node that makes a request of one action. */
export function operationsOf({ properties }: INodeTypeDescription): OperationRef[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options, displayOptions }) =>
			((options ?? []) as INodePropertyOptions[]).flatMap(({ value, routing }) => {
				const action: unknown = routing?.request?.headers?.['x-acs-action'];
				const resource = displayOptions?.show?.resource?.[0];
				if (typeof action !== 'string' || typeof resource !== 'string') return [];
				return [{ resource, operation: String(value), action }];
			}),
		);
}

/** Parameters of an operation with every field filled in that shows up with the forced values. */
export function filledIn(
	description: INodeTypeDescription,
	{ resource, operation }: OperationRef,
	forced: Forced = {},
): INodeParameters {
	const values: INodeParameters = { resource, operation };
	const node = { typeVersion: 1, parameters: values } as unknown as INode;
	// A field that another one brings into sight is found in the next round.
	for (let round = 0; round < 4; round++) {
		for (const field of description.properties) {
			if (field.name in values || !NodeHelpers.displayParameter(values, field, node, description)) continue;
			const value = probe(field, field.name, forced);
			if (value !== undefined) values[field.name] = value;
		}
	}
	return values;
}

interface FieldAt {
	path: string;
	field: INodeProperties;
}

function within(field: INodeProperties, path: string): FieldAt[] {
	const inner =
		field.type === 'collection'
			? (field.options as INodeProperties[]).flatMap((child) => within(child, `${path}.${child.name}`))
			: [];
	return [{ path, field }, ...inner];
}

/** All fields of an operation, whatever has to be chosen to see them. */
export function fieldsOf(
	{ properties }: INodeTypeDescription,
	{ resource, operation }: OperationRef,
): FieldAt[] {
	return properties
		.filter(({ displayOptions }) => {
			const { resource: resources, operation: operations } = displayOptions?.show ?? {};
			return resources?.includes(resource) === true && operations?.includes(operation) === true;
		})
		.flatMap((field) => within(field, field.name));
}

/** The base case, and one for every other value of every choice. */
export function variations(description: INodeTypeDescription, ref: OperationRef): Forced[] {
	const choices = fieldsOf(description, ref).flatMap(({ path, field }): Forced[] => {
		if (field.type === 'boolean') return [{ [path]: field.default !== true }];
		if (field.type !== 'options') return [];
		return ((field.options ?? []) as INodePropertyOptions[])
			.filter(({ value }) => value !== field.default)
			.map(({ value }) => ({ [path]: value as Value }));
	});
	return [{}, ...choices];
}

/** The same kind of value, but empty when the node runs: an expression passes the editor's own check. */
export function emptied(field: INodeProperties): Value {
	switch (field.type) {
		case 'resourceLocator':
			return { ...(locator(field) as INodeParameters), value: '={{ "" }}' } as Value;
		case 'multiOptions':
			return '={{ [] }}';
		case 'fixedCollection':
			return {};
		case 'number':
			return '={{ undefined }}';
		default:
			return '={{ "" }}';
	}
}
