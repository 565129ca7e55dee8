import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeType } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { AICCS, YUNFU, titleOf, type NodeUnderTest, type OperationRow } from '../reliability/operations.mts';
import { Engine } from './engine.mts';

/**
 * n8n runs an operation itself, or, as tool of an agent of version 2 or of the MCP trigger, what the description declares:
 * both ways make the same requests, to the byte, and put out the same.
 */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());

/** What one item sends and puts out. */
async function run({ run: runNode }: NodeUnderTest, row: OperationRow) {
	sandbox.reset();
	const { parameters, items } = row.valid(sandbox);
	const before = sandbox.requests.length;
	const { error, output } = await runNode(engine, sandbox, parameters, { items: items.slice(0, 1) });
	const sent = sandbox.requests.slice(before).map(({ vendor, method, path, rawQuery, body, headers }) => [
		method,
		path,
		// A link to a recording is signed anew each time.
		vendor === 'recording' ? '' : rawQuery,
		body,
		headers['content-type'],
		headers['x-acs-action'],
	]);
	return { error: error?.message, sent, output };
}

async function asDeclared(node: NodeUnderTest, row: OperationRow) {
	const type: INodeType = engine.nodeType(node.name);
	const { customOperations } = type;
	type.customOperations = undefined;
	try {
		return await run(node, row);
	} finally {
		type.customOperations = customOperations;
	}
}

describe.each([AICCS, YUNFU])('$name', (node) => {
	it.each(node.operations.map((row) => [titleOf(row), row] as const))('%s', async (_title, row) => {
		const { error, sent, output } = await run(node, row);
		expect(error).toBeUndefined();
		expect(sent.length).toBeGreaterThan(0);
		const declared = await asDeclared(node, row);
		expect(declared.error).toBeUndefined();
		expect(declared.sent).toEqual(sent);
		expect(declared.output.length).toBe(output.length);
	});
});
