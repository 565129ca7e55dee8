/** Why a tag must not be published. */
export function releaseProblems(tag: string, version: string, changelog: string): string[] {
	const problems: string[] = [];
	if (tag !== `v${version}`) problems.push(`The tag is "${tag}", the version in package.json is ${version}`);
	const begin = `## [${version}] - `;
	const heading = changelog.split('\n').find((line) => line.startsWith(begin));
	if (!/^\d{4}-\d{2}-\d{2}$/.test(heading?.slice(begin.length) ?? '')) {
		problems.push(`CHANGELOG.md has no heading "## [${version}] - <date>"`);
	}
	return problems;
}
