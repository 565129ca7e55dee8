import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions, INodeType } from 'n8n-workflow';

import { AlibabaCloudAiccs } from '../../nodes/AlibabaCloudAiccs/AlibabaCloudAiccs.node.ts';
import { Yunfu } from '../../nodes/Yunfu/Yunfu.node.ts';

/** What holds for every operation and field of both nodes, whatever it does. */

const NODES: Array<[string, INodeType]> = [
	['AlibabaCloudAiccs', new AlibabaCloudAiccs()],
	['Yunfu', new Yunfu()],
];

const isField = (entry: object): entry is INodeProperties => 'type' in entry;
const isCollection = (entry: object): entry is INodePropertyCollection => 'values' in entry;

/** Every field, those inside collections included, with the path of names that leads to it. */
function allFields(properties: INodeProperties[], parents: string[] = []): Array<[string, INodeProperties]> {
	return properties.flatMap((field): Array<[string, INodeProperties]> => {
		const names = [...parents, field.name];
		const inner = (field.options ?? []).flatMap((option) => {
			if (isCollection(option)) return allFields(option.values, [...names, option.name]);
			return isField(option) ? allFields([option], names) : [];
		});
		return [[names.join('.'), field], ...inner];
	});
}

const choices = (field: INodeProperties) =>
	(field.options ?? []).filter(
		(option) => !isField(option) && !isCollection(option),
	) as INodePropertyOptions[];

describe.each(NODES)('%s', (folder, node) => {
	const { properties } = node.description;
	const fields = allFields(properties);
	const operations = properties.filter(({ name }) => name === 'operation');
	const resources = properties.find(({ name }) => name === 'resource');

	it('every resource has operations, and its first operation exists', () => {
		const values = choices(resources!).map(({ value }) => value);
		const withOperations = operations.map(({ displayOptions }) => displayOptions?.show?.resource?.[0]);
		expect([...withOperations].sort()).toEqual([...values].sort());
		for (const selector of operations) {
			expect(choices(selector).map(({ value }) => value)).toContain(selector.default);
		}
		expect(values).toContain(resources!.default);
	});

	it('every operation says what it does, and makes a request', () => {
		for (const selector of operations) {
			for (const option of choices(selector)) {
				expect(option).toMatchObject({
					action: expect.stringMatching(/^[A-Z][^.]+$/),
					description: expect.stringMatching(/^[A-Z]/),
					routing: { request: { method: expect.any(String), url: expect.any(String) } },
				});
			}
			expect(choices(selector).map(({ name }) => name)).toEqual(
				choices(selector)
					.map(({ name }) => name)
					.sort((a, b) => a.localeCompare(b, 'en')),
			);
		}
	});

	it('every field has a description a person can read, and an example where something is typed in', () => {
		const silent = fields.filter(
			([, { type, description, name }]) =>
				!['notice', 'hidden', 'callout', 'collection'].includes(type) &&
				!['resource', 'operation'].includes(name) &&
				!/^[A-Z].{5,}/.test(description ?? ''),
		);
		expect(silent.map(([name]) => name)).toEqual([]);
		const without = fields.filter(
			([, { type, typeOptions, placeholder, default: value }]) =>
				type === 'string' && value === '' && !typeOptions?.password && !placeholder?.startsWith('e.g.'),
		);
		expect(without.map(([name]) => name)).toEqual([]);
		for (const [name, { type, description }] of fields) {
			if (type === 'boolean') expect(`${name}: ${description}`).toMatch(/: Whether /);
		}
	});

	it('every value a field starts with is one it offers', () => {
		for (const [name, field] of fields) {
			if (!['options', 'multiOptions'].includes(field.type) || field.typeOptions?.loadOptionsMethod) continue;
			const offered = choices(field).map(({ value }) => value);
			for (const value of [field.default].flat()) {
				expect(`${name}: ${JSON.stringify(offered)}`).toContain(JSON.stringify(value));
			}
			expect(new Set(offered).size).toBe(offered.length);
		}
	});

	it('every picker is there, and an ID can always be typed in', () => {
		const listSearch = Object.keys(node.methods?.listSearch ?? {});
		const mapping = Object.keys(node.methods?.resourceMapping ?? {});
		const loaders = Object.keys(node.methods?.loadOptions ?? {});
		for (const [name, field] of fields) {
			if (field.type === 'resourceLocator') {
				expect(`${name}: ${field.modes?.map((mode) => mode.name).join()}`).toMatch(/\b(id|name|url)\b/);
			}
			for (const mode of field.modes ?? []) {
				const method = mode.typeOptions?.searchListMethod;
				if (method) expect(listSearch).toContain(method);
			}
			const { resourceMapper, loadOptionsMethod } = field.typeOptions ?? {};
			if (resourceMapper?.resourceMapperMethod)
				expect(mapping).toContain(resourceMapper.resourceMapperMethod);
			if (loadOptionsMethod) expect(loaders).toContain(loadOptionsMethod);
		}
	});

	it('a field is shown by other fields of the same operation only', () => {
		const top = new Set(properties.map(({ name }) => name));
		for (const [name, { displayOptions }] of fields.filter(([path]) => !path.includes('.'))) {
			for (const condition of Object.keys({ ...displayOptions?.show, ...displayOptions?.hide })) {
				expect({ field: name, condition, exists: top.has(condition.replace(/^\//, '')) }).toMatchObject({
					exists: true,
				});
			}
		}
	});

	it('a list of entries says on its button what it adds', () => {
		const lists = fields.filter(
			([, { type, typeOptions }]) => type === 'fixedCollection' && typeOptions?.multipleValues,
		);
		expect(lists.length).toBeGreaterThan(0);
		for (const [name, { placeholder }] of lists) {
			expect({ name, placeholder }).toEqual({ name, placeholder: expect.stringMatching(/^Add /) });
		}
	});

	it('its icons and its codex exist', () => {
		const root = path.resolve(__dirname, '../..');
		const { light, dark } = node.description.icon as { light: string; dark: string };
		for (const icon of [light, dark]) {
			expect(existsSync(path.join(root, 'nodes', folder, icon.replace('file:', '')))).toBe(true);
		}
		const codex = JSON.parse(
			readFileSync(path.join(root, 'nodes', folder, `${folder}.node.json`), 'utf8'),
		) as {
			node: string;
			alias: string[];
		};
		expect(codex.node).toBe(`n8n-nodes-ai-outbound.${node.description.name}`);
		expect(codex.alias).toEqual(expect.arrayContaining(['外呼', 'waihu', 'Outbound call']));
	});

	it('is a tool for AI agents', () => {
		expect(node.description.usableAsTool).toBe(true);
	});
});
