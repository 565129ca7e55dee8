import path from 'node:path';

import { checkDocuments } from './check-docs-run.mts';

/** Says where the documents and the code have drifted apart. */
const { pages, problems } = await checkDocuments(path.resolve(import.meta.dirname, '..'));
for (const { file, line, text } of problems) console.error(`${file}${line ? `:${line}` : ''}: ${text}`);
console.log(`${pages.length} pages, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
