/** What the checks of the documents need to know about a Markdown text; not a full parser. */

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

const FENCE = /^\s*(```+|~~~+)\s*(.*)$/;
const CODE = /`([^`]+)`/g;
const LINK = /(!?)\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?:\s+"[^"]*")?\)/g;
const LABEL = /(?<![*\w])\*(?![*\s])([^*]+?)(?<!\s)\*(?![*\w])/g;

/** As GitHub makes anchors of headings: punctuation goes, spaces become hyphens. */
export function anchorOf(heading: string): string {
	return heading
		.replace(LINK, '$2')
		.replace(/[`*]/g, '')
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '')
		.replace(/ /g, '-');
}

/** The text with inline code blanked out, so that nothing inside it counts. */
const withoutCode = (line: string) => line.replace(CODE, (code) => ' '.repeat(code.length));

const cellsOf = (line: string) =>
	line
		.trim()
		.replace(/^\||\|$/g, '')
		.split(/(?<!\\)\|/)
		.map((cell) => cell.trim());

const isSeparator = (line: string | undefined) =>
	line !== undefined && line.includes('-') && /^\s*\|[\s|:-]+\|\s*$/.test(line);

/** Anchors of headings with the same text are numbered from the second on. */
function withAnchor(seen: Map<string, number>, text: string): string {
	const anchor = anchorOf(text);
	const count = seen.get(anchor) ?? 0;
	seen.set(anchor, count + 1);
	return count === 0 ? anchor : `${anchor}-${count}`;
}

/** Reads links, labels and code of running text, in which a span may go over the end of a line. */
function readInline(lines: Array<[string, number]>, document: Document): void {
	const text = lines.map(([line]) => line).join('\n');
	const lineAt = (index: number) => lines[text.slice(0, index).split('\n').length - 1][1];
	const bare = withoutCode(text);
	for (const match of text.matchAll(CODE)) {
		document.codes.push({ text: match[1].replace(/\s+/g, ' '), line: lineAt(match.index) });
	}
	for (const match of bare.matchAll(LINK)) {
		document.links.push({ target: match[3], isImage: match[1] === '!', line: lineAt(match.index) });
	}
	const unlinked = bare.replace(LINK, (link, _bang, label: string) => label.padEnd(link.length));
	for (const match of unlinked.matchAll(LABEL)) {
		document.labels.push({ text: match[1].replace(/\s+/g, ' '), line: lineAt(match.index) });
	}
}

/** Headings, links, labels, code and tables of a text. */
export function parseMarkdown(text: string): Document {
	const document: Document = { headings: [], links: [], labels: [], codes: [], fences: [], tables: [] };
	const anchors = new Map<string, number>();
	const lines = text.split('\n');
	let fence: (Fence & { marker: string }) | undefined;
	let table: Table | undefined;
	let block: Array<[string, number]> = [];
	const endBlock = () => {
		if (block.length > 0) readInline(block, document);
		block = [];
	};
	for (const [index, line] of lines.entries()) {
		const number = index + 1;
		const mark = FENCE.exec(line);
		if (fence) {
			if (mark?.[1].startsWith(fence.marker) && mark[2] === '') {
				document.fences.push({ info: fence.info, text: fence.text, line: fence.line });
				fence = undefined;
			} else fence.text += `${line}\n`;
			continue;
		}
		const heading = /^(#{1,6})\s+(.*)$/.exec(line);
		if (mark || heading || line.trim() === '' || /^\s*([-*]|\d+\.)\s/.test(line)) endBlock();
		if (mark) {
			fence = { info: mark[2].trim(), text: '', line: number, marker: mark[1] };
			continue;
		}
		if (heading) {
			document.headings.push({
				level: heading[1].length,
				text: heading[2].trim(),
				anchor: withAnchor(anchors, heading[2].trim()),
				line: number,
			});
		}
		if (/^\s*\|/.test(line)) {
			endBlock();
			if (isSeparator(line)) continue;
			if (isSeparator(lines[index + 1])) {
				table = { header: cellsOf(line), rows: [], heading: document.headings.at(-1)?.text ?? '' };
				document.tables.push(table);
			} else table?.rows.push({ cells: cellsOf(line), line: number });
			readInline([[line, number]], document);
			continue;
		}
		table = undefined;
		// The asterisk of a list item is no label.
		block.push([line.replace(/^(\s*)\*(\s)/, '$1-$2'), number]);
	}
	endBlock();
	return document;
}
