import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { partition, withoutDuplicates, type ReadRow } from './rows';
import { acceptedUnread, isUnknown } from '../request/failure';
import { LeftOut } from '../form/problem';
import { inputReader } from '../form/reader';
import type { Service } from '../request/service';
import { Run, requestOptionsOf, sourceOf, type NodeError } from './engine';
import { reportOf, type Entry, type Outcome, type RunReport } from './ledger';
import { kindOf, prepared, type Batch, type FailedStatus, type Operation } from './operation';
import { turns } from './turns';

type Row = ReadRow<unknown>;

/** A good answer may still refuse single rows: their output says so. */
const isRefused = ({ status }: IDataObject) => status === 'refused';

function describeItems(indexes: number[]): string {
	return indexes.length === 1
		? `item ${indexes[0]}`
		: `${indexes.length} items (${indexes[0]} to ${indexes.at(-1)})`;
}

/** The items of a run that travel together, and what comes out for each. */
class BatchRun {
	private readonly outputs: Array<INodeExecutionData | undefined>;

	private readonly failures = new Map<number, { error: NodeError; status: FailedStatus }>();

	private readonly rows: Row[] = [];

	private repeated: Array<{ entry: Row; firstIndex: number }> = [];

	constructor(
		private readonly run: Run,
		private readonly batch: Batch<unknown>,
		private readonly itemCount: number,
	) {
		this.outputs = new Array<INodeExecutionData | undefined>(itemCount);
	}

	private put(itemIndex: number, json: IDataObject): INodeExecutionData {
		const item = { json, pairedItem: { item: itemIndex } };
		this.outputs[itemIndex] = item;
		return item;
	}

	private fail(itemIndex: number, error: NodeError, status: FailedStatus, row?: unknown): void {
		const { batch, run } = this;
		this.failures.set(itemIndex, { error, status });
		const more = batch.failed?.(status, error.message, row);
		const item = this.put(itemIndex, { ...more, error: error.message });
		// n8n moves items with an `error` to the error output, and replaces what else they say.
		if (batch.failed === undefined || run.node.onError === 'continueErrorOutput') item.error = error;
	}

