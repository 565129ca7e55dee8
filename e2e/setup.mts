import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { nodeRuntime, type NodeRuntime } from './node-runtime.mts';
import { e2eFolder, runFolder } from './paths.mts';
import { cleanEnvironment, isInstalled, run } from './processes.mts';
import { Progress } from './progress.mts';

export interface Setup {
	/** the Node.js executable that runs n8n */
	node: string;
	/** n8n's start script */
	n8n: string;
}

const BUILD_TOOLS: Record<string, string> = { python3: 'python3', make: 'make', 'g++': 'g++' };

function markerFile(): string {
	// inside node_modules: `npm ci` removes it together with what it vouches for
	return e2eFolder('node_modules', '.ai-outbound-ready');
}

/** Changes whenever an installation made earlier no longer fits. */
function fingerprint(runtime: NodeRuntime): string {
	const lock = readFileSync(e2eFolder('package-lock.json'));
	return createHash('sha256').update(lock).update(`\n${runtime.abi}\n${process.arch}`).digest('hex');
}

function isReady(runtime: NodeRuntime): boolean {
	return (
		existsSync(markerFile()) &&
		existsSync(runtime.node) &&
		readFileSync(markerFile(), 'utf8') === fingerprint(runtime)
	);
}

function checkBuildTools(): Promise<void> {
	const missing = Object.keys(BUILD_TOOLS).filter((tool) => !isInstalled(tool));
	if (missing.length === 0) return Promise.resolve();
	const packages = missing.map((tool) => BUILD_TOOLS[tool]).join(' ');
	throw new Error(
		`n8n's sqlite3 is built from source, and ${missing.join(', ')} cannot be started. ` +
			`On Debian or Ubuntu: sudo apt-get install ${packages}`,
	);
}

/** Folders of all packages in the lock file, relative to e2e. */
function lockedFolders(): string[] {
	const lock = JSON.parse(readFileSync(e2eFolder('package-lock.json'), 'utf8')) as {
		packages: Record<string, { optional?: boolean }>;
	};
	const entries = Object.entries(lock.packages);
	return entries
		.filter(([folder, { optional }]) => folder !== '' && optional !== true)
		.map(([folder]) => folder);
}

function installStatus(): string {
	const folders = lockedFolders();
	const unpacked = folders.filter((folder) => existsSync(e2eFolder(folder, 'package.json'))).length;
	return `${unpacked} of ${folders.length} packages unpacked`;
}

function npmCommand(): [string, string[]] {
	const npm = process.env['npm_execpath'];
	return npm !== undefined && npm.endsWith('npm-cli.js') ? [process.execPath, [npm]] : ['npm', []];
}

function installPackages(): Promise<void> {
	const [npm, first] = npmCommand();
	// n8n's engines ask for Node 24; npm itself may run on 20, because n8n does not run here
	const args = [
		'ci',
		'--ignore-scripts',
		'--no-engine-strict',
		'--no-audit',
		'--no-fund',
		'--loglevel=error',
	];
	return run(npm, [...first, ...args], {
		cwd: e2eFolder(),
		env: cleanEnvironment(),
		logFile: path.join(runFolder(), 'setup-install.log'),
	});
}

function buildSqlite(runtime: NodeRuntime): Promise<void> {
	const env = cleanEnvironment();
	env['PATH'] = `${path.dirname(runtime.node)}${path.delimiter}${env['PATH'] ?? ''}`;
	const gyp = e2eFolder('node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	return run(runtime.node, [gyp, 'rebuild', `--nodedir=${runtime.headers}`], {
		cwd: e2eFolder('node_modules', 'sqlite3'),
		env,
		logFile: path.join(runFolder(), 'setup-sqlite3.log'),
	});
}

function checkSqlite(runtime: NodeRuntime): Promise<void> {
	const script = "new (require('sqlite3').Database)(':memory:', (error) => process.exit(error ? 1 : 0))";
	return run(runtime.node, ['-e', script], {
		cwd: e2eFolder(),
		env: cleanEnvironment(),
		logFile: path.join(runFolder(), 'setup-check.log'),
	});
}

/**
 * Installs the pinned n8n and Node.js and builds sqlite3, unless that is done already: about 4 minutes and 3 GB the
 * first time, well under a second afterwards. Logs are in `e2e/.run/`.
 * @throws Error that names what is missing or failed
 */
export async function ensureSetup(): Promise<Setup> {
	const runtime = nodeRuntime();
	const setup = { node: runtime.node, n8n: e2eFolder('node_modules', 'n8n', 'bin', 'n8n') };
	if (isReady(runtime)) return setup;

	const progress = new Progress(4, 'set-up');
	await progress.step('Checking the build tools', checkBuildTools);
	await progress.step('Installing n8n and Node.js (about 3 GB, once)', installPackages, installStatus);
	await progress.step('Building sqlite3 from source (about a minute)', () => buildSqlite(runtime));
	await progress.step('Checking sqlite3', () => checkSqlite(runtime));
	writeFileSync(markerFile(), fingerprint(runtime));
	return setup;
}
