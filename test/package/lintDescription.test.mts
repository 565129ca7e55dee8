import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { ROOT, manifest } from './tarball.mts';

/** A node that says to n8n what its source shows nowhere as a literal: by spread, by constant and by function. */
const nodeSource = (name: string, task: string, colours: string[], flag: string) => `
import { NodeConnectionTypes, type INodeProperties, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

const task: INodeProperties = { displayName: 'Task', name: 'task', type: 'string', required: true, default: '' };
const COLOURS = ${JSON.stringify(colours)}.map((colour) => ({ name: colour, value: colour }));
const flag = (description: string): INodeProperties => ({
	displayName: 'Flag', name: 'flag', type: 'boolean', default: false, description,
});

export class ${name} implements INodeType {
	description: INodeTypeDescription = {
		displayName: '${name}',
		name: '${name.toLowerCase()}',
		icon: { light: 'file:light.svg', dark: 'file:dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{ $parameter["task"] }}',
		description: 'Paints',
		defaults: { name: '${name}' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		properties: [
			{ ...task, ${task} },
			{ displayName: 'Colour', name: 'colour', type: 'options', default: '${colours[0]}', options: COLOURS },
			flag('${flag}'),
		],
	};

	async execute() {
		return [[]];
	}
}
`;
const NODES = {
	Clean: nodeSource('Clean', 'required: undefined', ['A', 'B', 'C', 'D', 'E'], 'Whether to paint'),
	Planted: nodeSource('Planted', 'required: false', ['B', 'A', 'C', 'D', 'E'], 'Paints'),
};

const folder = mkdtempSync(path.join(tmpdir(), 'lint-description-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('what breaks a rule of n8n only once the description is built is found, by its path', () => {
	for (const [name, source] of Object.entries(NODES)) {
		const place = path.join(folder, 'nodes', name);
		mkdirSync(place, { recursive: true });
		writeFileSync(path.join(place, `${name}.node.ts`), source);
		for (const icon of ['light.svg', 'dark.svg']) writeFileSync(path.join(place, icon), '<svg/>');
	}
	const nodes = Object.keys(NODES).map((name) => `dist/nodes/${name}/${name}.node.js`);
	writeFileSync(
		path.join(folder, 'package.json'),
		JSON.stringify({ ...manifest, n8n: { nodes, credentials: [] } }),
	);
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		['--import', 'tsx', path.join(ROOT, 'scripts/lint-description.mts'), folder],
		// Where this says "test", n8n's rules take no file for what it is called.
		{ cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined } },
	);
	const place = (line: string) => line.replace(/: [A-Z].*\((.*)\)$/, ' $1');
	const file = 'nodes/Planted/Planted.node.ts: description.properties';
	expect(stderr.trim().split('\n').map(place)).toEqual([
		`${file}[0 task].required n8n-nodes-base/node-param-required-false`,
		`${file}[1 colour].options n8n-nodes-base/node-param-options-type-unsorted-items`,
		`${file}[2 flag].description n8n-nodes-base/node-param-description-boolean-without-whether`,
	]);
	expect(stdout).toBe('2 descriptions, 3 problems\n');
	expect(status).toBe(1);
});
