import { describe, expect, it } from '@jest/globals';

import { OpenApiUtil } from '@alicloud/openapi-core';
import fc from '../fastCheck.mts';
import {
	canonicalQuery,
	signedHeaders,
	type AccessKey,
	type UnsignedRequest,
} from '../../credentials/acs3.ts';

/** Vectors: the vendor's published example, and seven more that its own SDK (openapi-core 1.0.8) computed. */
const KEY: AccessKey = { accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' };
const MOMENT = { date: '2023-10-26T10:22:32Z', nonce: '3156853299f313e23d1673dc12e1703d' };
const AICCS = { method: 'POST', host: 'aiccs.aliyuncs.com', version: '2019-10-15', body: '' };

interface Vector {
	name: string;
	request: Omit<UnsignedRequest, 'query'> & { query: Record<string, unknown> };
	key?: AccessKey;
	signature: string;
}

const VECTORS: Vector[] = [
	{
		name: 'the published example',
		request: {
			method: 'POST',
			host: 'ecs.cn-shanghai.aliyuncs.com',
			action: 'RunInstances',
			version: '2014-05-26',
			body: '',
			query: { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' },
		},
		signature: '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
	},
	{
		name: 'one id in the query',
		request: { ...AICCS, action: 'StartAiCallTask', query: { TaskId: '118719107127812345' } },
		signature: '2a407a2044a53e77250d83a6bb6319c83403d59c41f46ded34c57b5de8dd41b9',
	},
	{
		name: 'JSON with Chinese and reserved characters',
		request: {
			...AICCS,
			action: 'LlmSmartCall',
			query: {
				CalledNumber: '13700000000',
				CallerNumber: '057100000000',
				ApplicationCode: 'F32000001',
				StartWordParam: { name: '小明', note: "a b*c~d(1)!'+&=" },
				TtsSpeed: 50,
			},
		},
		signature: '5023aabb9f112b3eeddca5ccca976e8b619f0a1b6dc090c5356cb3f5fea87eb4',
	},
	{
		name: 'JSON strings inside a JSON array',
		request: {
			...AICCS,
			action: 'CreateAiCallTask',
			query: {
				TaskName: '测试任务',
				AgentId: '118012345678901234',
				StartType: 'SCHEDULE',
				TaskStartTime: 1748923429000,
				CallDay: ['MONDAY'],
				CallTime: ['{"startTime":"09:00:00","endTime":"10:00:00"}'],
				MissCallRetry: true,
				CallRetryReason: ['USER_BUSY', 'NO_ANSWER'],
				TaskCps: 1,
			},
		},
		signature: 'c9a93cb00caf8fb3ba269292d4552012cec34d369debb1049361d8fe4361d04f',
	},
	{
		name: 'a form body in strict encoding',
		request: {
			...AICCS,
			action: 'ImportTaskNumberDatas',
			query: { TaskId: '119181071278123456', DataType: 'JSON', EncryptionType: 0 },
			contentType: 'application/x-www-form-urlencoded',
			body: canonicalQuery({
				PhoneNumberList: [{ calleeNumber: '13800000000', outId: 'o-1', name: "张三 (A*B)!'~" }],
			}),
		},
		signature: 'ba9ca1ea834ec55ca6835850e2daaa46eb8d9ba44effcf35e810ddd2ead0980c',
	},
	{
		name: 'a form body as the SDK of the vendor encodes it',
		request: {
			...AICCS,
			action: 'ImportTaskNumberDatas',
			query: { TaskId: '119181071278123456', DataType: 'JSON', EncryptionType: 0 },
			contentType: 'application/x-www-form-urlencoded',
			body: "PhoneNumberList=%5B%7B%22calleeNumber%22%3A%2213800000000%22%2C%22outId%22%3A%22o-1%22%2C%22name%22%3A%22%E5%BC%A0%E4%B8%89%20(A*B)!'~%22%7D%5D",
		},
		signature: '317a41afe4375450184234a9adbe0345ae9d1dca4550894eb4e7bb2c67ecb54e',
	},
	{
		name: 'GET',
		request: {
			...AICCS,
			method: 'GET',
			action: 'GetHotlineServiceStatistics',
			query: { InstanceId: 'ccc_xp_pre-cn-001', AgentIds: '111,222', ExistAgentGrouping: true },
		},
		signature: 'a3b285423885449feb95a8c72a081895c15441d33f0c3dd6c9eff68e3dd295c1',
	},
	{
		name: 'an STS token',
		request: { ...AICCS, action: 'StartAiCallTask', query: { TaskId: '118719107127812345' } },
		key: { ...KEY, securityToken: 'CAIS_EXAMPLE_TOKEN==' },
		signature: '13209a9e8dc74adf9e3c68d469bce025738bb7ae8eea9ad9899b8f758a081176',
	},
	{
		name: 'no parameters at all',
		request: { ...AICCS, action: 'PageQueryAgentList', query: {} },
		signature: 'ff7ff9165db54d6bf357c6d74f39b3567a9dfeb96ae5eae09015f90c012852de',
	},
];

describe('ACS3-HMAC-SHA256', () => {
	it.each(VECTORS)('signs $name', ({ request, key = KEY, signature }) => {
		const headers = signedHeaders({ ...request, query: canonicalQuery(request.query) }, key, MOMENT);
		expect(headers.authorization.split('Signature=')[1]).toBe(signature);
		expect(headers.authorization).toMatch(
			/^ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=[a-z0-9;-]+,Signature=[0-9a-f]{64}$/,
		);
		expect(headers).not.toHaveProperty('host');
	});

	it('signs like the SDK of the vendor: 500 generated requests', () => {
		const text = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 30 }),
			fc.constantFrom('', ' ', "!'()*~+&=%", '小明 说"你好"', '🙂👩‍👩‍👧', 'a b', '%20', '119181071278123456'),
		);
		const name = fc.stringMatching(/^[A-Z][A-Za-z]{0,12}$/);
		const request = fc.record({
			method: fc.constantFrom('POST', 'GET'),
			action: name,
			query: fc.dictionary(name, text, { maxKeys: 6 }),
			form: fc.option(fc.dictionary(name, text, { minKeys: 1, maxKeys: 3 })),
			token: fc.option(fc.string({ minLength: 1, unit: fc.constantFrom('a', 'B', '9', '=', '/', '+') })),
			nonce: fc.uuid(),
		});
		fc.assert(
			fc.property(request, ({ method, action, query, form, token, nonce }) => {
				const body = form === null ? '' : canonicalQuery(form);
				const contentType = form === null ? undefined : 'application/x-www-form-urlencoded';
				const key = { ...KEY, securityToken: token ?? undefined };
				const ours = signedHeaders(
					{ ...AICCS, method, action, query: canonicalQuery(query), body, contentType },
					key,
					{ ...MOMENT, nonce },
				);
				const { authorization, ...headers } = ours;
				const theirs = OpenApiUtil.getAuthorization(
					{ method, pathname: '/', query, headers: { ...headers, host: AICCS.host } } as never,
					'ACS3-HMAC-SHA256',
					ours['x-acs-content-sha256'],
					KEY.accessKeyId,
					KEY.accessKeySecret,
				);
				expect(authorization).toBe(theirs);
			}),
			{ numRuns: 500 },
		);
	});
});
