import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildPackage } from '../package-under-test.mts';
import { e2eFolder, repositoryFolder, runFolder } from '../paths.mts';
import { Progress } from '../progress.mts';
import { cleanEnvironment, run } from '../processes.mts';

/** `npm run test:oldest`: the engine tests with n8n-core and n8n-workflow of the oldest n8n that README.md names. */
const folder = e2eFolder('oldest');
const progress = new Progress(2, 'oldest');
await progress.step('build the package', buildPackage);
await progress.step('install the oldest n8n-core', async () => {
	if (existsSync(e2eFolder('oldest/node_modules/.package-lock.json'))) return;
	await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: folder,
		env: cleanEnvironment(),
		logFile: path.join(runFolder(), 'oldest-install.log'),
	});
});
const { status } = spawnSync('npx', ['jest', '-c', 'e2e/oldest/jest.config.cjs'], {
	cwd: repositoryFolder(),
	stdio: 'inherit',
});
process.exitCode = status ?? 1;
