import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import contract from '../../sandbox/aiccs/contract.json' with { type: 'json' };
import { actionsSource } from '../../scripts/actions-source.mts';

const SOURCE = path.resolve(__dirname, '../../nodes/AlibabaCloudAiccs/resources/api/actions.ts');

describe('the list of actions', () => {
	it('is what `npm run write:actions` writes from the metadata', () => {
		expect(readFileSync(SOURCE, 'utf8')).toBe(actionsSource(contract.directories));
	});

	it('wants an English name for every group and each action once', () => {
		expect(() => actionsSource([{ title: '新', actions: [] }])).toThrow('No English name');
		expect(() => actionsSource([{ title: '其他', actions: ['A', 'A'] }])).toThrow('A is in two groups');
	});
});
