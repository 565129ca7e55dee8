import type { RequestHelperFunctions } from 'n8n-workflow';

import { requestFile } from '../request/fetchFile';
import { limiterOf } from '../request/limiter';
import { sendRepeatedly } from '../request/retry';
import { readJson } from './body';

const LIMITS = { requestsPerSecond: 10, concurrentRequests: 5 };
const TIMEOUT_MS = 30_000;

/**
 * JSON that a callback links to. No credential is sent along.
 *
 * @throws Error when there is none to be had, after some tries
 */
export async function downloadJson(
	context: { helpers: Pick<RequestHelperFunctions, 'httpRequest'> },
	url: string,
): Promise<unknown> {
	if (!/^https?:\/\//i.test(url)) throw new Error('The link of the callback is no web address');
	const { statusCode, body } = await sendRepeatedly(
		async () => await requestFile(context, url, { timeout: TIMEOUT_MS }),
		'read',
		limiterOf('downloads of callbacks', LIMITS),
	);
	const value = readJson(body.toString('utf8'));
	if (statusCode >= 400) throw new Error(`The link of the callback answered with HTTP status ${statusCode}`);
	if (value === undefined) throw new Error('What the callback links to is not JSON');
	return value;
}
