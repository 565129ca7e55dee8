import { RequestFailure } from '../shared';

/** An answer of success that does not say what came of the request. */
export const withoutResult = (requestId: unknown): RequestFailure =>
	new RequestFailure('Alibaba Cloud answered that it succeeded, but not with what', {
		...(typeof requestId === 'string' ? { requestId } : {}),
		outcome: 'unknown',
	});
