import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { editorLabels } from './check-docs-labels.mts';
import { parseMarkdown } from './check-docs-markdown.mts';
import {
	checkCode,
	checkExamples,
	checkExcerpts,
	checkHints,
	checkLabels,
	checkLinks,
	checkMessages,
	checkNodes,
	checkOperations,
	checkSameSections,
	type Page,
	type Problem,
	type Repository,
} from './check-docs-rules.mts';

const README = 'README.md';
const CHINESE = 'README.zh-CN.md';

/** What only the Chinese page has: how our labels and the consoles' terms go together. */
const CHINESE_ONLY = ['术语对照', '阿里云智能联络中心', '云蝠智能'];

/** Pages about the sandbox and figures name what no editor shows. */
const ABOUT_NODES = /^(?:README|CONTRIBUTING|docs\/)/;

function filesBelow(root: string, folder: string, ending: string): string[] {
	const full = path.join(root, folder);
	if (!existsSync(full)) return [];
	return readdirSync(full, { recursive: true, encoding: 'utf8' })
		.map((name) => path.posix.join(folder, name.replaceAll(path.sep, '/')))
		.filter((name) => name.endsWith(ending) && !name.includes('node_modules/'))
		.sort();
}

/** The folders that `.gitignore` names from the top, as in `e2e/artifacts/`. */
function foldersMade(root: string): string[] {
	const ignored = path.join(root, '.gitignore');
	if (!existsSync(ignored)) return [];
	return [...readFileSync(ignored, 'utf8').matchAll(/^\/(.+\/)$/gm)].map(([, folder]) => folder);
}

/** Every page of the repository, and what is wrong in it. */
export async function checkDocuments(root: string): Promise<{ pages: Page[]; problems: Problem[] }> {
	const made = foldersMade(root);
	const isMade = (file: string) => made.some((folder) => `${file}/`.startsWith(folder));
	const repository: Repository = {
		// What an earlier run left behind is not there for others.
		exists: (file) => !isMade(file) && existsSync(path.join(root, file)),
		isMade,
		read: (file) => readFileSync(path.join(root, file), 'utf8'),
	};
	const files = [
		...readdirSync(root).filter((name) => name.endsWith('.md')),
		...['docs', 'sandbox', 'bench'].flatMap((folder) => filesBelow(root, folder, '.md')),
	];
	const pages = files.map((file): Page => ({ file, document: parseMarkdown(repository.read(file)) }));
	const { scripts } = JSON.parse(repository.read('package.json')) as { scripts: Record<string, string> };
	const labels = await editorLabels(root);
	const sources = ['nodes', 'credentials']
		.flatMap((folder) => filesBelow(root, folder, '.ts'))
		.map((file) => ({ file, text: repository.read(file).replaceAll("\\'", "'") }));
	const texts = sources.map(({ text }) => text).join('\n');
	const examples = filesBelow(root, 'examples', '.json');
	const readmes = pages.filter(({ file }) => file === README || file === CHINESE);
	const [english, chinese] = [README, CHINESE].map((name) => pages.find(({ file }) => file === name));

	const problems = [
		...pages.flatMap((page) => [
			...checkLinks(page, pages, repository),
			...checkCode(page, Object.keys(scripts), repository),
			...checkExcerpts(page, repository),
			...(ABOUT_NODES.test(page.file) ? checkLabels(page, labels) : []),
		]),
		...readmes.flatMap((page) => [
			...labels.nodes.filter(({ isTrigger }) => !isTrigger).flatMap((node) => checkOperations(page, node)),
			...checkNodes(page, labels.nodes),
			...checkMessages(page, texts),
			...checkExamples(page, examples, repository),
		]),
		...sources.flatMap(({ file, text }) => checkHints(file, text, labels.nodes)),
		...(english && chinese
			? checkSameSections(english, chinese, CHINESE_ONLY)
			: [{ file: english ? CHINESE : README, text: 'is missing' }]),
	];
	return { pages, problems };
}
