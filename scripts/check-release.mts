import { readFileSync } from 'node:fs';
import path from 'node:path';

import { releaseProblems } from './release-problems.mts';

/** `tsx scripts/check-release.mts v1.2.3`: whether the tree is what the tag says. */
const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const { version } = JSON.parse(read('package.json')) as { version: string };
const problems = releaseProblems(process.argv[2] ?? '', version, read('CHANGELOG.md'));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
