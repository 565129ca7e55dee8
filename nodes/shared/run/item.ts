import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { refuse } from '../form/problem';
import { readPages } from '../request/paging';
import type { Call, Client, Manner } from '../request/client';
import type { RequestKind } from '../request/retry';
import { waitUntil } from './waitUntil';
import type { ItemContext } from './ledger';
import { kindOf, type Operation, type Tools } from './operation';

/** Fields that many operations have, and that say how an answer is read. */
interface Settings {
	returnAll?: boolean;
	limit?: number;
	pageSize?: number;
	simplify?: boolean;
	waitUntilFinished?: boolean;
	longestWait?: number;
}

/** The values of one item, as its fields have them and as the operation works with them. */
export interface Read {
	itemIndex: number;
	values: Settings;
	input: unknown;
}

/** How many rows are wanted. */
export function limitOf({ spec }: Operation, { returnAll, limit }: Settings): number {
	if (!spec.pages || returnAll === true) return Number.POSITIVE_INFINITY;
	return limit ?? refuse('Limit', 'must be a number of at least 1');
}

export type Send = (call: Call, kind: RequestKind, manner?: Manner) => Promise<IDataObject>;

const AUDIO_OR_VIDEO = /^(audio|video)\//;
const NOT_IN_FILE_NAMES = /[\\/:*?"<>|\p{Cc}]/gu;

/** Hosts of files often name no type, or a wrong one: n8n then goes by the name's extension and by the first bytes. */
async function asBinary(
	context: ItemContext,
	...[file, contentType, name, otherwise]: Parameters<Tools['asBinary']>
) {
	const fileName = name.replace(NOT_IN_FILE_NAMES, '_') || otherwise;
	const type = AUDIO_OR_VIDEO.test(contentType) ? contentType : undefined;
	const binary = await context.helpers.prepareBinaryData(file, fileName, type);
	return !fileName.includes('.') && binary.fileExtension
		? { ...binary, fileName: `${fileName}.${binary.fileExtension}` }
		: binary;
}

/** The output items of one input item: all its requests and pages, and the final touch of its operation. */
export async function itemsOf(
	context: ItemContext,
	operation: Operation,
	{ itemIndex, values, input }: Read,
	client: Client,
	send: Send,
): Promise<INodeExecutionData[]> {
	const { spec, requestOf } = operation;
	const { pages, isFinal, simplify, output = () => [] } = spec;
	const found: IDataObject[] = [];
	const limit = limitOf(operation, values);
	for (const variant of spec.variants?.(input) ?? [input]) {
		const ask = async (call: Call) => await send(call, kindOf(operation, variant));
		const shape =
			simplify && values.simplify !== false ? (row: IDataObject) => simplify(row, variant) : undefined;
		const call = requestOf(variant);
		if (!pages) {
			const once = async () => output(await ask(call), variant);
			const rows = isFinal
				? await waitUntil(values, once, isFinal, context.getExecutionCancelSignal())
				: await once();
			for (const row of rows) found.push(shape ? shape(row) : row);
			continue;
		}
		if (found.length >= limit) break;
		const rows = await readPages({
			send: ask,
			request: call,
			pages,
			rows: (answer) => output(answer, variant),
			shape,
			pageSize: values.pageSize ?? pages.defaultSize,
			limit: limit - found.length,
			concurrentRequests: client.concurrentRequests,
		});
		for (const row of rows) found.push(row);
	}
	const made = await spec.items?.(found, input, {
		fetchFile: async (url) => await client.file(url),
		asBinary: async (...file) => await asBinary(context, ...file),
	});
	const items: INodeExecutionData[] = made ?? found.map((json) => ({ json }));
	for (const item of items) item.pairedItem = { item: itemIndex };
	return items;
}
