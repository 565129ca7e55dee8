import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Which files a file needs, by its imports. Paths are relative to a root, with `/`. */

const IMPORT = /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*'(\.[^']+)'/g;
const ENDINGS = ['', '.ts', '.mts', '.js', '/index.ts'];

/** The file that an import means; undefined when there is none. */
function resolved(root: string, file: string, target: string): string | undefined {
	const base = path.posix.join(path.posix.dirname(file), target);
	return ENDINGS.map((ending) => base + ending).find((candidate) => {
		const place = path.join(root, candidate);
		return existsSync(place) && statSync(place).isFile();
	});
}

export interface Closure {
	files: Set<string>;
	/** `file -> import` that lead nowhere. */
	missing: string[];
}

/** The files themselves and all that they import, directly or not; `known` files are named, but not followed. */
export function closureOf(root: string, entries: string[], known: ReadonlySet<string> = new Set()): Closure {
	const files = new Set<string>();
	const missing: string[] = [];
	const open = [...entries];
	for (let file = open.pop(); file !== undefined; file = open.pop()) {
		if (files.has(file)) continue;
		files.add(file);
		if (file.endsWith('.json') || known.has(file)) continue;
		for (const [, target] of readFileSync(path.join(root, file), 'utf8').matchAll(IMPORT)) {
			const found = resolved(root, file, target);
			if (found) open.push(found);
			else missing.push(`${file} -> ${target}`);
		}
	}
	return { files, missing };
}
