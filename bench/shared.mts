import { createRequire } from 'node:module';

/** The built package's shared module: what is measured is what is published. */
export const shared = createRequire(import.meta.url)('../dist/nodes/shared/index.js') as {
	parseLossless: (text: string) => unknown;
};
