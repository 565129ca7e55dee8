import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { acceptedUnread, afterLostAnswer, isUnknown, toNodeError } from '../request/failure';
import { inputReader, type Source } from '../form/reader';
import { LeftOut, Problem } from '../form/problem';
import { pause } from '../request/limiter';
import { networkOf, type RequestOptions } from '../request/networkOptions';
import { Client, type Call } from '../request/client';
import type { RequestKind } from '../request/retry';
import { sentIds } from './sentIds';
import type { Service } from '../request/service';
import { itemsOf, limitOf, type Read } from './item';
import { ledgerOf, reportOf, runsInsideAgent, type Entry, type ItemContext, type Ledger } from './ledger';
import { kindOf, prepared, type Operation } from './operation';
import { turns } from './turns';

export type NodeError = NodeApiError | NodeOperationError;

/** A run of an operation: its items are read and checked first, then sent, and each comes out once. */
export class Run {
	/** What became of each item, in the current try. */
	readonly entries: Entry[] = [];

	/** How many of them were accepted, or may have been. */
	private sent = 0;

	readonly node: INode;

	readonly goesOn: boolean;

	readonly signal: AbortSignal | undefined;

	readonly ledger: Ledger;

	private readonly prepared = new Map<string, Promise<unknown>>();

	private network?: { options: RequestOptions; client: Client };

	private constructor(
		readonly context: ItemContext,
		readonly service: Service,
		readonly operation: Operation,
		readonly client: Client,
		private readonly requestOptions: (itemIndex: number) => RequestOptions,
	) {
		this.node = context.getNode();
		this.goesOn = context.continueOnFail();
		this.signal = context.getExecutionCancelSignal();
		this.ledger = ledgerOf(context);
	}

	/** @param requestOptions *Request Options* of the node, which n8n gives every declarative one */
	static async open(
		context: ItemContext,
		service: Service,
		operation: Operation,
		requestOptions: (itemIndex: number) => RequestOptions,
	): Promise<Run> {
		const client = await Client.open(context, service, {}, context.getExecutionCancelSignal());
		return new Run(context, service, operation, client, requestOptions);
	}

	/** The client with the network that the user set for this item; mostly it is the same for all. */
	clientFor(itemIndex: number): Client {
		const options = this.requestOptions(itemIndex);
		if (this.network?.options !== options) {
			this.network = { options, client: this.client.withNetwork(networkOf(options, this.node)) };
		}
		return this.network.client;
	}

	/** The error that n8n shows for an item. */
	errorOf(
		error: unknown,
		itemIndex: number,
		more: Partial<Parameters<typeof toNodeError>[1]> = {},
	): NodeError {
		if (error instanceof Problem) {
			const advice =
				error.advice ?? `Change the field "${error.field}" or the data of this item and run the node again.`;
			return new NodeOperationError(this.node, `${error.message} [item ${itemIndex}]`, {
				itemIndex,
				description: `${advice} ${this.sentSoFar()}`,
			});
		}
		return toNodeError(error, { node: this.node, itemIndex, service: this.service.name, ...more });
	}

	private sentSoFar(): string {
		return this.sent === 0 ? 'Nothing was sent.' : `Sent before: ${this.sent} items.`;
	}

	/**
	 * Does what has to be done before an item's own request, once for all items that need it.
	 *
	 * @returns what an error after it has to say
	 */
	async prepareFor(input: unknown, itemIndex: number): Promise<string | undefined> {
		const preparation = this.operation.spec.before?.(input);
		if (!preparation) return undefined;
		const { key, call, advice } = preparation;
		let done = this.prepared.get(key);
		if (!done) {
			done = this.clientFor(itemIndex).send(call, 'repeatable');
			this.prepared.set(key, done);
		}
		await done;
		return advice;
	}

	/** Sends what an item needs, unless it is known what became of it. */
	async settle(read: Read, call: Call): Promise<INodeExecutionData[]> {
		const { ledger } = this;
		const key = ledger.keyOf(read.itemIndex, () => call);
		const known = ledger.settled.get(key);
		if (known) {
			if ('error' in known) throw known.error;
			return known.items;
		}
		// A model may ask for the same call twice in one breath: it is placed once, and both get the answer.
		const pending = ledger.pending.get(key) ?? this.send(read, call, key);
		ledger.pending.set(key, pending);
		try {
			return await pending;
		} finally {
			ledger.pending.delete(key);
		}
	}

