import { readdirSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from '@jest/globals';

import { ROOT, filesBelow, manifest, packedFiles, readText } from './tarball.mts';

const { nodes, credentials } = manifest.n8n;
/** npm takes every language's. */
const readmes = readdirSync(ROOT).filter((file) => /^README(?:\.[\w-]+)?\.md$/.test(file));
const packed = packedFiles();
const scripts = packed.filter((file) => file.endsWith('.js'));

test('the tarball holds what n8n loads, documents and licences, and nothing else', () => {
	const expected = [
		'package.json',
		'LICENSE.md',
		...readmes,
		'dist/THIRD-PARTY-NOTICES.txt',
		'dist/sbom.cdx.json',
		'dist/nodes/shared/index.js',
		...credentials,
		...nodes,
		...nodes.map((file) => file.replace(/\.js$/, '.json')),
		...new Set(nodes.map((file) => `${path.posix.dirname(file)}/index.js`)),
		...filesBelow('icons').map((icon) => `dist/${icon}`),
	];
	expect(packed).toEqual(expected.sort());
});

test('no script refers to a source map or carries one', () => {
	expect(scripts.filter((file) => /sourceMappingURL|sourcesContent/.test(readText(file)))).toEqual([]);
});

test('no script carries code of the sandbox', () => {
	const marks = ['startSandbox', 'SandboxServer', '/_sandbox'];
	for (const mark of marks)
		expect(filesBelow('sandbox').some((file) => readText(file).includes(mark))).toBe(true);
	expect(scripts.filter((file) => marks.some((mark) => readText(file).includes(mark)))).toEqual([]);
});

test('installing the package installs nothing else and runs nothing', () => {
	for (const field of ['dependencies', 'optionalDependencies', 'bundleDependencies', 'bundledDependencies']) {
		expect(manifest).not.toHaveProperty(field);
	}
	for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
		expect(manifest.scripts).not.toHaveProperty(script);
	}
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});
