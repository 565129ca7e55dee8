import type {
	IDataObject,
	IExecuteFunctions,
	IExecuteSingleFunctions,
	INodeExecutionData,
	ResourceMapperValue,
} from 'n8n-workflow';

import { fieldReader, toChinaTime, toEpochMs } from '../../shared';

/** A value of a CRM field, as the API takes it (`components`). */
export interface Component {
	id: string;
	value: string;
}

type Mapper = Partial<Pick<ResourceMapperValue, 'mappingMode' | 'value' | 'schema'>>;

/** The CRM fields of an item, or what is wrong with them. */
export type CrmFields = { components: Component[] } | { problem: string };

const text = (value: unknown): string => {
	if (value === undefined || value === null) return '';
	if (typeof value !== 'object') return String(value as string | number | boolean).trim();
	const epochMs = toEpochMs(value);
	return epochMs === undefined ? JSON.stringify(value) : toChinaTime(epochMs);
};

const shown = ({ schema }: Mapper) => (schema ?? []).filter(({ removed }) => removed !== true);

const filledIn = (values: Record<string, unknown>): Component[] =>
	Object.entries(values).flatMap(([id, value]) => (text(value) === '' ? [] : [{ id, value: text(value) }]));

/** Yunfu demands the required fields from those who fill in any. */
function components(mapper: Mapper, values: Record<string, unknown>): CrmFields {
	const given = filledIn(values);
	if (given.length === 0) return { components: given };
	const missing = shown(mapper).find(
		({ id, required }) => required && !given.some((entry) => entry.id === id),
	);
	return missing ? { problem: `need a value for "${missing.displayName}"` } : { components: given };
}

/** Fields of the item with the name or the ID of a CRM field. */
function sameNames(mapper: Mapper, json: IDataObject): Record<string, unknown> {
	return Object.fromEntries(
		shown(mapper).map(({ id, displayName }) => [
			id,
			Object.hasOwn(json, displayName) ? json[displayName] : json[id],
		]),
	);
}

const mapperOf = (context: IExecuteSingleFunctions) => context.getNodeParameter('crmFields', {}) as Mapper;

const valuesOf = (context: IExecuteSingleFunctions, mapper: Mapper) =>
	mapper.mappingMode === 'autoMapInputData'
		? sameNames(mapper, context.getInputData().json)
		: (mapper.value ?? {});

/** The CRM fields of one item. */
export function readCrmFields(context: IExecuteSingleFunctions): CrmFields {
	const mapper = mapperOf(context);
	return components(mapper, valuesOf(context, mapper));
}

/** The CRM fields that customers are looked for by: a search needs none of those that an import has to have. */
export function readCrmFilter(context: IExecuteSingleFunctions): Component[] {
	return filledIn(valuesOf(context, mapperOf(context)));
}

/** The same for all items of a node at once, without evaluating an expression where a field's name is enough. */
export function crmFieldsReader(
	context: IExecuteFunctions,
	items: INodeExecutionData[],
): (itemIndex: number) => CrmFields {
	const mapper = (context.getNode().parameters.crmFields ?? {}) as Mapper;
	if (mapper.mappingMode === 'autoMapInputData') {
		return (itemIndex) => components(mapper, sameNames(mapper, items[itemIndex].json));
	}
	const readers = Object.entries(mapper.value ?? {}).map(
		([id, raw]) =>
			[id, fieldReader(context, items, `crmFields.value[${JSON.stringify(id)}]`, raw as never)] as const,
	);
	return (itemIndex) =>
		components(mapper, Object.fromEntries(readers.map(([id, read]) => [id, read(itemIndex)])));
}
