import { expect, test } from '@jest/globals';

import { releaseProblems } from '../../scripts/release-problems.mts';

const CHANGELOG = '# Changelog\n\n## [1.2.3] - 2026-03-02\n\n### Fixed\n\n## [1.2.2] - Unreleased\n';

test('the tag of the version, with a dated entry, may be published', () => {
	expect(releaseProblems('v1.2.3', '1.2.3', CHANGELOG)).toEqual([]);
});

test.each([
	['another tag', 'v1.2.4', '1.2.3', ['The tag is "v1.2.4", the version in package.json is 1.2.3']],
	['no tag', '', '1.2.3', ['The tag is "", the version in package.json is 1.2.3']],
	['an entry without a date', 'v1.2.2', '1.2.2', ['CHANGELOG.md has no heading "## [1.2.2] - <date>"']],
	['no entry', 'v1.2.30', '1.2.30', ['CHANGELOG.md has no heading "## [1.2.30] - <date>"']],
	['a dot that is none', 'v1x2.3', '1x2.3', ['CHANGELOG.md has no heading "## [1x2.3] - <date>"']],
])('not with %s', (_what, tag, version, problems) => {
	expect(releaseProblems(tag, version, CHANGELOG)).toEqual(problems);
});
