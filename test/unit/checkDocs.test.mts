import path from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';

import { editorLabels, type Labels } from '../../scripts/check-docs-labels.mts';
import { anchorOf, parseMarkdown } from '../../scripts/check-docs-markdown.mts';
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
} from '../../scripts/check-docs-rules.mts';
import { checkDocuments } from '../../scripts/check-docs-run.mts';

const ROOT = path.resolve(__dirname, '../..');

const page = (text: string, file = 'README.md'): Page => ({ file, document: parseMarkdown(text) });
const texts = (problems: Problem[]) => problems.map(({ text }) => text);
const lines = (problems: Problem[]) => problems.map(({ line }) => line);

const FILES: Record<string, string> = {
	'README.md': '',
	'docs/a.md': '',
	'nodes/x.ts': 'first();\nsecond();\nthird();\nfourth();\n',
	'examples/one.json': '{}',
	'docs/images/one.png': '',
};
const repository: Repository = {
	exists: (file) => file in FILES,
	isMade: (file) => file.startsWith('e2e/artifacts/'),
	read: (file) => FILES[file],
};

it('the documents of this repository and its code say the same', async () => {
	const { pages, problems } = await checkDocuments(ROOT);
	expect(pages.map(({ file }) => file)).toEqual(expect.arrayContaining(['README.md', 'README.zh-CN.md']));
	expect(problems).toEqual([]);
});

describe('parseMarkdown', () => {
	it('makes anchors as GitHub does', () => {
		expect(anchorOf('Limits and costs')).toBe('limits-and-costs');
		expect(anchorOf('What is `x.y`, and *why*?')).toBe('what-is-xy-and-why');
		expect(anchorOf('Yunfu API（云蝠）')).toBe('yunfu-api云蝠');
		const { headings } = parseMarkdown('# Same\n## Same\n## Same');
		expect(headings.map(({ anchor }) => anchor)).toEqual(['same', 'same-1', 'same-2']);
	});

	it('tells labels from emphasis, lists, code and arithmetic', () => {
		const { labels, codes } = parseMarkdown(
			'**Bold** and *One\nLabel*, `*code*`, 2 * 3 * 4\n\n* item *Two*\n\n```\n*not this*\n```\n[*Three*](a.md)',
		);
		expect(labels.map(({ text, line }) => [text, line])).toEqual([
			['One Label', 1],
			['Two', 4],
			['Three', 9],
		]);
		expect(codes).toEqual([{ text: '*code*', line: 2 }]);
	});

	it('reads links, images, blocks of code and tables', () => {
		const { links, fences, tables } = parseMarkdown(
			'# Top\n[a](b.md#c) ![d](e.png)\n\n| x | y |\n|---|---|\n| 1 | [f](g_(h).md) |\n\n```ts nodes/x.ts\ncode\n```\n',
		);
		expect(links.map(({ target, isImage }) => [target, isImage])).toEqual([
			['b.md#c', false],
			['e.png', true],
			['g_(h).md', false],
		]);
		expect(fences).toEqual([{ info: 'ts nodes/x.ts', text: 'code\n', line: 8 }]);
		expect(tables).toEqual([
			{ heading: 'Top', header: ['x', 'y'], rows: [{ cells: ['1', '[f](g_(h).md)'], line: 6 }] },
		]);
	});
});

describe('links', () => {
	it('a missing file, a missing heading and a bad address are problems', () => {
		const one = page(
			'# Top\n[a](docs/a.md) [b](docs/b.md) [c](#top) [d](#bottom)\n\n[e](http://[) [f](https://n8n.io) [g](../x)',
		);
		expect(lines(checkLinks(one, [one], repository))).toEqual([2, 2, 4, 4]);
	});

	it('are relative to the page', () => {
		const a = page('[up](../nodes/x.ts) [here](a.md#there)\n# There', 'docs/a.md');
		expect(checkLinks(a, [a], repository)).toEqual([]);
	});
});

describe('labels', () => {
	let labels: Labels;
	beforeAll(async () => {
		labels = await editorLabels(ROOT);
	});

	it.each([
		'Call Task > Create',
		'Call Task > Create > Start Time',
		'Number > Import > Options > Encryption',
		'Options > Encryption',
		'With a Result at Once',
		'Alibaba Cloud AccessKey API > Endpoint',
		'Settings > Community nodes > Install',
	])('%s is shown by the editor', (label) => {
		expect(checkLabels(page(`*${label}*`), labels)).toEqual([]);
	});

	it.each(['Call Task > Delete', 'Call Task > Stop > Start Time', 'Nonsense', 'Task > Start'])(
		'%s is not',
		(label) => {
			expect(texts(checkLabels(page(`*${label}*`), labels))).toEqual([expect.stringContaining(label)]);
		},
	);
});