	/** @throws the first error, unless the node goes on after errors: nothing was sent then */
	async read(values: (itemIndex: number) => object): Promise<void> {
		const { operation } = this.run;
		const turn = turns();
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			await turn();
			try {
				const row = prepared(operation, values(itemIndex));
				this.rows.push({ itemIndex, group: this.batch.group(row), row });
			} catch (thrown) {
				if (thrown instanceof LeftOut) {
					this.put(itemIndex, thrown.json);
					continue;
				}
				const error = this.run.errorOf(thrown, itemIndex);
				if (!this.run.goesOn) throw error;
				this.fail(itemIndex, error, 'invalid');
			}
		}
	}

	private keyOf({ itemIndex, row }: Row): string {
		return this.run.ledger.keyOf(itemIndex, () => this.batch.call([row]));
	}

	/** Rows that were accepted in an earlier try, or may have been, are not sent again. */
	private isSettled(entry: Row): boolean {
		const { ledger, goesOn } = this.run;
		const known = ledger.settled.get(this.keyOf(entry));
		if (!known) return false;
		if ('items' in known) {
			this.outputs[entry.itemIndex] = known.items[0];
			return true;
		}
		const error = this.run.errorOf(known.error, entry.itemIndex);
		if (!goesOn) throw error;
		this.fail(entry.itemIndex, error, 'unknown', entry.row);
		return true;
	}

	private settle(entry: Row, outcome: Outcome): void {
		this.run.ledger.settled.set(this.keyOf(entry), outcome);
	}

	/** @throws the error of the first request that fails, unless the node goes on after errors */
	async send(): Promise<void> {
		const { run, batch } = this;
		const { unique, repeated } = withoutDuplicates(this.rows, batch.key);
		this.repeated = repeated;
		const first = unique[0]?.row;
		if (first === undefined) return;
		const toSend = unique.filter((entry) => !this.isSettled(entry));
		const batches = partition(toSend, batch.size(first));
		// What fails here fails again, and is told, when the batch's turn comes.
		for (const { entries } of batches)
			await run.prepareFor(entries[0].row, entries[0].itemIndex).catch(() => {});
		for (const { entries } of batches) {
			await this.sendTogether(entries);
			if (run.signal?.aborted && !run.goesOn) return;
		}
	}

	private async sendTogether(entries: Row[]): Promise<void> {
		const { run, batch } = this;
		const { operation, service, signal } = run;
		const kind = kindOf(operation, entries[0].row);
		const inputs = entries.map(({ row }) => row);
		/** Whether the request has left: what fails before it leaves nothing open. */
		let left = false;
		/** Whether there was a good answer, so that what comes after is no reason to send again. */
		let answered = false;
		let advice: string | undefined;
		const { failed } = operation.spec;
		try {
			advice = await run.prepareFor(inputs[0], entries[0].itemIndex);
			left = true;
			const answer = await run.clientFor(0).send(batch.call(inputs), kind, {
				read: operation.spec.read,
				failed: failed && ((failure) => failed(failure, inputs[0])),
			});
			answered = true;
			const made = inputs.map((row, position) => batch.output(answer, row, position, inputs));
			for (const [position, entry] of entries.entries()) {
				const item = this.put(entry.itemIndex, made[position]);
				if (kind !== 'read') this.settle(entry, { items: [item] });
			}
		} catch (thrown) {
			const error = answered && kind !== 'read' ? acceptedUnread(thrown) : thrown;
			const unknown = left && kind !== 'read' && isUnknown(error);
			const nodeError = run.errorOf(error, entries[0].itemIndex, {
				lookUp: kind === 'read' ? undefined : (operation.spec.lookUp ?? service.lookUp),
			});
			if (advice) nodeError.description = [nodeError.description, advice].filter(Boolean).join(' ');
			if (unknown) for (const entry of entries) this.settle(entry, { error: nodeError });
			if (run.goesOn && !signal?.aborted) {
				for (const { itemIndex, row } of entries) {
					this.fail(itemIndex, nodeError, unknown ? 'unknown' : 'refused', row);
				}
				return;
			}
			const report = this.report(unknown ? entries : []);
			const indexes = entries.map(({ itemIndex }) => itemIndex);
			nodeError.description = `${nodeError.description ?? ''} This request carried ${describeItems(indexes)}. Accepted before: ${report.accepted.length} of ${this.itemCount} items; they are not sent again when n8n retries this node.`;
			if (kind !== 'read') nodeError.context.data = report;
			throw nodeError;
		}
	}

	/** What became of all items of a run that ends here. Rows that were left out for the sake of others share their fate. */
	private report(unknown: Row[]): RunReport {
		const entries: Entry[] = [];
		for (const { itemIndex } of this.rows) {
			const json = this.outputs[itemIndex]?.json;
			if (json && !this.failures.has(itemIndex) && !isRefused(json)) entries[itemIndex] = { accepted: json };
		}
		for (const [itemIndex, { status }] of this.failures) {
			if (status === 'unknown') entries[itemIndex] = { unknown: {} };
		}
		for (const { itemIndex, row } of unknown) {
			entries[itemIndex] = { unknown: this.batch.failed?.('unknown', '', row) ?? {} };
		}
		for (const { entry, firstIndex } of this.repeated) {
			const first = entries[firstIndex];
			if (first === undefined || first === 'notAccepted') continue;
			entries[entry.itemIndex] =
				'accepted' in first
					? { accepted: this.repetitionOf(entry, firstIndex) }
					: { unknown: this.batch.failed?.('unknown', '', entry.row) ?? {} };
		}
		return reportOf(entries, this.itemCount);
	}

	private repetitionOf({ row }: Row, firstIndex: number): IDataObject {
		const first = this.outputs[firstIndex]?.json ?? {};
		return this.batch.repeated?.(first, firstIndex, row) ?? first;
	}

	/** Every input item once, in their order. */
	output(): INodeExecutionData[] {
		for (const { entry, firstIndex } of this.repeated) {
			const { itemIndex, row } = entry;
			const failure = this.failures.get(firstIndex);
			const first = this.outputs[firstIndex];
			if (failure) this.fail(itemIndex, failure.error, failure.status, row);
			else if (first && isRefused(first.json)) {
				const reason = String((first.json.reason as string | undefined) ?? '');
				this.put(itemIndex, { ...this.batch.failed?.('refused', reason, row) });
			} else if (first) this.put(itemIndex, this.repetitionOf(entry, firstIndex));
		}
		const items = this.outputs.filter((entry) => entry !== undefined);
		const summary = this.rows.length > 0 ? this.batch.summary?.(items, this.rows[0].row) : undefined;
		return summary === undefined ? items : [summary];
	}
}

/**
 * Runs an operation whose items travel in as few requests as possible, one request after the other, in the order of the
 * items. What was accepted, or may have been, is not sent again when n8n repeats the node. Every item comes out once.
 */
export async function runBatch(
	context: IExecuteFunctions,
	service: Service,
	operation: Operation,
	batch: Batch<unknown>,
): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const run = await Run.open(context, service, operation, requestOptionsOf(context));
	const together = new BatchRun(run, batch, items.length);
	await together.read(inputReader(operation.spec.fields, sourceOf(context, items)));
	await together.send();
	return [together.output()];
}
