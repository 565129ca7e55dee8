import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { startSandbox, type Sandbox } from '../../sandbox/index.mts';
import { Engine } from '../engine/engine.mts';
import { titleOf } from '../reliability/operations.mts';
import { NODES, requestsOf, type SavedNode } from './saved.mts';

/** A workflow that an earlier version saved sends what it sent then. */

const FOLDER = path.resolve(__dirname);
const released = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.json'))
	.map((file) => ({
		version: path.basename(file, '.json'),
		saved: JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as SavedNode[],
	}));

let engine: Engine;
let sandbox: Sandbox;

beforeAll(async () => {
	engine = await Engine.load();
	sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
});
afterAll(async () => await sandbox.stop());

it('the first version is there, with every operation it had', () => {
	const first = released.find(({ version }) => version === '0.1.0');
	expect(first?.saved.length).toBeGreaterThanOrEqual(54);
	expect(first?.saved.every(({ requests }) => requests.length > 0)).toBe(true);
});

describe.each(released)('saved by $version', ({ saved }) => {
	it.each(saved.map((entry) => [`${entry.node}: ${entry.title}`, entry] as const))(
		'%s',
		async (_title, entry) => {
			expect(NODES.flatMap(({ operations }) => operations.map(titleOf))).toContain(entry.title);
			expect(await requestsOf(engine, sandbox, entry)).toEqual(entry.requests);
		},
	);
});
