import path from 'node:path';

import type { Labels, NodeLabels } from './check-docs-labels.mts';
import type { Document, Table } from './check-docs-markdown.mts';

/** What is wrong in a document, and where. */
export interface Problem {
	file: string;
	line?: number;
	text: string;
}

/** What the documents are about; paths are relative to the repository, with `/`. */
export interface Repository {
	/** Whether a clean checkout has it. */
	exists(path: string): boolean;
	/** Whether it is made on demand, as screenshots are, and not kept. */
	isMade(path: string): boolean;
	read(path: string): string;
}

/** A file's name and what stands in it. */
export interface Page {
	file: string;
	document: Document;
}

const EXTERNAL = /^[a-z][a-z+.-]*:/i;
const REPOSITORY_PATH =
	/^(?:\.ci|\.github|bench|credentials|docs|e2e|examples|icons|nodes|sandbox|scripts|test)\/[\w./-]+$/;

/** The place a relative link leads to. */
const resolved = (file: string, target: string) =>
	path.posix.normalize(path.posix.join(path.posix.dirname(file), decodeURI(target)));

/** Links and images: files and headings exist, addresses are addresses. */
export function checkLinks({ file, document }: Page, pages: Page[], repository: Repository): Problem[] {
	return document.links.flatMap(({ target, line }): Problem[] => {
		if (EXTERNAL.test(target)) {
			return URL.canParse(target) ? [] : [{ file, line, text: `"${target}" is no address` }];
		}
		const [place, anchor] = target.split('#', 2);
		const goal = place === '' ? file : resolved(file, place);
		if (goal.startsWith('..') || !repository.exists(goal)) {
			return [{ file, line, text: `the link "${target}" leads nowhere` }];
		}
		if (anchor === undefined) return [];
		const page = pages.find((candidate) => candidate.file === goal);
		const isThere = page?.document.headings.some((heading) => heading.anchor === decodeURI(anchor));
		return isThere ? [] : [{ file, line, text: `"${goal}" has no heading for "#${anchor}"` }];
	});
}

/** Text in single asterisks is the name of something the editor shows. */
export function checkLabels({ file, document }: Page, { known }: Labels): Problem[] {
	return document.labels
		.filter(({ text }) => !known.has(text))
		.map(({ text, line }) => ({
			file,
			line,
			text: `*${text}* is nothing the editor shows (a field, a choice, Resource > Operation); emphasis takes two asterisks`,
		}));
}

/** `npm run …` names scripts that exist, and paths in code lead to files. */
export function checkCode({ file, document }: Page, scripts: string[], repository: Repository): Problem[] {
	const spans = [...document.codes, ...document.fences];
	const commands = spans.flatMap(({ text, line }) =>
		[...text.matchAll(/\bnpm run (?:--?\w+ )*([\w:-]+)/g)]
			.filter(([, name]) => !scripts.includes(name))
			.map(([, name]) => ({ file, line, text: `package.json has no script "${name}"` })),
	);
	const paths = document.codes
		.filter(({ text }) => REPOSITORY_PATH.test(text) && !repository.isMade(text))
		.filter(({ text }) => !repository.exists(text.replace(/\/$/, '')))
		.map(({ text, line }) => ({ file, line, text: `there is no "${text}"` }));
	return [...commands, ...paths];
}

/**
 * A block of code whose info names a file, as in "```ts nodes/x.ts", is an excerpt of it. A line with "…" alone stands for
 * lines that are left out.
 */
export function checkExcerpts({ file, document }: Page, repository: Repository): Problem[] {
	return document.fences.flatMap(({ info, text, line }): Problem[] => {
		const source = /^\S+\s+(\S+\/\S+)$/.exec(info)?.[1];
		if (source === undefined) return [];
		if (!repository.exists(source)) return [{ file, line, text: `there is no "${source}"` }];
		const content = repository.read(source);
		let from = 0;
		for (const part of text.split(/^\s*…\n/m)) {
			const at = content.indexOf(part, from);
			if (at < 0) {
				const first = part.trim().split('\n')[0];
				return [{ file, line, text: `"${source}" does not read like this, from "${first}" on` }];
			}
			from = at + part.length;
		}
		return [];
	});
}

