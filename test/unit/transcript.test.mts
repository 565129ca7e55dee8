import { describe, expect, it } from '@jest/globals';

import { simplifyDetail } from '../../nodes/AlibabaCloudAiccs/resources/callDetail/simplify.ts';
import { readTranscript } from '../../nodes/AlibabaCloudAiccs/shape.ts';

const TURNS = [
	{ role: 'assistant', content: '您好, [1,] "朋友"。' },
	{ role: 'user', content: '不用了,]' },
];

describe('transcripts', () => {
	it.each([
		['plain JSON', JSON.stringify(TURNS)],
		['indented JSON', JSON.stringify(TURNS, null, 2)],
		[
			'a comma after the last entry of everything',
			'[{"role":"assistant","content":"您好, [1,] \\"朋友\\"。",\n},{"role":"user","content":"不用了,]",\n},\n]',
		],
		['quotes escaped once too often', JSON.stringify(JSON.stringify(TURNS)).slice(1, -1)],
	])('are read from %s', (_, text) => {
		expect(readTranscript(text)).toEqual(TURNS);
	});

	it('have the time of a turn in ISO 8601', () => {
		expect(readTranscript('[{"role":"user","content":"a","time":1754617273000}]')).toEqual([
			{ role: 'user', content: 'a', time: '2025-08-08T01:41:13.000Z' },
		]);
	});

	it.each([undefined, null, '', 'none', '[', '[]', '{"role":"user"}', '[1,2]'])('%j is none', (value) => {
		expect(readTranscript(value)).toBeUndefined();
	});
});

describe('call details', () => {
	it('text that is no transcript comes out as it was', () => {
		expect(simplifyDetail({ ConversationRecord: '[broken' })).toEqual({ conversationRecord: '[broken' });
	});

	it('codes outside the vendor’s lists, and fields nobody knows, come along', () => {
		expect(
			simplifyDetail({
				Status: 72,
				CallResult: '新结果',
				HangupDirection: '用户',
				EncryptionType: '示例值',
				StatusCode: '299999',
				ReleaseTime: 0,
				BranchName: 'main',
			}),
		).toEqual({
			status: 72,
			callResult: '新结果',
			hangupDirection: { code: '0', label: 'User' },
			encryptionType: '示例值',
			statusCode: '299999',
			releaseTime: 0,
			branchName: 'main',
			finished: false,
		});
	});

	it.each([
		[{ Status: 4 }, true],
		[{ Status: '5' }, true],
		[{ Status: 2, ReleaseTime: 1754617273000 }, false],
		[{ Status: 72, ReleaseTime: 1754617273000 }, true],
	])('%j finished: %s', (row, finished) => {
		expect(simplifyDetail(row).finished).toBe(finished);
	});

	it('variables that say "true" in words are booleans, and one named __proto__ is a value like others', () => {
		const { variables, variableDetails } = simplifyDetail({
			Variables: [
				{ Key: 'name', Value: '张三', Required: 'false', Source: 'x' },
				{ Key: '__proto__', Value: 'y', Required: true },
			],
		});
		expect(Object.entries(variables as object)).toEqual([
			['name', '张三'],
			['__proto__', 'y'],
		]);
		expect(variableDetails).toEqual([
			{ key: 'name', value: '张三', required: false, source: 'x' },
			{ key: '__proto__', value: 'y', required: true },
		]);
	});
});
