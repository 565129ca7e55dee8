import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Sections of `bench/RESULTS.md`, in the order of the file; each has one command that writes it. */
export const SECTIONS = ['bench', 'triggers', 'soak'] as const;

export type Section = (typeof SECTIONS)[number];

const HEAD = `# Results

Ratios of one run on one machine; absolute times say nothing about another. Each section names the command that wrote it.
`;

const begin = (name: Section) => `<!-- ${name} -->`;
const end = (name: Section) => `<!-- /${name} -->`;

function contentOf(name: Section, text: string): string {
	const from = text.indexOf(begin(name));
	const to = text.indexOf(end(name));
	return from < 0 || to < from ? '' : text.slice(from + begin(name).length, to).trim();
}

/** The file's text with one section exchanged; the others stay as they are. */
export function withSection(text: string, name: Section, content: string): string {
	const parts = SECTIONS.map((section) => ({
		section,
		body: section === name ? content.trim() : contentOf(section, text),
	})).filter(({ body }) => body !== '');
	return [
		HEAD,
		...parts.map(({ section, body }) => `${begin(section)}\n\n${body}\n\n${end(section)}\n`),
	].join('\n');
}

/** Writes a section of the results; `folder` is the repository's. */
export function writeSection(folder: string, name: Section, content: string): void {
	const file = path.join(folder, 'bench', 'RESULTS.md');
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, withSection(existsSync(file) ? readFileSync(file, 'utf8') : '', name, content));
}
