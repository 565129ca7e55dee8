import {
	NodeOperationError,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { FetchFile } from './fetchFile';
import type { Operation } from './operation';
import { readPages } from './paging';
import { waitUntil } from './waitUntil';

type Context = IExecutePaginationFunctions;

/** How the requests of an input item get to the platform. */
interface Wire {
	send: (request: IHttpRequestOptions) => Promise<IDataObject>;
	fetchFile: FetchFile;
	/** Requests that the credential allows to be open at once. */
	concurrentRequests: number;
}

/** n8n hands the rows of an input item to one function call as its arguments, and fails when they are too many for the stack. */
const MOST_ROWS = 100_000;

function refuseRows(context: Context, rows: number): never {
	throw new NodeOperationError(
		context.getNode(),
		`The list has ${rows} rows. n8n takes up to ${MOST_ROWS} for each input item.`,
		{
			itemIndex: context.getItemIndex(),
			description:
				'Switch Return All off and set a Limit, or narrow the list with its filters and read it in parts: one input item for each part.',
		},
	);
}

function readParameters(context: Context) {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const returnAll = context.getNodeParameter('returnAll', false) === true;
	return {
		limit: returnAll ? Number.POSITIVE_INFINITY : Math.floor(Number(context.getNodeParameter('limit', 50))),
		pageSize: Number(options.pageSize) || undefined,
	};
}

/** The output items of one input item: all its requests, pages and the final touch of its operation. */
export async function answer(
	context: Context,
	operation: Operation,
	request: IHttpRequestOptions,
	{ send, fetchFile, concurrentRequests }: Wire,
): Promise<INodeExecutionData[]> {
	const { pages, rows, isFinal } = operation;
	const requests = operation.variants?.call(context, request) ?? [request];
	const found: IDataObject[] = [];
	for (const variant of requests) {
		const shape = shapeOf(context, operation, variant);
		if (!pages) {
			const ask = async () => rows(await send(variant), variant);
			const wait = {
				waitUntilFinished: context.getNodeParameter('waitUntilFinished', false) === true,
				longestWait: Number(context.getNodeParameter('longestWait', 600)) || 600,
			};
			const answered = isFinal
				? await waitUntil(wait, ask, isFinal, context.getExecutionCancelSignal())
				: await ask();
			found.push(...(shape ? answered.map(shape) : answered));
			continue;
		}
		const { limit, pageSize } = readParameters(context);
		const wanted = limit - found.length;
		if (wanted <= 0) break;
		const pageRows = await readPages({
			send,
			request: variant,
			pages,
			rows,
			shape,
			pageSize: pageSize ?? pages.defaultSize,
			limit: wanted,
			concurrentRequests,
			most: { rows: MOST_ROWS - found.length, refuse: (count) => refuseRows(context, found.length + count) },
		});
		for (const row of pageRows) found.push(row);
	}
	const pairedItem = { item: context.getItemIndex() };
	const items: INodeExecutionData[] =
		(await operation.finish?.call(context, found, fetchFile)) ?? found.map((json) => ({ json }));
	for (const item of items) item.pairedItem = pairedItem;
	return items;
}

/** What the user wants done to each row; undefined when rows come out as they are. */
function shapeOf(
	context: Context,
	{ simplify }: Operation,
	request: IHttpRequestOptions,
): ((row: IDataObject) => IDataObject) | undefined {
	if (!simplify || context.getNodeParameter('simplify', true) === false) return undefined;
	return (row) => simplify(row, request);
}
