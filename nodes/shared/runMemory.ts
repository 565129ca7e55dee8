import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteData,
	type INodeExecutionData,
} from 'n8n-workflow';

import { isUnknown } from './failure';

/** What became of a request. */
export type Outcome = { items: INodeExecutionData[] } | { error: Error };

/** Requests that were accepted or whose outcome is unknown: they are not sent again. */
export interface Settled {
	get(key: string): Outcome | undefined;
	set(key: string, outcome: Outcome): void;
}

/**
 * What became of the items of a run that changes something. It goes into the data of the run's error, and fills up
 * until the last request has ended.
 */
export interface RunReport {
	accepted: IDataObject[];
	/** Each with what it can be looked up by. */
	unknownOutcome: IDataObject[];
	/** Indexes of items that were refused or not sent. */
	notAccepted: number[];
}

/** Enters an item's failure, and lets its error carry the report. */
export function reportFailure(report: RunReport, item: number, error: unknown): void {
	if (!(error instanceof NodeApiError || error instanceof NodeOperationError)) {
		report.notAccepted.push(item);
		return;
	}
	if (isUnknown(error)) report.unknownOutcome.push({ item, ...(error.context.sent as IDataObject) });
	else report.notAccepted.push(item);
	error.context.data = report;
}

/**
 * What one run of a node has done. n8n keeps one `IExecuteData` for all tries of *Retry On Fail* and
 * makes a new one whenever the node is run again on purpose, so that the memory ends with the run.
 */
export class RunMemory {
	readonly settled: Settled = new Map<string, Outcome>();

	/** What came out for the items that a bulk operation got accepted, by index: there are many. */
	readonly accepted: INodeExecutionData[] = [];

	/** Requests that can be sent again without harm, and whose answer was lost in an earlier try. */
	readonly lost = new Set<string>();

	/** Requests on their way, for who asks for the very same thing at the same time. */
	readonly pending = new Map<string, Promise<INodeExecutionData[]>>();

	/** Items whose values did not pass the check in the current try. */
	readonly invalid = new Map<number, Error>();

	/** How many items were checked in the current try. */
	checked = 0;

	report: RunReport = { accepted: [], unknownOutcome: [], notAccepted: [] };

	startTry(): void {
		this.invalid.clear();
		this.checked = 0;
		this.report = { accepted: [], unknownOutcome: [], notAccepted: [] };
	}
}

const memories = new WeakMap<IExecuteData, RunMemory>();

/** The memory of the run that this `executeData` belongs to. */
export function runMemory(executeData: IExecuteData): RunMemory {
	let memory = memories.get(executeData);
	if (!memory) {
		memory = new RunMemory();
		memories.set(executeData, memory);
	}
	return memory;
}
