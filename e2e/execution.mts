import { parse } from 'flatted';
import type { WorkflowFile } from './rest.mts';

export interface RunItem {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

export interface RunError {
	message: string;
	description?: string | null;
	node?: { name: string };
}

/** One run of one node. */
export interface NodeRun {
	executionStatus?: string;
	/** epoch ms */
	startTime: number;
	/** ms */
	executionTime: number;
	error?: RunError;
	/** where the input came from; null for a trigger */
	source?: Array<{ previousNode: string; previousNodeOutput?: number } | null>;
	data?: { main?: Array<RunItem[] | null> };
}

export type ExecutionStatus = 'new' | 'running' | 'waiting' | 'success' | 'error' | 'crashed' | 'canceled';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	mode: string;
	status: ExecutionStatus;
	startedAt: string | null;
	stoppedAt: string | null;
}

/** An execution as n8n keeps it, its data decoded. */
export interface Execution extends ExecutionSummary {
	/** the workflow that ran, with the defaults of its parameters filled in */
	workflowData: WorkflowFile;
	runData: Record<string, NodeRun[]>;
	error?: RunError;
	lastNodeExecuted?: string;
}

interface StoredData {
	resultData?: { runData?: Record<string, NodeRun[]>; error?: RunError; lastNodeExecuted?: string };
}

export interface StoredExecution extends ExecutionSummary {
	workflowData: WorkflowFile;
	data: string;
}

/** n8n answers `data` as text in the format of the `flatted` package. */
export function decodeExecution(stored: StoredExecution): Execution {
	const { data, ...summary } = stored;
	// an execution that has only just begun has no data yet
	const resultData = (parse(data) as StoredData | undefined)?.resultData;
	return {
		...summary,
		runData: resultData?.runData ?? {},
		error: resultData?.error,
		lastNodeExecuted: resultData?.lastNodeExecuted,
	};
}

export function hasEnded(status: ExecutionStatus): boolean {
	return status !== 'new' && status !== 'running' && status !== 'waiting';
}

/** Items a node put out, all its runs one after the other. */
export function itemsOf(execution: Execution, nodeName: string, output = 0): RunItem[] {
	return (execution.runData[nodeName] ?? []).flatMap((run) => run.data?.main?.[output] ?? []);
}

/** Items a node was given in its first run. */
export function inputOf(execution: Execution, nodeName: string): RunItem[] {
	const source = execution.runData[nodeName]?.[0]?.source?.[0];
	return source ? itemsOf(execution, source.previousNode, source.previousNodeOutput ?? 0) : [];
}

/** Why an execution failed, in one paragraph. */
export function failureOf(execution: Execution): string {
	const failed = Object.entries(execution.runData)
		.flatMap(([name, runs]) => runs.map((run) => ({ name, error: run.error })))
		.find((run) => run.error !== undefined);
	const error = execution.error ?? failed?.error;
	const node = error?.node?.name ?? failed?.name ?? execution.lastNodeExecuted ?? 'no node';
	const description = error?.description ? ` ${error.description}` : '';
	return `execution ${execution.id} ended as ${execution.status} at "${node}": ${error?.message ?? 'no message'}${description}`;
}
