'use strict';

const { readFile, rm, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const manifest = require('./package.json');
const { writeNotices } = require('./scripts/bundled-libraries');

const { n8n } = manifest;
const HOST = 'n8n-workflow';
const SHARED = path.resolve('nodes/shared/index.ts');

const options = {
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20.19',
	external: [HOST],
	charset: 'utf8',
	minify: true,
	legalComments: 'inline',
	logLevel: 'warning',
	metafile: true,
};

const sourceOf = (registered) => registered.replace(/^dist\//, '').replace(/\.js$/, '.ts');

function clean() {
	return rm('dist', { recursive: true, force: true });
}

/** Names that a module exports, without running it. */
async function exportsOf(entry) {
	const { metafile } = await esbuild.build({
		...options,
		entryPoints: [entry],
		format: 'esm',
		write: false,
		outdir: 'dist',
	});
	return Object.values(metafile.outputs)[0].exports;
}

/**
 * Requires what lies outside a bundle once, instead of once for every file that imports it. What a bundle does not use
 * of it falls away.
 */
function requireOnce(outside) {
	const namespace = 'outside';
	return {
		name: 'require-once',
		setup(build) {
			for (const { filter, isIt = () => true, id, names } of outside) {
				build.onResolve({ filter }, (args) => {
					if (args.namespace === namespace) return { path: id, external: true };
					return isIt(args) ? { path: id, namespace, sideEffects: false } : undefined;
				});
				build.onLoad({ filter: new RegExp(`^${id}$`), namespace }, () => ({
					contents: `export { ${names.join(', ')} } from '${id}';`,
				}));
			}
		},
	};
}

/** zod's small entry takes three helpers from a namespace, which would keep all of them. */
const zodHelpersByName = {
	name: 'zod-helpers-by-name',
	setup(build) {
		build.onLoad({ filter: /zod[\\/]v4[\\/]mini[\\/]schemas\.js$/ }, async ({ path: file }) => {
			const text = await readFile(file, 'utf8');
			const named = text.replace(
				'import { util } from "../core/index.js";',
				'import * as util from "../core/util.js";',
			);
			if (named === text) throw new Error(`${file} does not import its helpers as before`);
			return { contents: named, loader: 'js' };
		});
	},
};

/**
 * `nodes/shared` is one module for all nodes of the package: the limits of a credential hold across nodes only while
 * they all look at the same limiter.
 */
function bundleShared() {
	return esbuild.build({
		...options,
		entryPoints: [SHARED],
		outdir: 'dist',
		outbase: '.',
		plugins: [zodHelpersByName],
	});
}

function bundleCredentials() {
	return esbuild.build({
		...options,
		entryPoints: n8n.credentials.map(sourceOf),
		outdir: 'dist',
		outbase: '.',
	});
}

/** A platform's nodes are one bundle, as they have most of their code in common; each file that n8n loads takes its own. */
async function bundlePlatform(folder, sharedNames) {
	const registered = n8n.nodes.filter((file) => path.dirname(sourceOf(file)) === folder);
	const names = registered.map((file) => path.basename(file, '.node.js'));
	const built = await esbuild.build({
		...options,
		stdin: {
			contents: names.map((name) => `export { ${name} } from './${name}.node';`).join('\n'),
			resolveDir: folder,
		},
		outfile: `dist/${folder}/index.js`,
		plugins: [
			requireOnce([
				{ filter: /^n8n-workflow$/, id: HOST, names: Object.keys(require(HOST)) },
				{
					filter: /(^|\/)shared(\/index\.js)?$/,
					isIt: ({ resolveDir, path: imported }) => path.resolve(resolveDir, imported, 'index.ts') === SHARED,
					id: '../shared/index.js',
					names: sharedNames,
				},
			]),
		],
	});
	await Promise.all(
		names.map((name) =>
			writeFile(`dist/${folder}/${name}.node.js`, `exports.${name}=require("./index.js").${name};\n`),
		),
	);
	return built;
}

async function bundle() {
	const folders = [...new Set(n8n.nodes.map((file) => path.dirname(sourceOf(file))))];
	const sharedNames = await exportsOf(SHARED);
	const built = await Promise.all([
		bundleShared(),
		bundleCredentials(),
		...folders.map((folder) => bundlePlatform(folder, sharedNames)),
	]);
	await writeNotices(
		'dist',
		manifest,
		built.map(({ metafile }) => metafile),
	);
}

function assets() {
	return src(['icons/*.svg', 'nodes/*/*.node.json'], { base: '.' }).pipe(dest('dist'));
}

exports.build = series(clean, parallel(bundle, assets));
exports.assets = assets;
exports.default = exports.build;