	private async send(read: Read, first: Call, key: string): Promise<INodeExecutionData[]> {
		const { ledger, operation, service } = this;
		const { spec } = operation;
		const { itemIndex, input } = read;
		/** The request that was sent last. */
		let last = first;
		/** Whether its answer is that to a repetition, and the first one may have done it. */
		let lost = false;
		/** Whether something may have been accepted that must not be sent again. */
		let accepted = false;
		let advice: string | undefined;
		const ownKind = kindOf(operation, input);
		/** What is being done: at first what comes before the item's own request, which may be done twice. */
		let kind: RequestKind = 'repeatable';
		const client = this.clientFor(itemIndex);
		try {
			last = spec.before?.(input)?.call ?? first;
			advice = await this.prepareFor(input, itemIndex);
			kind = ownKind;
			const items = await itemsOf(this.context, operation, read, client, async (call, callKind) => {
				last = call;
				lost = ledger.lost.has(key);
				const answer = await client.send(call, callKind, {
					read: spec.read,
					failed: spec.failed && ((failure) => spec.failed?.(failure, input) ?? failure),
					onLost: () => (lost ||= callKind !== 'read'),
				});
				accepted ||= callKind === 'once';
				return answer;
			});
			// A tool may start, stop and start again: only what calls or creates counts as a repetition.
			if (kind === 'once' || (kind === 'repeatable' && !ledger.isForModel))
				ledger.settled.set(key, { items });
			return items;
		} catch (thrown) {
			const error = accepted ? acceptedUnread(thrown) : lost ? afterLostAnswer(thrown) : thrown;
			const nodeError = this.errorOf(error, itemIndex, {
				lookUp: kind === 'read' ? undefined : (spec.lookUp ?? service.lookUp),
				repeatable: kind === 'repeatable',
				ids: sentIds(last),
			});
			if (advice) nodeError.description = [nodeError.description, advice].filter(Boolean).join(' ');
			if (isUnknown(error)) {
				if (kind === 'once') ledger.settled.set(key, { error: nodeError });
				else if (kind === ownKind && kind === 'repeatable' && !ledger.isForModel) ledger.lost.add(key);
			}
			throw nodeError;
		}
	}

	/** The output of an item that failed. n8n moves items with an `error` to the error output, and replaces what they say. */
	failed(error: NodeError, itemIndex: number): INodeExecutionData {
		const json: IDataObject = { error: error.message };
		const pairedItem = { item: itemIndex };
		if (!isUnknown(error) || this.node.onError === 'continueErrorOutput') return { json, error, pairedItem };
		return { json: { ...json, status: 'unknown', sent: error.context.sent as IDataObject }, pairedItem };
	}

	/** Enters what came out for an item. */
	accept(itemIndex: number, items: INodeExecutionData[]): void {
		this.sent++;
		this.entries[itemIndex] = { accepted: items.length === 1 ? items[0].json : {} };
	}

	/** Enters what became of an item that failed, and makes its output. */
	fail(itemIndex: number, error: NodeError): INodeExecutionData {
		const unknown = isUnknown(error);
		if (unknown) this.sent++;
		this.entries[itemIndex] = unknown ? { unknown: error.context.sent as IDataObject } : 'notAccepted';
		return this.failed(error, itemIndex);
	}
}

/** Where an operation's values come from while n8n hands over all items of a node. */
export function sourceOf(context: IExecuteFunctions, items: INodeExecutionData[]): Source {
	return {
		parameters: context.getNode().parameters,
		evaluate: (path, itemIndex) => context.getNodeParameter(path, itemIndex),
		item: (itemIndex) => items[itemIndex],
	};
}

/** *Request Options* of the node, read once where no expression is in them. */
export function requestOptionsOf(context: IExecuteFunctions): (itemIndex: number) => RequestOptions {
	const held = context.getNode().parameters.requestOptions ?? {};
	const read = (itemIndex: number) =>
		context.getNodeParameter('requestOptions', itemIndex, {}) as RequestOptions;
	if (JSON.stringify(held).includes('"=')) return read;
	return () => held as RequestOptions;
}

