import { expect, test } from '@jest/globals';

import { filesBelow, manifest, readJson, readText, type Sbom } from './tarball.mts';

/** Files of ours that were cut out of a library. */
const CUT_OUT = { 'nodes/shared/phoneMetadata.json': 'libphonenumber-js' };

/** What n8n or Node provide. */
const PROVIDED = /^(?:\.|node:|n8n-workflow$)/;

interface Lock {
	packages: Record<string, { version: string; integrity: string; license: string }>;
}

const notices = readText('dist/THIRD-PARTY-NOTICES.txt');
const sbom = readJson('dist/sbom.cdx.json') as Sbom;
const { packages } = readJson('package-lock.json') as Lock;

/** The libraries that the published sources name, found without the bundler. */
function librariesNamed(): string[] {
	const sources = [...filesBelow('nodes'), ...filesBelow('credentials')];
	const imported = sources
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => [...readText(file).matchAll(/\bfrom '([^']+)'/g)].map(([, from]) => from))
		.filter((from) => !PROVIDED.test(from))
		.map((from) => from.split('/', from.startsWith('@') ? 2 : 1).join('/'));
	const cutOut = Object.entries(CUT_OUT).filter(([file]) => sources.includes(file));
	return [...new Set([...imported, ...cutOut.map(([, library]) => library)])].sort();
}

test('the SBOM names every library that the sources use, and no other', () => {
	expect(sbom.components.map(({ name }) => name).sort()).toEqual(librariesNamed());
});

test('the SBOM is CycloneDX and describes this version of the package', () => {
	const { name, version } = manifest;
	const own = `${name}@${version}`;
	expect(sbom).toMatchObject({
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		metadata: { component: { name, version, purl: `pkg:npm/${own}` } },
	});
	const references = sbom.components.map((component) => component['bom-ref']);
	expect(sbom.dependencies.find(({ ref }) => ref === own)?.dependsOn).toEqual(references);
	expect(sbom.dependencies.map(({ ref }) => ref)).toEqual([own, ...references]);
});

test.each(sbom.components)('$name: version, licence and hash are those of the lock file', (component) => {
	const locked = packages[`node_modules/${component.name}`];
	const [{ alg, content }] = component.hashes ?? [];
	expect(component).toMatchObject({
		version: locked.version,
		purl: `pkg:npm/${component.name}@${locked.version}`,
		licenses: [{ license: { id: locked.license } }],
	});
	expect(alg).toBe('SHA-512');
	expect(`sha512-${Buffer.from(content, 'hex').toString('base64')}`).toBe(locked.integrity);
});

test.each(sbom.components)('$name: its whole licence text is in the notices', ({ name, version }) => {
	const [licence] = filesBelow(`node_modules/${name}`).filter((file) =>
		/^node_modules\/[^/]+\/LICENSE(\.md)?$/.test(file),
	);
	expect(notices).toContain(`${name} ${version} (`);
	expect(notices).toContain(readText(licence).trim());
});
