import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** What `npm publish` would send, of the package as `npm test` has built it. */

export const ROOT = process.cwd();

export const readText = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
export const readJson = (file: string): unknown => JSON.parse(readText(file));

export interface Manifest {
	name: string;
	version: string;
	scripts: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
	[key: string]: unknown;
}

export const manifest = readJson('package.json') as Manifest;

export interface Component {
	name: string;
	version: string;
	purl: string;
	'bom-ref': string;
	licenses: Array<{ license: { id: string } }>;
	hashes?: Array<{ alg: string; content: string }>;
}

export interface Sbom {
	bomFormat: string;
	specVersion: string;
	metadata: { component: Component };
	components: Component[];
	dependencies: Array<{ ref: string; dependsOn: string[] }>;
}

/** Files of the tarball, sorted. */
export function packedFiles(): string[] {
	const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--silent', '--ignore-scripts'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	const [{ files }] = JSON.parse(listed) as Array<{ files: Array<{ path: string }> }>;
	return files.map((file) => file.path).sort();
}

/** All files below a folder of the repository, relative to its root. */
export const filesBelow = (folder: string): string[] =>
	readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
