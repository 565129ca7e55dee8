import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { NodeConnectionTypes, type INodeType } from 'n8n-workflow';

import { AlibabaCloudAiccsPollTrigger } from '../../nodes/AlibabaCloudAiccs/AlibabaCloudAiccsPollTrigger.node.ts';
import { AlibabaCloudAiccsTrigger } from '../../nodes/AlibabaCloudAiccs/AlibabaCloudAiccsTrigger.node.ts';
import { YunfuTrigger } from '../../nodes/Yunfu/YunfuTrigger.node.ts';

/** What holds for every trigger. */

const TRIGGERS: Array<[string, string, INodeType]> = [
	['AlibabaCloudAiccs', 'AlibabaCloudAiccsPollTrigger', new AlibabaCloudAiccsPollTrigger()],
	['AlibabaCloudAiccs', 'AlibabaCloudAiccsTrigger', new AlibabaCloudAiccsTrigger()],
	['Yunfu', 'YunfuTrigger', new YunfuTrigger()],
];

const root = path.resolve(__dirname, '../..');

describe.each(TRIGGERS)('%s/%s', (folder, file, node) => {
	const { description } = node;

	it('starts workflows, and is no tool', () => {
		expect(description.inputs).toEqual([]);
		expect(description.outputs).toEqual([NodeConnectionTypes.Main]);
		expect(description.group).toEqual(['trigger']);
		expect(description.usableAsTool).toBeUndefined();
		expect(description.displayName).toMatch(/Trigger$/);
		expect(description.name).toBe(file.charAt(0).toLowerCase() + file.slice(1));
	});

	it('either polls or answers itself, and asks for a credential only where it calls the platform', () => {
		if (description.polling) {
			expect(typeof node.poll).toBe('function');
			expect(description.credentials).toHaveLength(1);
			return;
		}
		expect(description.webhooks).toMatchObject([{ httpMethod: 'POST', responseMode: 'onReceived' }]);
		expect(Object.keys(node.webhookMethods!.default!).sort()).toEqual(['checkExists', 'create', 'delete']);
		expect(description.credentials).toBeUndefined();
	});

	it('says in three steps how to set it up, where a person has to', () => {
		const notice = description.properties.find(({ type }) => type === 'notice');
		if (description.polling) expect(notice).toBeUndefined();
		else expect(notice?.displayName).toMatch(/^1\. .*<br>2\. .*<br>3\. /);
	});

	it('every field has a description, and every choice starts with what it offers', () => {
		for (const field of description.properties.filter(
			({ type }) => !['notice', 'collection'].includes(type),
		)) {
			expect(`${field.name}: ${field.description}`).toMatch(/: [A-Z].{5,}/);
			if (!['options', 'multiOptions'].includes(field.type)) continue;
			const offered = field.options!.map((option) => ('value' in option ? option.value : undefined));
			for (const value of [field.default].flat()) expect(offered).toContain(value);
		}
	});

	it('is registered, with icons and a codex', () => {
		const { n8n } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
			n8n: { nodes: string[] };
		};
		expect(n8n.nodes).toContain(`dist/nodes/${folder}/${file}.node.js`);
		const { light, dark } = description.icon as { light: string; dark: string };
		for (const icon of [light, dark]) {
			expect(existsSync(path.join(root, 'nodes', folder, icon.replace('file:', '')))).toBe(true);
		}
		const codex = JSON.parse(readFileSync(path.join(root, 'nodes', folder, `${file}.node.json`), 'utf8')) as {
			node: string;
			alias: string[];
		};
		expect(codex.node).toBe(`n8n-nodes-ai-outbound.${description.name}`);
		expect(codex.alias).toEqual(expect.arrayContaining(['外呼', 'waihu']));
	});
});
