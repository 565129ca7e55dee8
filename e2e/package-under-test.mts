import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PACKAGE_NAME, repositoryFolder, runFolder } from './paths.mts';
import { cleanEnvironment, run } from './processes.mts';

/** `npm run build` in the repository. */
export function buildPackage(): Promise<void> {
	return run('npm', ['run', 'build'], {
		cwd: repositoryFolder(),
		env: cleanEnvironment(),
		logFile: path.join(runFolder(), 'build.log'),
	});
}

function packageJson(file: string): Record<string, unknown> {
	return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

function checkIsComplete(folder: string): void {
	const { n8n } = packageJson(path.join(folder, 'package.json')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const files = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }));
	const missing = [...n8n.nodes, ...n8n.credentials].filter((file) => !files.has(path.normalize(file)));
	if (missing.length > 0) throw new Error(`The packed tarball lacks ${missing.join(', ')}.`);
}

/**
 * Packs the built repository and puts it where n8n keeps its community packages, in the steps n8n's own installer takes
 * (community-packages.service.ts, downloadPackage): only so do node types carry their real name.
 * @param userFolder value of N8N_USER_FOLDER
 * @returns the installed package's folder
 */
export async function packAndInstall(userFolder: string): Promise<string> {
	const downloads = path.join(userFolder, '.n8n', 'nodes');
	const target = path.join(downloads, 'node_modules', PACKAGE_NAME);
	const scratch = mkdtempSync(path.join(tmpdir(), 'ai-outbound-pack-'));
	const logFile = path.join(runFolder(), 'pack.log');
	const env = cleanEnvironment();
	try {
		await run('npm', ['pack', '--ignore-scripts', '--pack-destination', scratch], {
			cwd: repositoryFolder(),
			env,
			logFile,
		});
		const tarball = readdirSync(scratch).find((name) => name.endsWith('.tgz'));
		if (tarball === undefined) throw new Error(`npm pack made no tarball. Its log: ${logFile}`);
		rmSync(target, { recursive: true, force: true });
		mkdirSync(target, { recursive: true });
		await run('tar', ['-xzf', path.join(scratch, tarball), '-C', target, '--strip-components=1'], {
			cwd: scratch,
			env,
			logFile,
		});
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}

	const installed = packageJson(path.join(target, 'package.json'));
	for (const key of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete installed[key];
	writeFileSync(path.join(target, 'package.json'), JSON.stringify(installed, null, 2));
	const ledger = {
		name: 'installed-nodes',
		private: true,
		dependencies: { [PACKAGE_NAME]: installed['version'] },
	};
	writeFileSync(path.join(downloads, 'package.json'), JSON.stringify(ledger, null, 2));
	checkIsComplete(target);
	return target;
}
