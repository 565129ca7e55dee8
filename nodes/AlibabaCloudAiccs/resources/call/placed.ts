import type { IDataObject } from 'n8n-workflow';

import { RequestFailure, toChinaTime } from '../../../shared';

/**
 * What came of placing a call. `callDate` is the day in China, which Get Dialog asks for.
 *
 * @throws RequestFailure when the answer names no call: it may have been placed nevertheless
 */
export function placedCall(callId: unknown, sent: IDataObject, body: IDataObject): IDataObject {
	const requestId = body.RequestId;
	if (callId === undefined || callId === null || callId === '') {
		throw new RequestFailure('The answer has no call ID', {
			outcome: 'unknown',
			requestId: requestId === undefined ? undefined : String(requestId),
		});
	}
	const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined));
	return {
		callId: String(callId),
		...given,
		callDate: toChinaTime(Date.now()).slice(0, 10),
		requestId,
	};
}
