import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { ICredentialType, INodeType } from 'n8n-workflow';

/** A class that n8n loads, from its source. */
export interface Loaded<Type> {
	/** Relative to the package, with `/`. */
	file: string;
	instance: Type;
}

/** `dist/credentials/YunfuApi.credentials.js` -> its source */
export const sourceOf = (registered: string) => registered.replace(/^dist\//, '').replace(/\.js$/, '.ts');

async function load<Type>(root: string, registered: string[]): Promise<Array<Loaded<Type>>> {
	return await Promise.all(
		registered.map(sourceOf).map(async (file) => {
			const loaded = (await import(path.join(root, file))) as Record<string, new () => Type>;
			return { file, instance: new loaded[path.basename(file).split('.')[0]]() };
		}),
	);
}

/** The nodes and credentials that package.json registers. */
export async function classesOf(root: string) {
	const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	return {
		nodes: await load<INodeType>(root, n8n.nodes),
		credentials: await load<ICredentialType>(root, n8n.credentials),
	};
}
