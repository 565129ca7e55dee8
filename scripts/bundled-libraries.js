'use strict';

const { Buffer } = require('node:buffer');
const { mkdir, readFile, readdir, writeFile } = require('node:fs/promises');
const path = require('node:path');

/** What other people's work the built files carry: their licences travel with it, and an SBOM names it. */

const MODULES = 'node_modules/';

/** Data of ours that was cut out of a library: the library's code is not in the bundle, its work is. */
const ORIGINS = { 'nodes/shared/phoneMetadata.json': 'libphonenumber-js' };

/** `node_modules/@scope/name` of a file within it. */
function packageFolder(input) {
	if (ORIGINS[input]) return MODULES + ORIGINS[input];
	const begin = input.lastIndexOf(MODULES);
	if (begin < 0) return undefined;
	const [first, second] = input.slice(begin + MODULES.length).split('/');
	return input.slice(0, begin) + MODULES + (first.startsWith('@') ? `${first}/${second}` : first);
}

/** A file that was read is not yet one of which something is left in the output. */
const inputsLeft = (metafiles) =>
	metafiles
		.flatMap(({ outputs }) => Object.values(outputs))
		.flatMap(({ inputs }) => Object.entries(inputs))
		.filter(([, { bytesInOutput }]) => bytesInOutput > 0)
		.map(([input]) => input);

async function library(folder, lock) {
	const { name, version, license, homepage } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
	const licenceFile = (await readdir(folder)).find((file) => /^licen[cs]e(\.(md|txt))?$/i.test(file));
	if (!licenceFile) throw new Error(`${name} comes without a licence text`);
	// A folder of modules may be a link to one elsewhere; the lock file knows places below it.
	const { integrity } = lock.packages[folder.slice(folder.indexOf(MODULES))];
	const text = (await readFile(path.join(folder, licenceFile), 'utf8')).trim();
	return { name, version, license, homepage, text, integrity };
}

/** The libraries of which esbuild's metafiles say that something is in the output, by name. */
async function bundledLibraries(metafiles) {
	const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
	const folders = new Set(inputsLeft(metafiles).map(packageFolder).filter(Boolean));
	const libraries = await Promise.all([...folders].map((folder) => library(folder, lock)));
	return libraries.sort((a, b) => a.name.localeCompare(b.name));
}

const notices = (libraries) =>
	[
		'This package contains code or data of the following libraries.',
		...libraries.map(({ name, version, license, homepage, text }) =>
			[`${name} ${version} (${license})`, homepage, '', text].filter((line) => line !== undefined).join('\n'),
		),
	].join(`\n\n${'-'.repeat(80)}\n\n`) + '\n';

const purl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

function component(type, { name, version, license, integrity }) {
	const [, digest] = integrity?.split('sha512-') ?? [];
	return {
		type,
		'bom-ref': `${name}@${version}`,
		name,
		version,
		licenses: [{ license: { id: license } }],
		purl: purl({ name, version }),
		...(digest && { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
	};
}

/** CycloneDX, without time or serial number: the same source gives the same file. */
function sbom(manifest, libraries) {
	const described = component('library', manifest);
	const components = libraries.map((entry) => component('library', entry));
	return {
		$schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		version: 1,
		metadata: { component: described },
		components,
		dependencies: [
			{ ref: described['bom-ref'], dependsOn: components.map((entry) => entry['bom-ref']) },
			...components.map((entry) => ({ ref: entry['bom-ref'], dependsOn: [] })),
		],
	};
}

/** Writes both files into `folder`. */
exports.writeNotices = async function writeNotices(folder, manifest, metafiles) {
	const libraries = await bundledLibraries(metafiles);
	await mkdir(folder, { recursive: true });
	await Promise.all([
		writeFile(path.join(folder, 'THIRD-PARTY-NOTICES.txt'), notices(libraries)),
		writeFile(
			path.join(folder, 'sbom.cdx.json'),
			`${JSON.stringify(sbom(manifest, libraries), null, '\t')}\n`,
		),
	]);
};
