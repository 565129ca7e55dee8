import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { allFields, type FieldMapping, type ListSearch } from '../form/field';
import type { Operation, Resource } from '../operation';
import type { Service } from '../service';
import { runBatch } from './batch';
import { runEach } from './engine';
import type { NewOperation } from './operation';

export const isNew = (operation: Operation | NewOperation): operation is NewOperation => 'spec' in operation;

type CustomOperations = Record<
	string,
	Record<string, (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>>
>;

/** The operations of a node in the form in which n8n looks them up. */
export function customOperations(service: Service, resources: Resource[]): CustomOperations {
	const found: CustomOperations = {};
	for (const { option, operations } of resources) {
		for (const operation of operations) {
			const of = (found[String(option.value)] ??= {});
			const name = String(operation.option.value);
			if (!isNew(operation)) {
				if (operation.all) of[name] = operation.all;
				continue;
			}
			const { batch } = operation.spec;
			of[name] = async function (this: IExecuteFunctions) {
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
	for (const operation of resources.flatMap(({ operations }) => operations)) {
		if (!isNew(operation)) continue;
		for (const [, field] of allFields(operation.spec.fields)) {
			Object.assign(listSearch, field.search);
			Object.assign(resourceMapping, field.mapping);
		}
	}
	return { listSearch, resourceMapping };
}
