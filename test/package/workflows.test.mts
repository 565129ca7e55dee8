import { describe, expect, test } from '@jest/globals';

import { filesBelow, readText } from './tarball.mts';

const workflows = filesBelow('.github/workflows').map((file) => ({ file, text: readText(file) }));

/** What stands below a key at the left margin or one level in, up to the next key there. */
const block = (text: string, key: string) =>
	[...text.matchAll(new RegExp(`^( *)${key}:\\n((?:\\1 +.*\\n)+)`, 'gm'))].map(([, indent, body]) => ({
		level: indent.length,
		lines: body
			.trim()
			.split('\n')
			.map((line) => line.trim()),
	}));

test('there is a workflow for changes and one for releases', () => {
	expect(workflows.map(({ file }) => file).sort()).toEqual([
		'.github/workflows/ci.yml',
		'.github/workflows/release.yml',
	]);
});

describe.each(workflows)('$file', ({ file, text }) => {
	test('pins every action to a commit and says its version', () => {
		const uses = text.split('\n').filter((line) => /\buses:/.test(line));
		expect(uses.length).toBeGreaterThan(0);
		for (const line of uses) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	test('may only read, except the job that publishes', () => {
		const permissions = block(text, 'permissions');
		expect(permissions.filter(({ level }) => level === 0).map(({ lines }) => lines)).toEqual([
			['contents: read'],
		]);
		const further = permissions.filter(({ level }) => level > 0).flatMap(({ lines }) => lines);
		expect(further).toEqual(file.endsWith('release.yml') ? ['contents: read', 'id-token: write'] : []);
	});

	test('runs no code of strangers with rights, and leaves no token behind', () => {
		expect(text).not.toContain('pull_request_target');
		const checkouts = text.match(/uses: actions\/checkout@/g) ?? [];
		expect(text.match(/persist-credentials: false/g)).toHaveLength(checkouts.length);
	});

	test('runs no install scripts', () => {
		const installs = text.split('\n').filter((line) => /npm (ci|install)\b/.test(line));
		for (const line of installs) expect(line).toContain('--ignore-scripts');
	});
});

test('a release passes all checks before it is published, with provenance', () => {
	const { text } = workflows.find(({ file }) => file.endsWith('release.yml'))!;
	expect(text).toMatch(/tags: \['v\*'\]/);
	expect(text).toMatch(/publish:\n(?: +.*\n)*? +needs: check\n/);
	const order = [
		'tsx scripts/check-release.mts',
		'npm run audit:shipped',
		'npm run build',
		'npm publish --provenance',
	];
	const places = order.map((command) => text.indexOf(command));
	expect(Math.min(...places)).toBeGreaterThan(0);
	expect(places).toEqual([...places].sort((a, b) => a - b));
});
