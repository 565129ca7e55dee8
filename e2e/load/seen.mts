import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded, itemsOf, type ExecutionSummary } from '../execution.mts';
import type { N8nRest } from '../rest.mts';

const WITHIN_MS = 600_000;

/** Executions of a workflow once none is under way any more. */
export async function endedExecutions(rest: N8nRest, workflowId: string): Promise<ExecutionSummary[]> {
	const deadline = Date.now() + WITHIN_MS;
	for (let before = -1; ; await delay(2000)) {
		// n8n says 503 while its database is behind.
		const found = await rest.allExecutions(workflowId).catch(() => undefined);
		if (Date.now() > deadline) throw new Error(`Workflow ${workflowId} is still running after 10 minutes.`);
		if (found === undefined) continue;
		if (found.every(({ status }) => hasEnded(status)) && found.length === before) return found;
		before = found.length;
	}
}

/** Call ids that the trigger of a workflow put out, as often as it did. */
export async function callIdsSeen(rest: N8nRest, workflowId: string, nodeName: string): Promise<string[]> {
	const executions = await endedExecutions(rest, workflowId);
	const seen: string[] = [];
	for (const { id } of executions) {
		for (const { json } of itemsOf(await rest.getExecution(id), nodeName)) seen.push(String(json['callId']));
	}
	return seen;
}
