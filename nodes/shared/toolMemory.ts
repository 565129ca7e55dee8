import { createHash } from 'node:crypto';
import {
	NodeApiError,
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import type { Outcome, Settled } from './runMemory';

type Context = Pick<IExecuteFunctions | IExecuteSingleFunctions, 'getContext' | 'getExecuteData' | 'getNode'>;

/** Requests that are remembered of one tool in one execution; the oldest ones go first. */
const MOST_REMEMBERED = 500;

/** What is kept in the data of the execution, where it also outlives a wait for somebody's approval. */
interface Remembered {
	items?: INodeExecutionData[];
	error?: { message: string; description?: string };
}

/** In the agent's own run, the node is not the one that n8n runs: its input comes from the model. */
export const runsInsideAgent = (context: Context) =>
	context.getExecuteData().node.name !== context.getNode().name;

/** Newer agents have n8n run the node for every request of the model. */
const runsForAgent = (context: Context) => context.getNode().rewireOutputLogTo === NodeConnectionTypes.AiTool;

export const runsAsTool = (context: Context) => runsInsideAgent(context) || runsForAgent(context);

/** Tells a request from those of other nodes, with other values or with another credential. */
export function fingerprint(
	context: Context,
	{ method, url, qs, body, headers }: Omit<IHttpRequestOptions, 'baseURL'>,
): string {
	const { name, credentials } = context.getNode();
	return createHash('sha256')
		.update(JSON.stringify([name, credentials, method, url, qs, body, headers]))
		.digest('base64url');
}

class ToolMemory implements Settled {
	constructor(
		private readonly node: INode,
		private readonly remembered: Record<string, Remembered>,
	) {}

	get(key: string): Outcome | undefined {
		if (!Object.hasOwn(this.remembered, key)) return undefined;
		const { items, error } = this.remembered[key];
		if (items) return { items };
		const { message = '', description } = error ?? {};
		const nodeError = new NodeApiError(this.node, { message, description } as JsonObject);
		// n8n replaces messages that name a connection's error by general ones.
		Object.assign(nodeError, { message, description });
		nodeError.context.outcome = 'unknown';
		return { error: nodeError };
	}

	set(key: string, outcome: Outcome): void {
		const keys = Object.keys(this.remembered);
		if (keys.length >= MOST_REMEMBERED) delete this.remembered[keys[0]];
		this.remembered[key] =
			'items' in outcome
				? { items: outcome.items }
				: { error: { message: outcome.error.message, description: descriptionOf(outcome.error) } };
	}
}

function descriptionOf(error: Error): string | undefined {
	const { description } = error as Partial<NodeApiError>;
	return description ?? undefined;
}

/**
 * What a tool has sent in this execution. A model may ask for the same call again, at once or later: it is placed
 * once, and every request for it gets that answer. n8n keeps the memory with the execution and drops both together.
 */
export function toolMemory(context: Context): Settled {
	const data = context.getContext('node') as { sent?: Record<string, Remembered> };
	return new ToolMemory(context.getNode(), (data.sent ??= {}));
}
