import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import { toNodeError } from './failure';
import { READ_AS_TEXT } from './readAsText';
import { sendRepeatedly, type RequestKind } from './retry';
import { openSession, type Service } from './service';

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
	const { baseURL, limiter } = await openSession(context, service);
	try {
		return await sendRepeatedly(
			async () => {
				const response = (await context.helpers.httpRequestWithAuthentication.call(
					context,
					service.credential,
					{ baseURL, ...request, ...READ_AS_TEXT },
				)) as IN8nHttpFullResponse;
				return service.read(response);
			},
			kind,
			limiter,
			context.getExecutionCancelSignal(),
		);
	} catch (error) {
		throw toNodeError(error, { node: context.getNode(), itemIndex, service: service.name });
	}
}
