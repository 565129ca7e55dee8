import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { format, resolveConfig } from 'prettier';

import { chinaRules } from './phone-metadata.mts';

/** Cuts mainland China's numbering rules out of libphonenumber-js: run it after that library was updated. */
const TARGET = path.resolve(import.meta.dirname, '../nodes/shared/phoneMetadata.json');

const require = createRequire(import.meta.url);
const all: unknown = JSON.parse(readFileSync(require.resolve('libphonenumber-js/metadata.max.json'), 'utf8'));
const options = await resolveConfig(TARGET);
writeFileSync(TARGET, await format(JSON.stringify(chinaRules(all)), { ...options, parser: 'json' }));
