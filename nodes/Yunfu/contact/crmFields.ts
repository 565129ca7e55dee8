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

/** Yunfu demands the required fields from those who fill in any. */
function components(mapper: Mapper, values: Record<string, unknown>): CrmFields {
	const given = Object.entries(values).flatMap(([id, value]) =>
		text(value) === '' ? [] : [{ id, value: text(value) }],
	);
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

/** The CRM fields of one item. */
export function readCrmFields(context: IExecuteSingleFunctions): CrmFields {
	const mapper = context.getNodeParameter('crmFields', {}) as Mapper;
	return mapper.mappingMode === 'autoMapInputData'
		? components(mapper, sameNames(mapper, context.getInputData().json))
		: components(mapper, mapper.value ?? {});
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
