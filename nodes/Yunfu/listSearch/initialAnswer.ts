import { createHash } from 'node:crypto';

import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { listRequest } from '../../shared';
import { newAccountPath } from '../address';
import { dataRow } from '../lists';
import { yunfu } from '../service';
import { accountOf, subAccountIn } from './editor';

/** Long enough for the fields of one form to be filled, short enough to see what was just made in Yunfu. */
const KEPT_MS = 10_000;
const MOST_KEPT = 20;

interface Kept {
	answer: Promise<IDataObject>;
	until: number;
}

const kept = new Map<string, Kept>();

function makeRoom(now: number): void {
	for (const [key, { until }] of kept) if (until <= now) kept.delete(key);
	const [oldest] = kept.keys();
	if (kept.size >= MOST_KEPT) kept.delete(oldest);
}

/**
 * What a task can be made of (任务初始化), for the pickers of an editor: one request serves them all for some seconds.
 * A refused request is not kept.
 */
export async function initialAnswer(context: ILoadOptionsFunctions): Promise<IDataObject> {
	const account = await accountOf(context);
	const subUserId = subAccountIn(context);
	// The token stays out of the key, which lives as long as the process.
	const key = createHash('sha256')
		.update(JSON.stringify([account.baseUrl, account.token, account.userId, subUserId]))
		.digest('hex');
	const now = Date.now();
	const known = kept.get(key);
	if (known && known.until > now) return await known.answer;
	makeRoom(now);
	const answer = listRequest(context, yunfu, {
		method: 'GET',
		url: newAccountPath('/task/create'),
		qs: subUserId === '' ? {} : { sub_user_id: subUserId },
	}).then(dataRow);
	kept.set(key, { answer, until: now + KEPT_MS });
	void answer.catch(() => {
		if (kept.get(key)?.answer === answer) kept.delete(key);
	});
	return await answer;
}
