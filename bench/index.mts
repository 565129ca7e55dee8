import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import type { Benchmark, BenchmarkResult } from './benchmark.mts';
import { ContenderProcess } from './contender.mts';
import { details } from './benchmarks/details.mts';
import { growth } from './benchmarks/growth.mts';
import { importNumbers } from './benchmarks/import.mts';
import { items } from './benchmarks/items.mts';
import { load } from './benchmarks/load.mts';
import { memory } from './benchmarks/memory.mts';
import { parse } from './benchmarks/parse.mts';
import { real } from './benchmarks/real.mts';
import { sign } from './benchmarks/sign.mts';
import { throttle } from './benchmarks/throttle.mts';
import { reached, resultText, resultsText } from './report.mts';
import { writeSection } from './section.mts';
import { ServerProcess } from './serverProcess.mts';

/**
 * `npm run bench` measures everything and writes `bench/RESULTS.md`; `npm run bench -- <name>...` measures some and
 * prints; `--quick` takes small numbers and prints; `--count <n>` sets the count of `real`; `--json <file>` writes every
 * single measurement.
 */
const ALL: Benchmark[] = [importNumbers, details, items, throttle, parse, sign, load, memory, growth, real];

const ROOT = path.resolve(import.meta.dirname, '..');

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		quick: { type: 'boolean', default: false },
		count: { type: 'string' },
		json: { type: 'string' },
	},
});

const unknown = positionals.filter((name) => !ALL.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
	console.error(`No benchmark ${unknown.join(', ')}. There are: ${ALL.map(({ name }) => name).join(', ')}`);
	process.exit(2);
}

const count = values.count === undefined ? undefined : Number(values.count);
const chosen = positionals.length === 0 ? ALL : ALL.filter(({ name }) => positionals.includes(name));
const started = performance.now();
const progress = (text: string) =>
	console.error(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);

const server = await ServerProcess.start();
const shared = values.quick ? new ContenderProcess() : undefined;
const results: BenchmarkResult[] = [];
try {
	for (const benchmark of chosen) {
		progress(benchmark.name);
		const result = await benchmark.run({ quick: values.quick, shared, server, count, progress });
		results.push(result);
		console.log(`\n${resultText(result)}\n`);
	}
} finally {
	shared?.stop();
	server.stop();
}

if (values.json !== undefined) {
	const figures = results.map(({ name, targets, data }) => ({ name, targets, data }));
	writeFileSync(
		values.json,
		`${JSON.stringify({ node: process.versions.node, quick: values.quick, results: figures }, null, '\t')}\n`,
	);
}
if (chosen.length === ALL.length && !values.quick && count === undefined) {
	writeSection(
		ROOT,
		'bench',
		resultsText(results, 'npm run bench', 'Contenders run in turns, each in its own process.'),
	);
	for (const { files = {} } of results) {
		for (const [name, content] of Object.entries(files))
			writeFileSync(path.join(ROOT, 'bench', name), content);
	}
}
const missed = results.flatMap(({ name, targets }) =>
	targets.filter((target) => !reached(target)).map(() => name),
);
console.log(
	missed.length === 0
		? 'bench: all figures reached'
		: `bench: not reached: ${[...new Set(missed)].join(', ')}`,
);