/** `Get, Call (any action)` to `Get` and `Call`; brackets that belong to a name are told by the names. */
function namesIn(cell: string, names: string[]): string[] {
	return cell
		.split(/[,，、](?![^(（]*[)）])/)
		.map((entry) => entry.trim())
		.map((entry) => (names.includes(entry) ? entry : entry.replace(/\s*[(（].*$/, '')));
}

const isOperationTable = ({ header }: Table) => ['resource', '资源'].includes(header[0]);

/** Below a heading with the name of a node, a table has every resource with every operation, and no other. */
export function checkOperations({ file, document }: Page, node: NodeLabels): Problem[] {
	const table = document.tables.find(
		(candidate) => candidate.heading === node.name && isOperationTable(candidate),
	);
	if (!table) return [{ file, text: `there is no table of operations below a heading "${node.name}"` }];
	const found = new Map(table.rows.map(({ cells, line }) => [cells[0], { cell: cells[1] ?? '', line }]));
	const unknown = [...found].flatMap(([resource, { line }]) =>
		node.operations.has(resource) ? [] : [{ file, line, text: `${node.name} has no resource "${resource}"` }],
	);
	const differences = [...node.operations].flatMap(([resource, operations]): Problem[] => {
		const row = found.get(resource);
		if (!row) return [{ file, text: `${node.name}: the resource "${resource}" is not documented` }];
		const named = namesIn(row.cell, operations);
		const at = { file, line: row.line };
		return [
			...operations
				.filter((name) => !named.includes(name))
				.map((name) => ({ ...at, text: `${node.name}: "${resource} > ${name}" is not documented` })),
			...named
				.filter((name) => !operations.includes(name))
				.map((name) => ({ ...at, text: `${node.name} has no operation "${resource} > ${name}"` })),
		];
	});
	return [...unknown, ...differences];
}

/** Every node has a row of its own in a table. */
export function checkNodes({ file, document }: Page, nodes: NodeLabels[]): Problem[] {
	const first = new Set(document.tables.flatMap(({ rows }) => rows.map(({ cells }) => cells[0])));
	return nodes
		.filter(({ name }) => !first.has(`**${name}**`))
		.map(({ name }) => ({ file, text: `no table has a row for the node **${name}**` }));
}

/** Messages in the table of error texts stand in the code; "…" is what differs from case to case. */
export function checkMessages({ file, document }: Page, sources: string): Problem[] {
	const tables = document.tables.filter(({ header }) => ['message', '报错信息'].includes(header[0]));
	if (tables.length === 0) return [{ file, text: 'there is no table of error messages' }];
	return tables.flatMap(({ rows }) =>
		rows.flatMap(({ cells, line }) => {
			const message = cells[0].replace(/^`|`$/g, '');
			const parts = message.split('…').filter((part) => part.trim() !== '');
			return parts.every((part) => sources.includes(part))
				? []
				: [{ file, line, text: `no node or credential says "${message}"` }];
		}),
	);
}

/** `Call Task > Get Many` in texts of the nodes, which say where to look, names an operation that exists. */
export function checkHints(file: string, source: string, nodes: NodeLabels[]): Problem[] {
	const names = [...new Set(nodes.flatMap(({ operations }) => [...operations.keys()]))];
	const longestFirst = names.sort((a, b) => b.length - a.length).join('|');
	const hint = new RegExp(`(?<![\\w-])(${longestFirst}) > (?=[A-Z])`, 'g');
	return [...source.matchAll(hint)].flatMap(({ 0: path, 1: resource, index }) => {
		const rest = source.slice(index + path.length);
		const isThere = nodes.some(({ operations }) =>
			operations.get(resource)?.some((name) => rest.startsWith(name)),
		);
		const line = source.slice(0, index).split('\n').length;
		const text = `the text names "${path}${rest.slice(0, 20)}…", and there is no such operation`;
		return isThere ? [] : [{ file, line, text }];
	});
}

/** Every example is linked, and its picture shown once there is one. */
export function checkExamples(
	{ file, document }: Page,
	examples: string[],
	repository: Repository,
): Problem[] {
	const targets = document.links.map(({ target }) => resolved(file, target.split('#')[0]));
	return examples.flatMap((example) => {
		const picture = `docs/images/${path.posix.basename(example, '.json')}.png`;
		return [
			...(targets.includes(example) ? [] : [{ file, text: `"${example}" is not linked` }]),
			...(!repository.exists(picture) || targets.includes(picture)
				? []
				: [{ file, text: `the picture "${picture}" of an example is not shown` }]),
		];
	});
}

interface Section {
	heading: string;
	level: number;
	line: number;
	/** What is the same in every language, by kind. */
	content: Record<string, string[]>;
}

const sorted = (texts: string[]) => [...new Set(texts)].sort();

/** One language's own pages count as those of the other. */
const neutral = (target: string) =>
	target
		.replace(/^#.*$/, '#')
		.replace(/README(\.zh-CN)?\.md/, 'README')
		.replace('/zh/', '/en/');

function sectionsOf({ document }: Page): Section[] {
	return document.headings.map(({ text, level, line }, index) => {
		const end = document.headings[index + 1]?.line ?? Number.POSITIVE_INFINITY;
		const inside = <T extends { line: number }>(all: T[]) =>
			all.filter((one) => one.line >= line && one.line < end);
		const rows = document.tables.map((table) => inside(table.rows).length).filter((count) => count > 0);
		return {
			heading: text,
			level,
			line,
			content: {
				links: sorted(inside(document.links).map(({ target }) => neutral(target))),
				labels: sorted(inside(document.labels).map((label) => label.text)),
				code: sorted([...inside(document.codes), ...inside(document.fences)].map((code) => code.text)),
				'rows of tables': rows.map(String),
			},
		};
	});
}

/**
 * Two languages of a page have the same sections in the same order: what no translation changes is the same in each.
 *
 * @param own headings that only the second one has
 */
export function checkSameSections(first: Page, second: Page, own: string[] = []): Problem[] {
	const expected = sectionsOf(first);
	const found = sectionsOf(second).filter(({ heading }) => !own.includes(heading));
	const problems: Problem[] = [];
	for (let index = 0; index < Math.max(expected.length, found.length); index++) {
		const [one, other] = [expected[index], found[index]];
		if (!one || !other || one.level !== other.level) {
			const name = (one ?? other).heading;
			const text = `its section "${other?.heading ?? ''}" stands where ${first.file} has "${one?.heading ?? ''}"`;
			return [
				...problems,
				{
					file: second.file,
					line: other?.line,
					text: other && one ? text : `"${name}" is in one language only`,
				},
			];
		}
		for (const [kind, texts] of Object.entries(one.content)) {
			const others = other.content[kind];
			const differing = [
				...texts.filter((text) => !others.includes(text)),
				...others.filter((text) => !texts.includes(text)),
			];
			if (differing.length === 0 && texts.length === others.length) continue;
			problems.push({
				file: second.file,
				line: other.line,
				text: `"${other.heading}" and "${one.heading}" of ${first.file} differ in ${kind}: ${differing.join(' | ') || `${texts.join(', ')} and ${others.join(', ')}`}`,
			});
		}
	}
	return problems;
}
