import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm audit` of what the built package carries. The package itself has no dependencies, and `npm audit --omit=dev` would
 * look at nothing: its libraries are bundled.
 */
const ROOT = path.resolve(import.meta.dirname, '..');

interface Sbom {
	components: Array<{ name: string; version: string }>;
}

const { components } = JSON.parse(readFileSync(path.join(ROOT, 'dist/sbom.cdx.json'), 'utf8')) as Sbom;
const folder = mkdtempSync(path.join(tmpdir(), 'audit-'));
try {
	const dependencies = Object.fromEntries(components.map(({ name, version }) => [name, version]));
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
	const options = { cwd: folder, stdio: 'inherit' } as const;
	execFileSync(
		'npm',
		['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--silent'],
		options,
	);
	console.log(`auditing ${components.map(({ name, version }) => `${name} ${version}`).join(', ')}`);
	process.exitCode = spawnSync('npm', ['audit', '--loglevel=error'], options).status ?? 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
