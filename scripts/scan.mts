import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * The rules of n8n's verification scan, over the source and over the tarball as npm would publish it, without the
 * network. Last line: `scan: N errors`.
 */
const ROOT = path.resolve(import.meta.dirname, '..');
const TARBALL_PATTERNS = ['dist/**/*.js', 'package.json'];

interface Report {
	passed: boolean;
	message?: string;
	details?: string;
}

interface Scanner {
	SOURCE_FILE_PATTERNS: string[];
	analyzePackage: (directory: string, patterns: string[]) => Promise<Report>;
}

/** A variable, because the scanner comes without types. */
const SCANNER: string = '@n8n/scan-community-package/scanner/scanner.mjs';
const { SOURCE_FILE_PATTERNS, analyzePackage } = (await import(SCANNER)) as Scanner;

function unpackTarball(into: string): string {
	const packed = execFileSync(
		'npm',
		['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', into],
		{
			cwd: ROOT,
			encoding: 'utf8',
		},
	);
	const [{ filename }] = JSON.parse(packed) as Array<{ filename: string }>;
	execFileSync('tar', ['-xzf', path.join(into, filename), '-C', into]);
	const unpacked = path.join(into, 'package');
	const { n8n } = JSON.parse(readFileSync(path.join(unpacked, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	const missing = [...n8n.nodes, ...n8n.credentials].filter((file) => !existsSync(path.join(unpacked, file)));
	if (missing.length > 0) throw new Error(`Not in the tarball, run the build first: ${missing.join(', ')}`);
	return unpacked;
}

async function report(title: string, directory: string, patterns: string[]): Promise<number> {
	const { passed, message, details } = await analyzePackage(directory, patterns);
	if (passed) {
		console.log(`${title}: clean`);
		return 0;
	}
	console.log(`${title}: ${message ?? 'failed'}\n${details ?? ''}`);
	return Number(/(\d+) errors?/.exec(details ?? '')?.[1] ?? 1);
}

const folder = mkdtempSync(path.join(tmpdir(), 'scan-'));
try {
	const errors =
		(await report('source', ROOT, SOURCE_FILE_PATTERNS)) +
		(await report('tarball', unpackTarball(folder), TARBALL_PATTERNS));
	console.log(`scan: ${errors} errors`);
	process.exitCode = errors === 0 ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
