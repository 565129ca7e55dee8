import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { PLATFORMS } from './split/platforms.mts';
import { treeOf } from './split/tree.mts';

/** `npm run split [folder]`: writes a stand-alone package for each platform. */
const ROOT = path.resolve(import.meta.dirname, '..');
const target = path.resolve(process.argv[2] ?? path.join(ROOT, 'build/split'));

for (const platform of PLATFORMS) {
	const { files, testsLeftOut } = treeOf(ROOT, platform);
	const folder = path.join(target, platform.package);
	rmSync(folder, { recursive: true, force: true });
	for (const [file, text] of files) {
		const place = path.join(folder, file);
		mkdirSync(path.dirname(place), { recursive: true });
		writeFileSync(place, text);
	}
	// The same versions as here, without what is not needed; with a complete lock file npm asks nobody.
	copyFileSync(path.join(ROOT, 'package-lock.json'), path.join(folder, 'package-lock.json'));
	execFileSync(
		'npm',
		['install', '--package-lock-only', '--ignore-scripts', '--offline', '--loglevel=error'],
		{
			cwd: folder,
			stdio: 'inherit',
		},
	);
	console.log(
		`${folder}: ${files.size + 1} files, without ${testsLeftOut.length} tests that are not about it alone`,
	);
}