describe('code', () => {
	it('commands and paths exist', () => {
		const one = page(
			'`npm run test` `npm run --silent gone` `nodes/x.ts` `nodes/y.ts` `nodes/<Node>/z.ts` `e2e/artifacts/`\n```\nnpm run other\n```',
		);
		expect(texts(checkCode(one, ['test'], repository))).toEqual([
			'package.json has no script "gone"',
			'package.json has no script "other"',
			'there is no "nodes/y.ts"',
		]);
	});

	it.each([
		['second();\nthird();\n', true],
		['first();\n…\nfourth();\n', true],
		['fourth();\n…\nfirst();\n', false],
		['first();\nthird();\n', false],
	])('an excerpt %j is in its file: %s', (text, isThere) => {
		const problems = checkExcerpts(page(`\`\`\`ts nodes/x.ts\n${text}\`\`\`\n`), repository);
		expect(problems.length === 0).toBe(isThere);
	});

	it('an excerpt of a missing file is a problem, a plain block none', () => {
		expect(checkExcerpts(page('```ts nodes/y.ts\nx\n```\n```ts\nx\n```'), repository)).toHaveLength(1);
	});
});

describe('operations and nodes', () => {
	const { nodes }: Labels = {
		nodes: [
			{
				name: 'Node',
				isTrigger: false,
				operations: new Map([
					['Task', ['Get', 'Delete (1.0)', 'Call']],
					['Line', ['Get']],
				]),
			},
		],
		known: new Set(),
	};
	const table = (...rows: string[]) =>
		page(['### Node', '| resource | operations |', '|---|---|', ...rows].join('\n'));

	it('all of them are documented, and no other', () => {
		expect(
			checkOperations(table('| Task | Get, Delete (1.0), Call (a, b, or c) |', '| Line | Get |'), nodes[0]),
		).toEqual([]);
		expect(texts(checkOperations(table('| Task | Get, Start |', '| Voice | Get |'), nodes[0]))).toEqual([
			'Node has no resource "Voice"',
			'Node: "Task > Delete (1.0)" is not documented',
			'Node: "Task > Call" is not documented',
			'Node has no operation "Task > Start"',
			'Node: the resource "Line" is not documented',
		]);
		expect(checkOperations(page('# Node'), nodes[0])).toHaveLength(1);
	});

	it('texts of the nodes name operations that exist', () => {
		expect(checkHints('a.ts', 'see Task > Get, Line > Get. Other > Stop, a > B', nodes)).toEqual([]);
		expect(lines(checkHints('a.ts', 'x\nTask > Stop it', nodes))).toEqual([2]);
		expect(checkHints('a.ts', 'Line > Delete (1.0)', nodes)).toHaveLength(1);
	});

	it('every node has a row', () => {
		expect(checkNodes(page('| n |\n|---|\n| **Node** |'), nodes)).toEqual([]);
		expect(checkNodes(page('| n |\n|---|\n| **Other** |'), nodes)).toHaveLength(1);
	});
});

it('messages stand in the code', () => {
	const table = page('| message | do |\n|---|---|\n| `It … not work [item …]` | x |\n| `It works` | x |');
	expect(texts(checkMessages(table, 'It does not work [item 1]'))).toEqual([
		'no node or credential says "It works"',
	]);
	expect(checkMessages(page('# none'), '')).toHaveLength(1);
});

it('examples are linked and their pictures shown', () => {
	const examples = ['examples/one.json'];
	expect(
		checkExamples(page('[x](examples/one.json) ![y](docs/images/one.png)'), examples, repository),
	).toEqual([]);
	expect(checkExamples(page('[x](examples/one.json)'), examples, repository)).toHaveLength(1);
	expect(checkExamples(page('![y](docs/images/one.png)'), examples, repository)).toHaveLength(1);
});

describe('two languages', () => {
	const english = page('# A\n*Label* [x](#a)\n## B\n```\ncode\n```\n## C\n| h |\n|---|\n| 1 |\n| 2 |');
	const same = (text: string, own?: string[]) =>
		texts(checkSameSections(english, page(text, 'README.zh-CN.md'), own));

	it('have the same sections, with what no translation changes', () => {
		const chinese = '# 甲\n*Label* [某](#丙)\n## 乙\n```\ncode\n```\n## 丙\n| 头 |\n|---|\n| 一 |\n| 二 |';
		expect(same(chinese)).toEqual([]);
		expect(same(`${chinese}\n## 术语`, ['术语'])).toEqual([]);
		expect(same(`${chinese}\n## 术语`)).toEqual(['"术语" is in one language only']);
	});

	it.each([
		[
			'# 甲\n*Other* [某](#丙)\n## 乙\n```\ncode\n```\n## 丙\n| 头 |\n|---|\n| 一 |\n| 二 |',
			'differ in labels',
		],
		[
			'# 甲\n*Label* [某](#丙)\n## 丙\n| 头 |\n|---|\n| 一 |\n| 二 |\n## 乙\n```\ncode\n```',
			'differ in code',
		],
		[
			'# 甲\n*Label* [某](#丙)\n## 乙\n```\ncode\n```\n## 丙\n| 头 |\n|---|\n| 一 |',
			'differ in rows of tables',
		],
		['# 甲\n*Label* [某](#丙)\n### 乙\n```\ncode\n```', 'stands where README.md has "B"'],
		['# 甲\n*Label* [某](#丙)\n## 乙\n```\ncode\n```', '"C" is in one language only'],
	])('%j is not the same', (text, problem) => {
		expect(same(text).join()).toContain(problem);
	});
});
