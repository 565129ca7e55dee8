'use strict';

const { rm } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { n8n } = require('./package.json');

const SHARED_ENTRY = 'nodes/shared/index.ts';

/**
 * Keeps `nodes/shared` one module for all nodes of the package: the limits of a credential hold
 * across nodes only while they all look at the same limiter.
 */
const sharedStaysOneModule = {
	name: 'shared-stays-one-module',
	setup(build) {
		build.onResolve({ filter: /(^|\/)shared$/ }, (args) => {
			const target = path.resolve(args.resolveDir, args.path, 'index.ts');
			if (args.kind === 'entry-point' || target !== path.resolve(SHARED_ENTRY)) return undefined;
			return { path: '../shared/index.js', external: true };
		});
	},
};

const sourceOf = (registered) => registered.replace(/^dist\//, '').replace(/\.js$/, '.ts');

function clean() {
	return rm('dist', { recursive: true, force: true });
}

function bundle() {
	return esbuild.build({
		entryPoints: [...[...n8n.nodes, ...n8n.credentials].map(sourceOf), SHARED_ENTRY],
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'es2021',
		external: ['n8n-workflow'],
		plugins: [sharedStaysOneModule],
		charset: 'utf8',
		// Names stay: who reads an error's stack finds the place in the source.
		minifyWhitespace: true,
		legalComments: 'inline',
		logLevel: 'warning',
	});
}

function assets() {
	return src(['icons/*.svg', 'nodes/*/*.node.json'], { base: '.' }).pipe(dest('dist'));
}

exports.build = series(clean, parallel(bundle, assets));
exports.assets = assets;
exports.default = exports.build;
