import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { partition, withoutDuplicates, type ReadRow, type Repeated } from './bulkRows';
import { acceptedUnread, isUnknown, toNodeError } from './failure';
import { networkOptions } from './networkOptions';
import { sendRepeatedly, type RequestKind } from './retry';
import { runMemory, type Outcome, type RunReport } from './runMemory';
import { openSession, type Service } from './service';
import { serviceRequest } from './serviceRequest';
import { fingerprint, runsAsTool, toolMemory } from './toolMemory';

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

/** A good answer may still refuse single rows: their output says so. */
const isRefused = ({ status }: IDataObject) => status === 'refused';

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
	const asTool = kind === 'dial' && runsAsTool(context);
	const memory = runMemory(context.getExecuteData());
	const settled = asTool ? toolMemory(context) : memory.settled;
	const keyOf = ({ itemIndex, group, row }: ReadRow<Row>) =>
		asTool ? fingerprint(context, plan.request(group, [row])) : String(itemIndex);
	const outcomeOf = (entry: ReadRow<Row>): Outcome | undefined => {
		const known = asTool ? undefined : memory.accepted[entry.itemIndex];
		return known ? { items: [known] } : settled.get(keyOf(entry));
	};
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
			else entries.push({ itemIndex, group: read.group, row: read.row });
		} catch (error) {
			const nodeError = toNodeError(error, { node, itemIndex, service: service.name });
			if (!goesOn) throw nodeError;
			fail(itemIndex, nodeError, 'invalid');
		}
	}
	const { unique, repeated } = withoutDuplicates(entries, plan.duplicates?.key);

	const accepted: number[] = [];
	const toSend = unique.filter((entry) => {
		const { itemIndex } = entry;
		const outcome = outcomeOf(entry);
		if (!outcome) return true;
		if ('items' in outcome) {
			const [known] = outcome.items;
			output[itemIndex] = known;
			if (!isRefused(known.json)) accepted.push(itemIndex);
		} else {
			if (!goesOn) throw outcome.error;
			fail(itemIndex, outcome.error, 'unknown', entry);
		}
		return false;
	});

	const duplicateOf = ({ entry: { group, row }, firstIndex }: Repeated<Row>): IDataObject =>
		plan.duplicates?.output(output[firstIndex]?.json ?? {}, firstIndex, group, row) ?? {};

	/** What the error of a run that ends here tells of all items. */
	const report = (unknown: Array<ReadRow<Row>>): RunReport => {
		/** Rows that were left out for the sake of one of these share its fate. */
		const sharing = (indexes: number[]) => {
			const firsts = new Set(indexes);
			return repeated.filter(({ firstIndex }) => firsts.has(firstIndex));
		};
		const sharedUnknown = sharing(unknown.map(({ itemIndex }) => itemIndex)).map(({ entry }) => entry);
		const all = {
			accepted: [
				...accepted.map((itemIndex) => ({ item: itemIndex, ...output[itemIndex]?.json })),
				...sharing(accepted).map((repeat) => ({ item: repeat.entry.itemIndex, ...duplicateOf(repeat) })),
			],
			unknownOutcome: [...unknown, ...sharedUnknown].map(({ itemIndex, group, row }) => ({
				item: itemIndex,
				...plan.failed?.('unknown', '', group, row),
			})),
		};
		const told = new Set([...all.accepted, ...all.unknownOutcome].map(({ item: index }) => index));
		return {
			...all,
			notAccepted: Array.from({ length: itemCount }, (_, index) => index).filter((index) => !told.has(index)),
		};
	};

	const session = await openSession(context, service);
	const network = networkOptions(context);
	const signal = context.getExecutionCancelSignal();
	for (const { group, entries: rows } of partition(toSend, plan.batchSize)) {
		const indexes = rows.map(({ itemIndex }) => itemIndex);
		/** Whether there was a good answer, so that what comes after is no reason to send again. */
		let answered = false;
		try {
			const body = await sendRepeatedly(
				async () => {
					const values = rows.map(({ row }) => row);
					return await serviceRequest(context, service, session, plan.request(group, values), network);
				},
				kind,
				session.limiter,
				signal,
			);
			answered = true;
			const done = rows.map(({ itemIndex, row }) => item(itemIndex, plan.output(body, group, row)));
			for (const [index, entry] of rows.entries()) {
				output[entry.itemIndex] = done[index];
				if (asTool) settled.set(keyOf(entry), { items: [done[index]] });
				else memory.accepted[entry.itemIndex] = done[index];
				if (!isRefused(done[index].json)) accepted.push(entry.itemIndex);
			}
		} catch (thrown) {
			const error = answered && kind !== 'read' ? acceptedUnread(thrown) : thrown;
			const failed = toNodeError(error, {
				node,
				itemIndex: indexes[0],
				service: service.name,
				lookUp: kind === 'read' ? undefined : service.lookUp,
			});
			const unknown = kind !== 'read' && isUnknown(error);
			if (unknown) for (const entry of rows) settled.set(keyOf(entry), { error: failed });
			if (goesOn && !signal?.aborted) {
				for (const entry of rows) fail(entry.itemIndex, failed, unknown ? 'unknown' : 'refused', entry);
				continue;
			}
			failed.description = `${failed.description ?? ''} This request carried ${describeItems(indexes)}. Accepted before: ${accepted.length} of ${itemCount} items; they are not sent again when n8n retries this node.`;
			if (kind !== 'read') failed.context.data = report(unknown ? rows : []);
			throw failed;
		}
	}

	for (const repeat of repeated) {
		const { entry, firstIndex } = repeat;
		const { itemIndex, group, row } = entry;
		const failure = failures.get(firstIndex);
		const first = output[firstIndex];
		if (failure) fail(itemIndex, failure.error, failure.status, entry);
		else if (first && isRefused(first.json)) {
			output[itemIndex] = item(itemIndex, {
				...plan.failed?.('refused', String(first.json.reason ?? ''), group, row),
			});
		} else if (first) output[itemIndex] = item(itemIndex, duplicateOf(repeat));
	}
	return [output.filter((entry) => entry !== undefined)];
}
