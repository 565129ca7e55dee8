import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NodeApiError, NodeOperationError } from 'n8n-workflow';

import fc from '../fastCheck.mts';
import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine, type NodeRun } from '../engine/engine.mts';
import { changed } from './editorValues.mts';
import { AICCS, YUNFU, titleOf, type NodeUnderTest } from './operations.mts';

/** What must hold for whatever is typed into the fields, and whatever a platform answers. */

const RUNS = 12;

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());

/**
 * The sandbox's word for a request that its vendor's schema does not allow. What is not there is refused in these
 * words, too; VoiceType is newer than the schema, and OssFileName cannot be used yet.
 */
const REFUSED_BY_SCHEMA =
	/Code: (Missing|InvalidParameter(?!\.(CallId|VoiceType|OssFileName)))|^(?!.*does not exist).*Code: 422/s;

/** n8n runs no node with values that the editor marks red. */
const isMarkedRed = (error: unknown) => (error as Error).name === 'WorkflowHasIssuesError';

const textOf = (error: NodeRun['error']) => {
	const { message, description } = error as NodeApiError;
	return `${message} ${description ?? ''}`;
};

/** An error of JavaScript itself, which no user can do anything with. */
const CRASH =
	/TypeError|ReferenceError|RangeError|is not a function|Cannot read|undefined is not|of undefined|of null/;

function namesOf(node: NodeUnderTest): string[] {
	const names = new Set<string>();
	const collect = (value: unknown): void => {
		if (Array.isArray(value)) return value.forEach(collect);
		if (typeof value !== 'object' || value === null) return;
		const { displayName, ...rest } = value as { displayName?: unknown };
		if (typeof displayName === 'string') names.add(displayName);
		Object.values(rest).forEach(collect);
	};
	collect(engine.nodeType(node.name).description.properties);
	return [...names];
}

describe.each([AICCS, YUNFU])('fields of $name', (node) => {
	it.each(node.operations.map((row) => [titleOf(row), row] as const))(
		'%s: a request that the platform takes, or an error that names the field before anything is sent',
		async (_, row) => {
			sandbox.reset();
			const { parameters } = row.valid(sandbox);
			const names = namesOf(node);
			await fc.assert(
				fc.asyncProperty(changed(engine.nodeType(node.name).description, parameters), async (values) => {
					sandbox.reset();
					const { items } = row.valid(sandbox);
					const run = node.run(
						engine,
						sandbox,
						{ ...values, waitUntilFinished: false },
						{ items: items.slice(0, 1) },
					);
					const { error } = await run.catch((thrown: unknown) => {
						if (isMarkedRed(thrown)) return { error: undefined };
						throw thrown;
					});
					if (error === undefined) return;
					const text = textOf(error);
					expect(text).not.toMatch(CRASH);
					// The user writes the parameters of any action.
					if (row.resource !== 'api') expect(text).not.toMatch(REFUSED_BY_SCHEMA);
					if (sandbox.requests.length > 0) return;
					const { itemIndex } = (error as NodeOperationError).context;
					const byItem = itemIndex === 0 || /item:? ?0/i.test(text);
					expect({ text, byItem, named: names.some((name) => text.includes(name)) }).toEqual({
						text,
						byItem: true,
						named: true,
					});
				}),
				{ numRuns: RUNS, endOnFailure: true },
			);
		},
	);
});
