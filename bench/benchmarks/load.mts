import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import type { Benchmark } from '../benchmark.mts';
import { median, ratio } from '../report.mts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const MOST_KB = 300;
const OWN = 'every node and credential of this package';
const RIVALS = 'Twilio and HTTP Request of n8n';

/** n8n has loaded `n8n-workflow` before any node. */
const TIMER = `require('n8n-workflow');
const files = process.argv.slice(1);
const before = process.memoryUsage().heapUsed;
const from = process.hrtime.bigint();
for (const file of files) require(file);
console.log(Number(process.hrtime.bigint() - from) / 1e6, (process.memoryUsage().heapUsed - before) / 1e6);`;

interface LoadSample {
	ms: number;
	heapMb: number;
}

function loadOnce(files: string[]): LoadSample {
	const output = execFileSync(process.execPath, ['-e', TIMER, ...files], { cwd: ROOT, encoding: 'utf8' });
	const [ms, heapMb] = output.trim().split(' ').map(Number);
	return { ms, heapMb };
}

interface Packed {
	unpackedSize: number;
	files: Array<{ path: string; size: number }>;
}

function packed(): Packed {
	const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--silent', '--ignore-scripts'], {
		cwd: ROOT,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	return (JSON.parse(listed) as Packed[])[0];
}

const kb = (files: Packed['files'], of: RegExp) =>
	(files.filter((file) => of.test(file.path)).reduce((sum, { size }) => sum + size, 0) / 1000).toFixed(0);

export const load: Benchmark = {
	name: 'load',
	async run({ quick, progress }) {
		const require = createRequire(path.join(ROOT, 'package.json'));
		const { n8n } = require('./package.json') as { n8n: { nodes: string[]; credentials: string[] } };
		const own = [...n8n.nodes, ...n8n.credentials].map((file) => path.join(ROOT, file));
		const base = path.join(ROOT, 'node_modules/n8n-nodes-base/dist/nodes');
		const rivals = ['Twilio/Twilio.node.js', 'HttpRequest/HttpRequest.node.js'].map((file) =>
			path.join(base, file),
		);
		const missing = [...own, ...rivals].filter((file) => !existsSync(file));
		if (missing.length > 0) throw new Error(`Not there, run the build first: ${missing.join(', ')}`);
		const samples: Record<string, LoadSample[]> = { [OWN]: [], [RIVALS]: [] };
		const rounds = quick ? 3 : 15;
		for (let round = 0; round <= rounds; round++) {
			for (const [label, files] of [
				[OWN, own],
				[RIVALS, rivals],
			] as const) {
				const sample = loadOnce(files);
				// The first round brings the files into the system's cache.
				if (round > 0) samples[label].push(sample);
			}
		}
		progress(`load  ${rounds} rounds`);
		const { unpackedSize: bytes, files } = packed();
		const ms = ({ ms: value }: LoadSample) => value;
		return {
			name: 'load',
			title: 'Requiring the files that n8n loads at its start, each time in a new process.',
			head: ['', 'time', 'heap'],
			rows: Object.entries(samples).map(([label, list]) => [
				label,
				`${median(list.map(ms)).toFixed(1)} ms`,
				`${median(list.map(({ heapMb }) => heapMb)).toFixed(1)} MB`,
			]),
			targets: [
				{
					text: `the time of ${RIVALS}`,
					unit: '×',
					value: ratio(samples[OWN], samples[RIVALS], ms),
					atMost: 1,
				},
				{ text: 'kB, the package unpacked', unit: '', value: bytes / 1000, atMost: MOST_KB },
			],
			notes: [
				`Of the package, ${kb(files, /\.js$/)} kB are code, most of it texts of the editor, and ${kb(files, /README/)} kB the READMEs, which npm packs in every language.`,
			],
			data: { samples, bytes },
		};
	},
};
