import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { toChinaTime } from '../../nodes/shared/time.ts';
import type { RecordedRequest, Sandbox } from '../../sandbox/index.mts';
import type { Engine } from '../engine/engine.mts';
import { AICCS, YUNFU, titleOf, type NodeUnderTest } from '../reliability/operations.mts';

/** Nodes as workflows hold them that were saved by a released version, and what they sent then. */

export const NODES = [AICCS, YUNFU];

export interface SavedNode {
	/** Row of the table of operations that sets the sandbox up for it. */
	title: string;
	node: NodeUnderTest['name'];
	typeVersion: number;
	parameters: INodeParameters;
	items: IDataObject[];
	requests: SentRequest[];
}

export interface SentRequest {
	method: string;
	path: string;
	action: string;
	query: Record<string, string>;
	body: string;
}

const MINUTE_MS = 60_000;

/** *Get Dialog* asks for today's when it is not told another day; midnight may come on the way. */
function withoutToday(query: Record<string, string>, receivedAt: number): Record<string, string> {
	const today = [receivedAt, receivedAt - MINUTE_MS].map((time) => toChinaTime(time).slice(0, 10));
	return Object.fromEntries(
		Object.entries(query).map(([name, value]) => [name, today.includes(value) ? 'today' : value]),
	);
}

const sent = ({ vendor, method, path, action, query, body, receivedAt }: RecordedRequest): SentRequest => ({
	method,
	path,
	action,
	// A link to a recording is the sandbox's, and signed anew each time.
	query: vendor === 'recording' ? {} : withoutToday(query, receivedAt),
	body,
});

/** What a node sends in a sandbox that was set up for its operation. */
export async function requestsOf(
	engine: Engine,
	sandbox: Sandbox,
	{ title, node, typeVersion, parameters, items }: Omit<SavedNode, 'requests'>,
): Promise<SentRequest[]> {
	const of = NODES.find(({ name }) => name === node);
	const row = of?.operations.find((candidate) => titleOf(candidate) === title);
	if (!of || !row) throw new Error(`No operation "${title}" of ${node}`);
	sandbox.reset();
	row.valid(sandbox);
	const before = sandbox.requests.length;
	const { error } = await of.run(engine, sandbox, parameters, {
		items,
		node: { typeVersion },
	});
	if (error) throw error;
	return sandbox.requests.slice(before).map(sent);
}

/** Every operation as it would be saved now. */
export async function savedNow(engine: Engine, sandbox: Sandbox): Promise<SavedNode[]> {
	const saved: SavedNode[] = [];
	for (const { name, operations } of NODES) {
		const { defaultVersion, version } = engine.nodeType(name).description;
		const typeVersion = defaultVersion ?? (Array.isArray(version) ? Math.max(...version) : version);
		for (const row of operations) {
			sandbox.reset();
			const node = { title: titleOf(row), node: name, typeVersion, ...row.valid(sandbox) };
			saved.push({ ...node, requests: await requestsOf(engine, sandbox, node) });
		}
	}
	return saved;
}
