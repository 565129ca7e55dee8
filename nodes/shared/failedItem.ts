import type { IDataObject, IExecutePaginationFunctions, INodeExecutionData } from 'n8n-workflow';

import { isUnknown, toNodeError } from './failure';
import type { Service } from './service';
import { runsInsideAgent } from './toolMemory';

type Context = IExecutePaginationFunctions;

/**
 * Inside an agent that runs its tools itself, n8n turns what a tool throws into an empty answer, and a model that
 * does not know what happened asks again. Newer agents get the error, unless the user wants the workflow to stop.
 */
function tellsModel(context: Context): boolean {
	const { onError, retryOnFail } = context.getNode();
	return runsInsideAgent(context) && onError === undefined && retryOnFail !== true;
}

/**
 * The output of an item that failed. n8n moves items with an `error` to the error output, and replaces what they say.
 *
 * @throws the item's error, unless the node goes on after errors
 */
export function failedItem(context: Context, service: Service, error: unknown): INodeExecutionData {
	const itemIndex = context.getItemIndex();
	const node = context.getNode();
	const nodeError = toNodeError(error, { node, itemIndex, service: service.name });
	const json = { error: nodeError.message };
	const pairedItem = { item: itemIndex };
	if (!context.continueOnFail()) {
		if (!tellsModel(context)) throw nodeError;
		return { json: { ...json, details: nodeError.description }, pairedItem };
	}
	if (!isUnknown(nodeError) || node.onError === 'continueErrorOutput') {
		return { json, error: nodeError, pairedItem };
	}
	return { json: { ...json, status: 'unknown', sent: nodeError.context.sent as IDataObject }, pairedItem };
}
