import { describe, expect, it } from '@jest/globals';
import type { IN8nHttpFullResponse } from 'n8n-workflow';

import { aiccs } from '../../nodes/AlibabaCloudAiccs/service.ts';
import { yunfu } from '../../nodes/Yunfu/service.ts';

/** Answers that nobody but the platform can have given. */
describe.each([
	['AICCS', aiccs, ['{"RequestId":"1"}', '{"Code":"OK"}', '{"Data":[]}', '{"Success":true}']],
	['Yunfu', yunfu, ['{"code":200}', '{"status":"success"}', '{"data":[]}']],
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
