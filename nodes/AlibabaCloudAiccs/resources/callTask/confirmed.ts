import type { IDataObject } from 'n8n-workflow';

import { RequestFailure } from '../../../shared';

/**
 * Start, Stop and Update answer with `Data: true`, or with `Data: false` under a code of success when the
 * platform did not do it.
 *
 * @throws RequestFailure when the answer says that nothing was done
 */
export function confirmed(body: IDataObject, done: string, hint: string): void {
	if (String(body.Data) !== 'false') return;
	throw new RequestFailure(
		`The call task was not ${done}: Alibaba Cloud took the request but did not do it`,
		{
			requestId: body.RequestId === undefined ? undefined : String(body.RequestId),
			hint,
			outcome: 'refused',
		},
	);
}
