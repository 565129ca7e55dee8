import { SOURCE_PACKAGE, type Platform } from './platforms.mts';

/** The documents of a package that was split off, from those of the source. */

/** A heading and all below it, up to the next heading of its level or above. */
function section(text: string, heading: string): string {
	const lines = text.split('\n');
	const begin = lines.indexOf(heading);
	if (begin < 0) throw new Error(`README.md has no "${heading}"`);
	const level = heading.indexOf(' ');
	const length = lines.slice(begin + 1).findIndex((line) => /^#+ /.test(line) && line.indexOf(' ') <= level);
	return lines
		.slice(begin, length < 0 ? undefined : begin + 1 + length)
		.join('\n')
		.trim();
}

/** What stands in a section before its first subsection, without its heading. */
const opening = (text: string) => text.split('\n').slice(1).join('\n').split('\n### ')[0].trim();

/** A table without the rows of other platforms. */
const rowsOf = (table: string, others: Platform[]) =>
	table
		.split('\n')
		.filter((row) => !others.some(({ mark }) => mark.test(row)))
		.join('\n');

const withAbsoluteLinks = (text: string, source: string) =>
	text.replace(/\]\((?!#|[a-z]+:)([^)]+)\)/g, (_whole, target: string) => `](${source}/blob/main/${target})`);

/** Exported workflows name the package in front of the node: `n8n-nodes-yunfu.yunfu`. */
const moving = (platform: Platform, nodes: string[]) => {
	const begin = nodes[0];
	return `## Moving workflows here from ${SOURCE_PACKAGE}

n8n stores a node's type with its package in front. Nodes, fields, versions and credentials have the same names here, so only that part changes.

1. Export the workflows: \`n8n export:workflow --all --separate --output=workflows/\`, or *Download* in the editor.
2. Put the new package in front:

   \`\`\`
   sed -i 's/"${SOURCE_PACKAGE}\\.${begin}/"${platform.package}.${begin}/g' workflows/*.json
   \`\`\`

3. Uninstall ${SOURCE_PACKAGE}, install ${platform.package}, restart n8n. Not both at once: they bring credentials of the same name.
4. Import them: \`n8n import:workflow --separate --input=workflows/\`. Credentials stay; triggers keep their URL. Publish the workflows again.`;
};

export interface Source {
	readme: string;
	repository: string;
	version: string;
}

export function readmeOf(platform: Platform, others: Platform[], nodes: string[], source: Source): string {
	const { readme, repository } = source;
	const operations = section(section(readme, '## Operations'), `### ${platform.title}`);
	const parts = [
		`# ${platform.package}`,
		`${platform.description}.`,
		`Built from [${SOURCE_PACKAGE}](${repository}), where the documents, the examples and a demo are.`,
		`**These nodes dial real people and cost money.** Nothing is dialed by installing them, by testing a credential or by any reading operation.`,
		`## Install`,
		`*Settings > Community nodes > Install*, package name \`${platform.package}\`.`,
		`## Credentials`,
		opening(section(readme, '## Credentials')),
		section(readme, `### ${platform.credential}`),
		`## Operations`,
		operations.split('\n').slice(1).join('\n').trim(),
		`## Triggers`,
		rowsOf(section(readme, '## Triggers').split('\n\n')[1], others),
		section(readme, '## Safety'),
		moving(platform, nodes),
		`## Licence`,
		`[MIT](${repository}/blob/main/LICENSE.md)`,
	];
	return `${withAbsoluteLinks(parts.join('\n\n'), repository)}\n`;
}

export const changelogOf = (changelog: string, { version, repository }: Source): string => {
	const heading = changelog.split('\n').find((line) => line.startsWith(`## [${version}]`));
	if (heading === undefined) throw new Error(`CHANGELOG.md has no entry for ${version}`);
	return `# Changelog

The format is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/), and the versions follow
[Semantic Versioning](https://semver.org/).

${heading}

### Added

- The nodes of ${SOURCE_PACKAGE} ${version} for this platform, as a package of its own. What they can do stands in
  [its changelog](${repository}/blob/main/CHANGELOG.md).
`;
};
