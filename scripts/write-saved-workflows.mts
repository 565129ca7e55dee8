import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { manifest } from '../test/package/tarball.mts';
import { startSandbox } from '../sandbox/index.mts';
import { Engine } from '../test/engine/engine.mts';
import { savedNow } from '../test/upgrade/saved.mts';

/** `npm run write:saved-workflows`: keeps what this version saves and sends, for the tests of all later ones. */
const root = path.resolve(import.meta.dirname, '..');
const target = path.join(root, 'test/upgrade', `${manifest.version}.json`);
if (existsSync(target)) {
	console.error(`${target} is there: what a released version saved does not change.`);
	process.exit(1);
}
const sandbox = await startSandbox({ quiet: true, clockSpeed: 0, respectCallWindows: false });
const saved = await savedNow(await Engine.load([], root), sandbox);
writeFileSync(target, `${JSON.stringify(saved, null, '\t')}\n`);
console.log(`Wrote ${saved.length} nodes and ${saved.flatMap(({ requests }) => requests).length} requests`);
await sandbox.stop();
process.exit();
