import { describe, expect, it } from '@jest/globals';
import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { aiccs } from '../../nodes/AlibabaCloudAiccs/service.ts';
import { yunfu } from '../../nodes/Yunfu/service.ts';

/** Answers that nobody but the platform can have given. */
describe.each([
	['AICCS', aiccs, ['{"RequestId":"1"}', '{"Code":"OK"}', '{"Data":[]}', '{"Success":true}']],
	[
		'Yunfu',
		yunfu,
		['{"code":200}', '{"code":null,"status":"success"}', '{"status":"success"}', '{"data":[]}'],
	],
] as const)('%s', (_, { read }, good) => {
	const answer = (body: string) =>
		read({ statusCode: 200, headers: {}, body } as unknown as IN8nHttpFullResponse);

	it.each(good)('takes %s', (body) => {
		expect(answer(body)).toEqual(JSON.parse(body));
	});

	it.each(['{}', '{"error":"proxy: please log in"}', '[]', 'null', ''])(
		'does not know what %j means',
		(body) => {
			let thrown: unknown;
			try {
				answer(body);
			} catch (error) {
				thrown = error;
			}
			expect(thrown).toMatchObject({ detail: { outcome: 'unknown' } });
		},
	);
});

/** What became of a request goes by the code: faults of the platform come with any HTTP status. */
it.each([
	[aiccs, 200, { Code: 'isp.SYSTEM_ERROR' }, { outcome: 'unknown', throttled: false, transient: true }],
	[aiccs, 400, { Code: 'SignatureNonceUsed' }, { outcome: 'unknown', throttled: false, transient: true }],
	[aiccs, 429, { Code: 'InternalError' }, { outcome: 'unknown', throttled: false, transient: true }],
	[aiccs, 429, { Code: 'TooMany' }, { outcome: 'refused', throttled: true, transient: false }],
	[aiccs, 503, { Code: 'Throttling.User' }, { outcome: 'refused', throttled: true }],
	[aiccs, 200, { Code: 'isv.AMOUNT_NOT_ENOUGH' }, { outcome: 'refused', throttled: false, transient: false }],
	[yunfu, 200, { code: 500, status: 'error' }, { outcome: 'unknown', throttled: false, transient: true }],
	[yunfu, 200, { code: -1, status: 'error' }, { outcome: 'unknown', throttled: false, transient: true }],
	[yunfu, 429, { code: 500, status: 'error' }, { outcome: 'unknown', throttled: false, transient: true }],
	[yunfu, 503, { code: 429, status: 'error' }, { outcome: 'unknown', throttled: false, transient: true }],
	[yunfu, 200, { code: 429, status: 'error' }, { outcome: 'refused', throttled: true, transient: false }],
	[yunfu, 200, { code: '', status: 'success' }, { outcome: 'refused' }],
	[yunfu, 200, { code: 6007, status: 'error' }, { outcome: 'refused', throttled: false, transient: false }],
])('$0.name, HTTP $1, $2: $3', ({ read }, statusCode, body, detail) => {
	const response = { statusCode, headers: {}, body: JSON.stringify(body) };
	let thrown: unknown;
	try {
		read(response as unknown as IN8nHttpFullResponse);
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toMatchObject({ detail });
});
