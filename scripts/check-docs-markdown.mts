import MarkdownIt, { type Token } from 'markdown-it';

/** What the checks of the documents need to know about a Markdown text. */

export interface Heading {
	level: number;
	text: string;
	anchor: string;
	line: number;
}

export interface Link {
	target: string;
	isImage: boolean;
	line: number;
}

/** Text with its line, from 1. */
export interface Span {
	text: string;
	line: number;
}

export interface Fence {
	/** What stands behind the backticks: language, and perhaps a path. */
	info: string;
	text: string;
	line: number;
}

export interface Table {
	header: string[];
	rows: Array<{ cells: string[]; line: number }>;
	/** Text of the nearest heading above. */
	heading: string;
}

export interface Document {
	headings: Heading[];
	links: Link[];
	/** Text in single asterisks: by convention the name of something the editor shows. */
	labels: Span[];
	codes: Span[];
	fences: Fence[];
	tables: Table[];
}

const markdown = new MarkdownIt({ html: true });
// Links are judged as they are written.
markdown.normalizeLink = (target) => target;
markdown.validateLink = () => true;

const textOf = (tokens: Token[]): string =>
	tokens.map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('');

/** As GitHub makes anchors of headings: punctuation goes, spaces become hyphens. */
export function anchorOf(heading: string): string {
	return textOf(markdown.parseInline(heading, {})[0].children ?? [])
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
		.replace(/ /g, '-');
}

/** Links, labels and code of running text that begins in `line`. */
function readInline(tokens: Token[], line: number, document: Document): void {
	for (const [index, token] of tokens.entries()) {
		const { type, content, markup } = token;
		const target = token.attrGet('href') ?? token.attrGet('src');
		if (target !== null) document.links.push({ target: String(target), isImage: type === 'image', line });
		else if (type === 'code_inline') document.codes.push({ text: content, line });
		else if (type === 'em_open' && markup === '*') {
			const rest = tokens.slice(index + 1);
			const length = rest.findIndex((end) => end.type === 'em_close' && end.level === token.level);
			document.labels.push({ text: textOf(rest.slice(0, length)), line });
		} else if (type === 'softbreak' || type === 'hardbreak') line += 1;
	}
}

/** Headings, links, labels, code and tables of a text. */
export function parseMarkdown(text: string): Document {
	const document: Document = { headings: [], links: [], labels: [], codes: [], fences: [], tables: [] };
	const anchors = new Map<string, number>();
	let line = 0;
	let row: string[] | undefined;
	for (const { type, tag, map, info, content, children } of markdown.parse(text, {})) {
		if (map) line = map[0] + 1;
		if (type === 'fence') document.fences.push({ info: info.trim(), text: content, line });
		else if (type === 'heading_open')
			document.headings.push({ level: Number(tag.slice(1)), text: '', anchor: '', line });
		else if (type === 'table_open')
			document.tables.push({ header: [], rows: [], heading: document.headings.at(-1)?.text ?? '' });
		else if (type === 'tr_open') {
			row = [];
			const table = document.tables.at(-1)!;
			if (table.header.length === 0) table.header = row;
			else table.rows.push({ cells: row, line });
		} else if (type === 'table_close') row = undefined;
		if (type !== 'inline') continue;
		row?.push(content);
		const heading = document.headings.at(-1);
		if (heading?.text === '') {
			const anchor = anchorOf(content);
			const count = anchors.get(anchor) ?? 0;
			// Headings with the same text are numbered from the second on.
			anchors.set(anchor, count + 1);
			Object.assign(heading, { text: content, anchor: count === 0 ? anchor : `${anchor}-${count}` });
		}
		readInline(children ?? [], line, document);
	}
	return document;
}