export interface Checked extends Read {
	call: Call;
}

/** Reads the values of an item, and makes its request, so that what is wrong with them is known before anything is sent. */
export function check(operation: Operation, itemIndex: number, values: object): Checked {
	const read = { itemIndex, values, input: prepared(operation, values) };
	limitOf(operation, values);
	const [variant] = operation.spec.variants?.(read.input) ?? [read.input];
	return { ...read, call: variant === undefined ? { url: '' } : operation.requestOf(variant) };
}

/** Runs an operation that has requests of its own for every item. */
export async function runEach(
	context: IExecuteFunctions,
	service: Service,
	operation: Operation,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const requestOptions = requestOptionsOf(context);
	const run = await Run.open(context, service, operation, requestOptions);
	const turn = turns();
	const read = inputReader(operation.spec.fields, sourceOf(context, items));
	const outputs = new Array<INodeExecutionData[]>(items.length);
	const waiting: Checked[] = [];
	for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
		await turn();
		try {
			waiting.push(check(operation, itemIndex, read(itemIndex)));
		} catch (thrown) {
			if (thrown instanceof LeftOut) {
				outputs[itemIndex] = [{ json: thrown.json, pairedItem: { item: itemIndex } }];
				continue;
			}
			const error = run.errorOf(thrown, itemIndex);
			if (!run.goesOn) throw error;
			outputs[itemIndex] = [run.fail(itemIndex, error)];
		}
	}
	let first: { checked: Checked; error: NodeError } | undefined;
	await eachWithin(run, waiting, requestOptions(0), async (checked) => {
		const { itemIndex, call } = checked;
		try {
			const made = await run.settle(checked, call);
			outputs[itemIndex] = made;
			run.accept(itemIndex, made);
		} catch (thrown) {
			const error = run.errorOf(thrown, itemIndex);
			outputs[itemIndex] = [run.fail(itemIndex, error)];
			if (!first || itemIndex < first.checked.itemIndex) first = { checked, error };
		}
	});
	if (first && !run.goesOn) {
		const { checked, error } = first;
		if (kindOf(operation, checked.input) !== 'read') {
			error.context.data = reportOf(run.entries, items.length);
		}
		throw error;
	}
	const output: INodeExecutionData[] = [];
	for (const made of outputs) for (const item of made ?? []) output.push(item);
	return [output];
}

/** Requests that wait for their turn, beside those that are open: enough that a place is never empty. */
const WAITING_PER_PLACE = 4;

/**
 * Does something with every item, as many at a time as keeps the allowed requests busy, and in the batches that the node's
 * settings may ask for.
 */
async function eachWithin(
	run: Run,
	items: Checked[],
	{ batching }: RequestOptions,
	work: (item: Checked) => Promise<void>,
): Promise<void> {
	const turn = turns();
	const interval = Number(batching?.batch?.batchInterval) || 0;
	const size = Math.max(1, Number(batching?.batch?.batchSize) || 1);
	// Whoever waits for a result asks seldom and holds nothing meanwhile.
	const most = run.operation.spec.isFinal
		? Number.POSITIVE_INFINITY
		: run.client.concurrentRequests * WAITING_PER_PLACE;
	const open = new Set<Promise<void>>();
	for (const [index, item] of items.entries()) {
		if (index > 0 && index % size === 0) await pause(interval, run.signal);
		// What does not start any more takes no time.
		if (!run.signal?.aborted) await turn();
		while (open.size >= most) await Promise.race(open);
		const done = work(item).finally(() => open.delete(done));
		open.add(done);
	}
	await Promise.all(open);
}

/**
 * Inside an agent that runs its tools itself, n8n turns what a tool throws into an empty answer, and a model that does not
 * know what happened asks again. Newer agents get the error, unless the user wants the workflow to stop.
 */
export function tellsModel(context: ItemContext): boolean {
	const { onError, retryOnFail } = context.getNode();
	return runsInsideAgent(context) && onError === undefined && retryOnFail !== true;
}
