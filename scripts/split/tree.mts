import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { changelogOf, readmeOf } from './documents.mts';
import { closureOf } from './imports.mts';
import { manifestOf, sourceOf, type Manifest } from './manifest.mts';
import { PLATFORMS, SOURCE_PACKAGE, type Platform } from './platforms.mts';
import { indexWith, namesImported } from './shared.mts';

/** The files of a package for one platform, made from those of the source. Nothing is written here. */

const SHARED_INDEX = 'nodes/shared/index.ts';

/** Files that every package has as they are. */
const COMMON = [
	'.editorconfig',
	'.gitattributes',
	'.gitignore',
	'.npmrc',
	'.prettierignore',
	'.prettierrc.js',
	'LICENSE.md',
	'SECURITY.md',
	'eslint.config.mjs',
	'eslint.dev.config.mjs',
	'gulpfile.js',
	'jest.config.cjs',
	'test/longestFirst.cjs',
	'tsconfig.dev.json',
	'tsconfig.json',
	'scripts/audit-shipped.mts',
	'scripts/bundled-libraries.js',
	'scripts/check-release.mts',
	'scripts/lint-description.mts',
	'scripts/scan.mts',
	'.github/workflows/ci.yml',
	'.github/workflows/release.yml',
];

/** What a package of its own runs instead of the source's checks in a real n8n. */
const CHECKS = 'npm ci --ignore-scripts && npm run lint && npm run typecheck && npm run scan && npm test';
const SOURCE_CHECKS = 'sudo env "PATH=$PATH" .ci/run';

const filesBelow = (root: string, folder: string): string[] =>
	readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));

export interface Tree {
	files: Map<string, string>;
	manifest: Manifest;
	/** Tests of the source that are about more than this platform. */
	testsLeftOut: string[];
}

/** A platform's nodes and credentials with all they need; the index of `nodes/shared` holds only what they use of it. */
function publishedFiles(
	root: string,
	platform: Platform,
	registered: string[],
	read: (file: string) => string,
) {
	const entries = registered.map(sourceOf);
	const own = filesBelow(root, `nodes/${platform.folder}`);
	const index = indexWith(read(SHARED_INDEX), namesImported(own.map(read)));
	const sharedFolder = path.posix.dirname(SHARED_INDEX);
	const behindIndex = [...index.matchAll(/from '(\.[^']+)'/g)].map(([, target]) => {
		const base = path.posix.join(sharedFolder, target);
		return (
			[`${base}.ts`, `${base}/index.ts`].find((file) => filesBelow(root, sharedFolder).includes(file)) ?? base
		);
	});
	const withoutIndex = (files: Set<string>) =>
		[...files].filter((file) => !file.startsWith(`${sharedFolder}/`));
	const { files: all } = closureOf(root, entries);
	const { files: shared, missing } = closureOf(root, behindIndex);
	if (missing.length > 0) throw new Error(`Imports that lead nowhere: ${missing.join(', ')}`);
	const credentials = entries.filter((file) => file.startsWith('credentials/'));
	const files = new Set([
		...withoutIndex(all),
		...shared,
		...closureOf(root, credentials).files,
		...own.filter((file) => file.endsWith('.node.json')),
		...filesBelow(root, 'icons').filter((file) => platform.mark.test(file)),
	]);
	const foreign = [...files].filter((file) =>
		PLATFORMS.some((other) => other !== platform && other.mark.test(file)),
	);
	if (foreign.length > 0)
		throw new Error(`${platform.package} needs files of another platform: ${foreign.join(', ')}`);
	return { files, index };
}

/** Tests that need nothing of another platform, and the files they need. */
function testFiles(root: string, others: Platform[], published: Set<string>, read: (file: string) => string) {
	const isForeign = (file: string) => others.some(({ mark }) => mark.test(file) || mark.test(read(file)));
	const inTree = (file: string) => published.has(file) || !/^(?:nodes|credentials)\//.test(file);
	const kept = new Set<string>();
	const leftOut: string[] = [];
	for (const test of filesBelow(root, 'test').filter((file) => file.endsWith('.test.mts'))) {
		const { files, missing } = closureOf(root, [test], published);
		// The sandbox is one program for both platforms, and none of it is published.
		const needed = [...files].filter((file) => !file.startsWith('sandbox/'));
		const fits =
			missing.length === 0 &&
			needed.every((file) => inTree(file) && (published.has(file) || !isForeign(file)));
		if (fits) for (const file of files) kept.add(file);
		else leftOut.push(test);
	}
	return { kept, leftOut };
}

export function treeOf(root: string, platform: Platform): Tree {
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const others = PLATFORMS.filter((other) => other !== platform);
	const source = JSON.parse(read('package.json')) as Manifest;
	const registered = [...source.n8n.nodes, ...source.n8n.credentials].filter((file) =>
		platform.mark.test(file),
	);
	const { files: published, index } = publishedFiles(root, platform, registered, read);
	published.add(SHARED_INDEX);
	const { kept, leftOut } = testFiles(root, others, published, read);
	const scripts = COMMON.filter((file) => file.startsWith('scripts/'));
	const names = new Set([
		...COMMON,
		...published,
		...kept,
		...closureOf(root, scripts).files,
		...filesBelow(root, 'sandbox'),
	]);
	const files = new Map(
		[...names].sort().map((file) => {
			const text = file === SHARED_INDEX ? index : read(file);
			return [file, text.replaceAll(SOURCE_CHECKS, CHECKS).replaceAll(SOURCE_PACKAGE, platform.package)];
		}),
	);
	const manifest = manifestOf(source, platform, [...files.values()]);
	const about = {
		readme: read('README.md'),
		repository: source.repository.url.replace(/^git\+|\.git$/g, ''),
		version: source.version,
	};
	const nodes = manifest.n8n.nodes.map((file) => {
		const codex = JSON.parse(read(sourceOf(file).replace(/\.ts$/, '.json'))) as { node: string };
		return codex.node.slice(SOURCE_PACKAGE.length + 1);
	});
	files.set('README.md', readmeOf(platform, others, nodes.sort(), about));
	files.set('CHANGELOG.md', changelogOf(read('CHANGELOG.md'), about));
	files.set('package.json', `${JSON.stringify(manifest, null, '\t')}\n`);
	return { files, manifest, testsLeftOut: leftOut };
}
