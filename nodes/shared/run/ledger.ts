import { createHash } from 'node:crypto';
import {
	NodeApiError,
	NodeConnectionTypes,
	type IDataObject,
	type IExecuteData,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type INode,
	type INodeExecutionData,
	type JsonObject,
} from 'n8n-workflow';

import type { Call } from '../request/client';

export type ItemContext = IExecuteFunctions | IExecuteSingleFunctions;

/** What became of a request. */
export type Outcome = { items: INodeExecutionData[] } | { error: Error };

/** Requests that were accepted or whose outcome is unknown: they are not sent again. */
interface Settled {
	get(key: string): Outcome | undefined;
	set(key: string, outcome: Outcome): void;
}

/** What one node has done, as far as it must not be done again. */
export interface Ledger {
	readonly settled: Settled;
	/** Requests that can be sent again without harm, and whose answer was lost in an earlier try. */
	readonly lost: Set<string>;
	/** Requests on their way, for who asks for the very same thing at the same time. */
	readonly pending: Map<string, Promise<INodeExecutionData[]>>;
	/** Names a request among those of this ledger. */
	keyOf(itemIndex: number, call: () => Call): string;
	/** As tool of a model, which may ask for the same call again, at once or later. */
	readonly isForModel: boolean;
}

/** In the agent's own run, the node is not the one that n8n runs: its input comes from the model. */
export const runsInsideAgent = (context: ItemContext) =>
	context.getExecuteData().node.name !== context.getNode().name;

/** Newer agents have n8n run the node for every request of the model. */
const runsForAgent = (context: ItemContext) =>
	context.getNode().rewireOutputLogTo === NodeConnectionTypes.AiTool;

/** Tells a request from those of other nodes, with other values or with another credential. */
export function fingerprint(node: INode, { method, url, qs, body, headers }: Call): string {
	const { name, credentials } = node;
	return createHash('sha256')
		.update(JSON.stringify([name, credentials, method, url, qs, body, headers]))
		.digest('base64url');
}

/** What is kept in the data of the execution, where it also outlives a wait for somebody's approval. */
interface Remembered {
	items?: INodeExecutionData[];
	error?: { message: string; description?: string };
}

/** Requests that are remembered of one tool in one execution; the oldest ones go first. */
const MOST_REMEMBERED = 500;

const descriptionOf = (error: Error) => (error as Partial<NodeApiError>).description ?? undefined;

class RememberedByExecution implements Settled {
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

type OfRun = Pick<Ledger, 'lost' | 'pending'> & { settled: Map<string, Outcome> };

const runs = new WeakMap<IExecuteData, OfRun>();

/**
 * n8n keeps one `IExecuteData` for all tries of *Retry On Fail* and makes a new one whenever the node is run again on
 * purpose, so that what is known of a run ends with it.
 */
function ofRun(executeData: IExecuteData): OfRun {
	let known = runs.get(executeData);
	if (!known) runs.set(executeData, (known = { settled: new Map(), lost: new Set(), pending: new Map() }));
	return known;
}

/**
 * The ledger of the run that a node is in. A model's tool has that of the execution: what it asked for is done once, and
 * every request for it gets that answer; n8n keeps it with the execution and drops both together.
 */
export function ledgerOf(context: ItemContext): Ledger {
	const run = ofRun(context.getExecuteData());
	const node = context.getNode();
	const isForModel = runsInsideAgent(context) || runsForAgent(context);
	if (!isForModel) return { ...run, isForModel, keyOf: (itemIndex) => String(itemIndex) };
	const data = context.getContext('node') as { sent?: Record<string, Remembered> };
	return {
		...run,
		isForModel,
		settled: new RememberedByExecution(node, (data.sent ??= {})),
		keyOf: (_itemIndex, call) => fingerprint(node, call()),
	};
}

/** What an item came to, for the report of a run that ends with an error. */
export type Entry = { accepted: IDataObject } | { unknown: IDataObject } | 'notAccepted';

/** What became of the items of a run that changes something; it goes into the data of the run's error. */
export interface RunReport {
	accepted: IDataObject[];
	/** Each with what it can be looked up by. */
	unknownOutcome: IDataObject[];
	/** Indexes of items that were refused or not sent. */
	notAccepted: number[];
}

/** Computed from what became of each item, so that it cannot say anything else. */
export function reportOf(entries: Array<Entry | undefined>, itemCount: number): RunReport {
	const report: RunReport = { accepted: [], unknownOutcome: [], notAccepted: [] };
	for (let item = 0; item < itemCount; item++) {
		const entry = entries[item] ?? 'notAccepted';
		if (entry === 'notAccepted') report.notAccepted.push(item);
		else if ('accepted' in entry) report.accepted.push({ item, ...entry.accepted });
		else report.unknownOutcome.push({ item, ...entry.unknown });
	}
	return report;
}
