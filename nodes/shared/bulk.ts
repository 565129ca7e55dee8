import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
} from 'n8n-workflow';

import { partition, withoutDuplicates, type ReadRow } from './bulkRows';
import { RequestFailure, toNodeError } from './failure';
import { READ_AS_TEXT } from './readAsText';
import { sendRepeatedly, type RequestKind } from './retry';
import { runMemory } from './runMemory';
import { openSession, type Service } from './service';

/** What became of an item that was not accepted. A request that never left counts as refused: nothing was accepted. */
export type FailedStatus = 'invalid' | 'refused' | 'unknown';

export interface BulkPlan<Row> {
	context: IExecuteFunctions;
	service: Service;
	itemCount: number;
	/** What a request does; it leads to calls or creates something unless said otherwise. */
	kind?: RequestKind;
	/** Most rows in one request. */
	batchSize: number;
	/**
	 * The row of an item, or what the item puts out when the user wants it skipped.
	 *
	 * @throws NodeOperationError that names the field and the item
	 */
	readItem: (itemIndex: number) => { group: string; row: Row } | { skipped: IDataObject };
	/** Without the address, which the credential knows. */
	request: (group: string, rows: Row[]) => Omit<IHttpRequestOptions, 'baseURL'>;
	/** The output of one item, from the answer to the request that carried it. */
	output: (body: IDataObject, group: string, row: Row) => IDataObject;
	/** Rows of a group with the same key are sent once, for the first item that has it. */
	duplicates?: {
		key: (row: Row) => string;
		/** The output of the other items, from that of the first one. */
		output: (first: IDataObject, firstIndex: number, group: string, row: Row) => IDataObject;
	};
	/** What an item tells beside its error while the node goes on after errors; without a row it could not be read. */
	failed?: (status: FailedStatus, reason: string, group?: string, row?: Row) => IDataObject;
}

function describeItems(indexes: number[]): string {
	return indexes.length === 1
		? `item ${indexes[0]}`
		: `${indexes.length} items (${indexes[0]} to ${indexes.at(-1)})`;
}

/**
 * Sends all items in as few requests as possible, one request after the other, in the order of the items. What was
 * accepted, or may have been, is not sent again when n8n repeats the node. Every input item comes out once, paired.
 */
export async function runBulk<Row>(plan: BulkPlan<Row>): Promise<INodeExecutionData[][]> {
	const { context, service, itemCount, kind = 'dial' } = plan;
	const node = context.getNode();
	const { settled } = runMemory(context.getExecuteData());
	const goesOn = context.continueOnFail();
	// n8n moves items with an `error` to the error output, and replaces what else they say.
	const tellsByError = plan.failed === undefined || node.onError === 'continueErrorOutput';
	const output = new Array<INodeExecutionData | undefined>(itemCount);
	const item = (itemIndex: number, json: IDataObject): INodeExecutionData => ({
		json,
		pairedItem: { item: itemIndex },
	});
	const failures = new Map<number, { error: Error; status: FailedStatus }>();
	const fail = (itemIndex: number, error: Error, status: FailedStatus, entry?: ReadRow<Row>) => {
		failures.set(itemIndex, { error, status });
		const more = plan.failed?.(status, error.message, entry?.group, entry?.row);
		const failed = item(itemIndex, { ...more, error: error.message });
		output[itemIndex] = tellsByError ? { ...failed, error: error as NodeOperationError } : failed;
	};

	const entries: Array<ReadRow<Row>> = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		try {
			const read = plan.readItem(itemIndex);
			if ('skipped' in read) output[itemIndex] = item(itemIndex, read.skipped);
			else entries.push({ itemIndex, ...read });
		} catch (error) {
			const nodeError = toNodeError(error, { node, itemIndex, service: service.name });
			if (!goesOn) throw nodeError;
			fail(itemIndex, nodeError, 'invalid');
		}
	}
	const { unique, repeated } = withoutDuplicates(entries, plan.duplicates?.key);

	let accepted = 0;
	const toSend = unique.filter((entry) => {
		const { itemIndex } = entry;
		const outcome = settled.get(String(itemIndex));
		if (!outcome) return true;
		if ('items' in outcome) {
			output[itemIndex] = outcome.items[0];
			accepted++;
		} else {
			if (!goesOn) throw outcome.error;
			fail(itemIndex, outcome.error, 'unknown', entry);
		}
		return false;
	});

	const { limiter, baseURL } = await openSession(context, service);
	const signal = context.getExecutionCancelSignal();
	for (const { group, entries: rows } of partition(toSend, plan.batchSize)) {
		const indexes = rows.map(({ itemIndex }) => itemIndex);
		try {
			const body = await sendRepeatedly(
				async () => {
					const options = plan.request(
						group,
						rows.map(({ row }) => row),
					);
					const response = (await context.helpers.httpRequestWithAuthentication.call(
						context,
						service.credential,
						{ baseURL, ...options, ...READ_AS_TEXT },
					)) as IN8nHttpFullResponse;
					return service.read(response);
				},
				kind,
				limiter,
				signal,
			);
			for (const { itemIndex, row } of rows) {
				const done = item(itemIndex, plan.output(body, group, row));
				output[itemIndex] = done;
				settled.set(String(itemIndex), { items: [done] });
			}
			accepted += rows.length;
		} catch (error) {
			const failed = toNodeError(error, {
				node,
				itemIndex: indexes[0],
				service: service.name,
				lookUp: kind === 'read' ? undefined : service.lookUp,
			});
			const unknown =
				kind !== 'read' && error instanceof RequestFailure && error.detail.outcome === 'unknown';
			if (unknown) for (const itemIndex of indexes) settled.set(String(itemIndex), { error: failed });
			if (goesOn && !signal?.aborted) {
				for (const { itemIndex, row } of rows) {
					fail(itemIndex, failed, unknown ? 'unknown' : 'refused', { itemIndex, group, row });
				}
				continue;
			}
			failed.description = `${failed.description ?? ''} This request carried ${describeItems(indexes)}. Accepted before: ${accepted} of ${itemCount} items; they are not sent again when n8n retries this node.`;
			throw failed;
		}
	}

	for (const { entry, firstIndex } of repeated) {
		const { itemIndex, group, row } = entry;
		const failure = failures.get(firstIndex);
		const first = output[firstIndex];
		if (failure) fail(itemIndex, failure.error, failure.status, entry);
		else if (first && plan.duplicates) {
			output[itemIndex] = item(itemIndex, plan.duplicates.output(first.json, firstIndex, group, row));
		}
	}
	return [output.filter((entry) => entry !== undefined)];
}
