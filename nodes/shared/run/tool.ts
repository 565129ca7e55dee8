import type { IExecutePaginationFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { inputReader } from '../form/reader';
import type { RequestOptions } from '../request/networkOptions';
import type { Service } from '../request/service';
import { Run, check, tellsModel } from './engine';
import type { Resource } from './node';
import type { Operation } from './operation';

/**
 * Runs an operation for one item inside n8n's own engine for declarative nodes, which runs the tools of agents of version
 * 2 and of the MCP trigger: the same request as everywhere else, whatever the declarations of the fields made of it.
 */
async function runAsDeclared(
	context: IExecutePaginationFunctions,
	service: Service,
	operation: Operation,
): Promise<INodeExecutionData[]> {
	const itemIndex = context.getItemIndex();
	const run = await Run.open(
		context,
		service,
		operation,
		() => context.getNodeParameter('requestOptions', {}) as RequestOptions,
	);
	const read = inputReader(operation.spec.fields, {
		parameters: context.getNode().parameters,
		evaluate: (path) => context.getNodeParameter(path),
		item: () => context.getInputData(),
	});
	try {
		const checked = check(operation, itemIndex, read(itemIndex));
		return await run.settle(checked, checked.call);
	} catch (thrown) {
		const error = run.errorOf(thrown, itemIndex);
		if (run.goesOn) return [run.failed(error, itemIndex)];
		if (!tellsModel(context)) throw error;
		const json = { error: error.message, details: error.description };
		return [{ json, pairedItem: { item: itemIndex } }];
	}
}

/**
 * What makes n8n's engine for declarative nodes run the operations: `property` belongs among the node's properties, and
 * `pagination` into its `requestOperations`.
 */
export function declared(service: Service, resources: Resource[]) {
	async function pagination(this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
		const [resource, name] = ['resource', 'operation'].map((selector) => this.getNodeParameter(selector));
		const operation = resources
			.find(({ option }) => option.value === resource)
			?.operations.find(({ option }) => option.value === name);
		if (operation) return await runAsDeclared(this, service, operation);
		throw new Error(`The operation "${String(name)}" of the resource "${String(resource)}" does not exist.`);
	}
	const property: INodeProperties = {
		displayName: 'Transport',
		name: 'transport',
		type: 'hidden',
		default: '',
		routing: { send: { paginate: true } },
	};
	return { property, pagination };
}
