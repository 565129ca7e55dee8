import type { IExecuteData, INodeExecutionData } from 'n8n-workflow';

/** What became of a request in this run of the node. */
export type Outcome = { items: INodeExecutionData[] } | { error: Error };

/**
 * What one run of a node has done. n8n keeps one `IExecuteData` for all tries of *Retry On Fail* and
 * makes a new one whenever the node is run again on purpose, so that the memory ends with the run.
 */
export class RunMemory {
	/** Requests that were accepted or whose outcome is unknown: they are not sent again. */
	readonly settled = new Map<string, Outcome>();

	/** Requests on their way, for who asks for the very same thing at the same time. */
	readonly pending = new Map<string, Promise<INodeExecutionData[]>>();

	/** Items whose values did not pass the check in the current try. */
	readonly invalid = new Map<number, Error>();

	/** How many items were checked in the current try. */
	checked = 0;

	startTry(): void {
		this.invalid.clear();
		this.checked = 0;
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
