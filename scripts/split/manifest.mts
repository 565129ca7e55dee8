import { SOURCE_PACKAGE, type Platform } from './platforms.mts';

/** package.json of a package that was split off. */

export interface Manifest {
	name: string;
	description: string;
	version: string;
	homepage: string;
	keywords: string[];
	repository: { url: string };
	scripts: Record<string, string>;
	devDependencies: Record<string, string>;
	n8n: { nodes: string[]; credentials: string[] };
}

const SCRIPTS = [
	'typecheck',
	'build',
	'lint',
	'lint:fix',
	'format',
	'scan',
	'test',
	'audit:shipped',
	'sandbox',
];

/** Named in scripts and configurations of other tools, or needed without being named. */
const TOOLS =
	/^(?:@types\/node|@n8n\/.*|@swc\/.*|esbuild|eslint|gulp|jest|n8n-workflow|prettier|tsx|typescript)$/;

/** Development dependencies of the source that something in the texts imports, resolves or opens. */
const dependenciesIn = (texts: string[], all: Record<string, string>) =>
	Object.fromEntries(
		Object.entries(all).filter(
			([name]) =>
				TOOLS.test(name) ||
				texts.some((text) =>
					[`'${name}'`, `'${name}/`, `node_modules/${name}'`].some((use) => text.includes(use)),
				),
		),
	);

/** `dist/credentials/YunfuApi.credentials.js` -> its source */
export const sourceOf = (registered: string) => registered.replace(/^dist\//, '').replace(/\.js$/, '.ts');

export function manifestOf(source: Manifest, platform: Platform, texts: string[]): Manifest {
	const own = (file: string) => platform.mark.test(file);
	return {
		...source,
		...(JSON.parse(
			JSON.stringify({
				name: source.name,
				homepage: source.homepage,
				repository: source.repository,
				bugs: (source as { bugs?: unknown }).bugs,
			}).replaceAll(SOURCE_PACKAGE, platform.package),
		) as Partial<Manifest>),
		description: platform.description,
		keywords: platform.keywords,
		scripts: {
			...Object.fromEntries(SCRIPTS.map((script) => [script, source.scripts[script]])),
			// Format and built descriptions are looked at where they are written.
			lint: source.scripts['lint']
				.split(' && ')
				.filter((command) => /^(n8n-node|eslint) /.test(command))
				.join(' && '),
		},
		n8n: {
			...source.n8n,
			credentials: source.n8n.credentials.filter(own),
			nodes: source.n8n.nodes.filter(own),
		},
		devDependencies: dependenciesIn(texts, source.devDependencies),
	};
}
