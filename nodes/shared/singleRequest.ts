import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { toNodeError } from './failure';
import { networkOptions } from './networkOptions';
import { sendRepeatedly, type RequestKind } from './retry';
import { openSession, type Service } from './service';
import { serviceRequest } from './serviceRequest';

/**
 * One request beside those of a bulk operation, e.g. to make its target ready: within the limits of the credential,
 * repeated as its kind allows.
 *
 * @throws NodeApiError about the item that needs it
 */
export async function singleRequest(
	context: IExecuteFunctions,
	service: Service,
	request: Omit<IHttpRequestOptions, 'baseURL'>,
	kind: RequestKind,
	itemIndex: number,
): Promise<IDataObject> {
	const session = await openSession(context, service);
	const network = networkOptions(context);
	try {
		return await sendRepeatedly(
			async () => await serviceRequest(context, service, session, request, network),
			kind,
			session.limiter,
			context.getExecutionCancelSignal(),
		);
	} catch (error) {
		throw toNodeError(error, { node: context.getNode(), itemIndex, service: service.name });
	}
}
