import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { Progress } from '../e2e/progress.mts';
import type { Manifest } from './split/manifest.mts';
import { PLATFORMS, SOURCE_PACKAGE } from './split/platforms.mts';

/**
 * Splits the package and puts each part through everything a package has to pass, with its own lock file and nothing of
 * the source around. The last line adds up checks and tests.
 */
const ROOT = path.resolve(import.meta.dirname, '..');
const SPLIT = path.join(ROOT, 'build/split');

const INSTALL = ['ci', '--ignore-scripts', '--prefer-offline', '--loglevel=error'];
const CHECKS = [
	['run', 'lint'],
	['run', 'typecheck'],
	['run', 'scan'],
];

let passed = 0;
let failed = 0;
const progress = new Progress(1 + PLATFORMS.length * (CHECKS.length + 2), 'split');

async function npm(folder: string, args: string[]): Promise<{ good: boolean; output: string }> {
	const run = async () => {
		try {
			const { stdout, stderr } = await promisify(execFile)('npm', args, {
				cwd: folder,
				maxBuffer: 64 * 1024 * 1024,
			});
			return { good: true, output: `${stdout}\n${stderr}` };
		} catch (error) {
			const { message, stdout = '', stderr = '' } = error as Error & { stdout?: string; stderr?: string };
			return { good: false, output: [message, stdout, stderr].join('\n') };
		}
	};
	return await progress.step(`${path.basename(folder)}: npm ${args.join(' ')}`, run);
}

function count(what: string, problems: string) {
	if (problems === '') passed += 1;
	else failed += 1;
	console.log(`${problems === '' ? 'passed' : 'FAILED'}: ${what}`);
	if (problems !== '') console.log(problems);
	return problems === '';
}

const step = async (folder: string, args: string[]) => {
	const { good, output } = await npm(folder, args);
	return count(`${path.basename(folder)}: npm ${args.join(' ')}`, good ? '' : output);
};

/** What a lock file installs, whatever the package's own name. */
function lockedIn(folder: string): string {
	const { packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8')) as {
		packages: Record<string, { name?: string }>;
	};
	const { '': own, ...libraries } = packages;
	return JSON.stringify({ ...own, name: undefined, libraries });
}

let installed: string | undefined;

/** Over a gigabyte takes minutes: what the same lock file has installed moves on to the next package. */
async function install(folder: string): Promise<boolean> {
	const isSame = installed !== undefined && lockedIn(installed) === lockedIn(folder);
	if (!(await step(folder, isSame ? [...INSTALL, '--dry-run'] : INSTALL))) return false;
	if (isSame) {
		const modules = path.join(folder, 'node_modules');
		rmSync(modules, { recursive: true, force: true });
		renameSync(path.join(installed!, 'node_modules'), modules);
	}
	installed = folder;
	return existsSync(path.join(folder, 'node_modules'));
}

/** Jest's own numbers; a run without any has failed. */
async function tests(folder: string) {
	const { good, output } = await npm(folder, ['test', '--silent']);
	const summary = /^Tests:.*$/m.exec(output)?.[0] ?? '';
	const numberOf = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0);
	passed += numberOf('passed');
	failed += Math.max(numberOf('failed'), good && numberOf('passed') > 0 ? 0 : 1);
	console.log(`${path.basename(folder)}: ${summary}`);
	if (!good) console.log(output);
}

/** The README's own command, over the examples: the platform's nodes get the new package, and nothing else changes. */
function movedWorkflows(folder: string): string {
	const { name, n8n } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
	const script = /sed -i '([^']+)'/.exec(readFileSync(path.join(folder, 'README.md'), 'utf8'))?.[1];
	if (script === undefined) return 'README.md does not say how workflows move';
	const own = n8n.nodes.map((file) => {
		const codex = readFileSync(path.join(folder, file.replace(/^dist\/(.*)\.js$/, '$1.json')), 'utf8');
		return (JSON.parse(codex) as { node: string }).node;
	});
	let moved = 0;
	const problems = readdirSync(path.join(ROOT, 'examples')).flatMap((file) => {
		const before = readFileSync(path.join(ROOT, 'examples', file), 'utf8');
		const after = execFileSync('sed', [script], { input: before, encoding: 'utf8' });
		const types = [...after.matchAll(/"type": "([^"]+)"/g)].map(([, type]) => type);
		// As tool of an agent, a node's type has "Tool" at its end.
		const isOwn = (type: string) => own.includes(type) || own.includes(type.replace(/Tool$/, ''));
		const wrong = types.filter((type) =>
			type.startsWith(`${name}.`)
				? !isOwn(type)
				: type.startsWith(`${SOURCE_PACKAGE}.`) && isOwn(type.replace(SOURCE_PACKAGE, name)),
		);
		moved += types.filter(isOwn).length;
		const same = after.replaceAll(`"${name}.`, `"${SOURCE_PACKAGE}.`) === before;
		return [...wrong, ...(same ? [] : ['more than the package of nodes has changed'])].map(
			(text) => `${file}: ${text}`,
		);
	});
	return moved > 0 ? problems.join('\n') : 'no example has moved';
}

/** The README is about this platform alone, and its links lead out of the package. */
function readmeProblems(folder: string, others: typeof PLATFORMS): string {
	const text = readFileSync(path.join(folder, 'README.md'), 'utf8');
	const foreign = others.flatMap(({ mark }) => mark.exec(text) ?? []);
	const relative = [...text.matchAll(/\]\((?!#|https:)([^)]+)\)/g)].map(([, target]) => target);
	return [
		...foreign.map((word) => `mentions "${word}"`),
		...relative.map((link) => `leads to "${link}"`),
	].join('\n');
}

if (await step(ROOT, ['run', 'split'])) {
	for (const platform of PLATFORMS) {
		const folder = path.join(SPLIT, platform.package);
		const others = PLATFORMS.filter((other) => other !== platform);
		count(`${platform.package}: README`, readmeProblems(folder, others));
		count(`${platform.package}: workflows move over`, movedWorkflows(folder));
		if (!(await install(folder))) continue;
		for (const check of CHECKS) await step(folder, check);
		await tests(folder);
	}
}
console.log(`Tests: ${failed} failed, ${passed} passed, ${failed + passed} total`);
process.exitCode = failed === 0 ? 0 : 1;
