import { writeFileSync } from 'node:fs';
import path from 'node:path';

import contract from '../sandbox/aiccs/contract.json' with { type: 'json' };
import { actionsSource } from './actions-source.mts';

/** Writes the list of actions that the API resource offers, from the vendor's metadata. */
const target = path.resolve(import.meta.dirname, '../nodes/AlibabaCloudAiccs/resources/api/actions.ts');
writeFileSync(target, actionsSource(contract.directories));
console.log(`Wrote ${contract.directories.flatMap(({ actions }) => actions).length} actions`);
