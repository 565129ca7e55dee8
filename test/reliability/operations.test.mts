import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine } from '../engine/engine.mts';
import { AICCS, YUNFU, offeredOperations, rowsOf, titleOf } from './operations.mts';

/** The table that other tests rely on: nothing is left out, and every row is accepted when nothing goes wrong. */

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => sandbox.reset());

describe.each([AICCS, YUNFU])('$name', (node) => {
	it('has a row for every operation', () => {
		expect(rowsOf(node)).toEqual(offeredOperations(engine.nodeType(node.name).description));
	});

	it.each(node.operations.map((row) => [titleOf(row), row] as const))('%s', async (_title, row) => {
		const { parameters, items } = row.valid(sandbox);
		const { error, output } = await node.run(engine, sandbox, parameters, { items });
		expect(error).toBeUndefined();
		expect(new Set(output.map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
			new Set(items.map((_, item) => JSON.stringify({ item }))),
		);
		const accepted = new Set(sandbox.ledger.entries().map(({ key }) => key));
		expect(accepted.size).toBeGreaterThanOrEqual(row.kind === 'read' ? 0 : items.length);
		expect(sandbox.ledger.duplicates()).toEqual([]);
		if (row.kind === 'read') expect(accepted.size).toBe(0);
	});
});
