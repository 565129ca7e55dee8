import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	INodeExecutionData,
} from 'n8n-workflow';

import { inputReader } from '../form/reader';
import type { RequestOptions } from '../networkOptions';
import type { Service } from '../service';
import { Run, check, tellsModel } from './engine';
import type { NewOperation } from './operation';

/**
 * Runs an operation for one item inside n8n's own engine for declarative nodes, which runs the tools of agents of version
 * 2 and of the MCP trigger: the same request as everywhere else, whatever the declarations of the fields made of it.
 */
export async function runAsDeclared(
	context: IExecutePaginationFunctions,
	service: Service,
	operation: NewOperation,
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

export type Pagination = (
	this: IExecutePaginationFunctions,
	requestData: DeclarativeRestApiSettings.ResultOptions,
) => Promise<INodeExecutionData[]>;
