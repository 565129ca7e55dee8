import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { allFields, type FieldMapping, type ListSearch } from '../form/field';
import type { Service } from '../request/service';
import { runBatch } from './batch';
import { runEach } from './engine';
import { mergeOrders } from './fieldOrder';
import type { Operation } from './operation';

export interface Resource {
	option: INodePropertyOptions;
	operations: Operation[];
	/** Value of the operation that is selected first. */
	defaultOperation: string;
}

const byName = (a: INodePropertyOptions, b: INodePropertyOptions) => a.name.localeCompare(b.name, 'en');

/** A field object that several operations of a resource list is shown once, for all of them. */
function fieldsOf({ option, operations }: Resource): INodeProperties[] {
	return mergeOrders(operations.map(({ fields }) => fields)).flatMap((field) => {
		const shownFor = operations.filter(({ fields }) => fields.includes(field));
		const operation = shownFor.map(({ option: { value } }) => String(value));
		return updateDisplayOptions({ show: { resource: [String(option.value)], operation } }, [field]);
	});
}

/** The selectors for resource and operation, and every operation's fields. */
export function resourceProperties(resources: Resource[], defaultResource: string): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ option }) => option).sort(byName),
			default: defaultResource,
		},
		...resources.map(({ option, operations, defaultOperation }): INodeProperties => ({
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [String(option.value)] } },
			options: operations.map((operation) => operation.option).sort(byName),
			default: defaultOperation,
		})),
		...resources.flatMap(fieldsOf),
	];
}

type CustomOperations = Record<
	string,
	Record<string, (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>>
>;

/** The operations of a node in the form in which n8n looks them up. */
export function customOperations(service: Service, resources: Resource[]): CustomOperations {
	const found: CustomOperations = {};
	for (const { option, operations } of resources) {
		const of = (found[String(option.value)] ??= {});
		for (const operation of operations) {
			const { batch } = operation.spec;
			of[String(operation.option.value)] = async function (this: IExecuteFunctions) {
				return batch
					? await runBatch(this, service, operation, batch)
					: await runEach(this, service, operation);
			};
		}
	}
	return found;
}

/** The methods that the fields of these resources name. */
export function methodsOf(resources: Resource[]) {
	const listSearch: Record<string, ListSearch> = {};
	const resourceMapping: Record<string, FieldMapping> = {};
	for (const { spec } of resources.flatMap(({ operations }) => operations)) {
		for (const [, field] of allFields(spec.fields)) {
			Object.assign(listSearch, field.search);
			Object.assign(resourceMapping, field.mapping);
		}
	}
	return { listSearch, resourceMapping };
}
