import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const PACKAGE_NAME = 'n8n-nodes-ai-outbound';

function nameIn(folder: string): string | undefined {
	const file = path.join(folder, 'package.json');
	if (!existsSync(file)) return undefined;
	const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
	if (typeof parsed !== 'object' || parsed === null || !('name' in parsed)) return undefined;
	return typeof parsed.name === 'string' ? parsed.name : undefined;
}

/** The repository's folder: the nearest one above the current folder that holds this package. */
export function repositoryFolder(): string {
	let folder = process.cwd();
	while (nameIn(folder) !== PACKAGE_NAME) {
		const parent = path.dirname(folder);
		if (parent === folder) throw new Error(`Run this inside the repository of ${PACKAGE_NAME}.`);
		folder = parent;
	}
	return folder;
}

export function e2eFolder(...inside: string[]): string {
	return path.join(repositoryFolder(), 'e2e', ...inside);
}

/** Folder for logs, made when needed. */
export function runFolder(): string {
	const folder = e2eFolder('.run');
	mkdirSync(folder, { recursive: true });
	return folder;
}
