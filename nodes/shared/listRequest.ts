import type { IDataObject, IHttpRequestOptions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

import { toNodeError } from './failure';
import { sendRepeatedly } from './retry';
import { openSession, type Service } from './service';
import { serviceRequest } from './serviceRequest';

/** A request the editor makes while a field is filled in, or a poll: within the limits of the credential, repeated as a read. */
export async function listRequest(
	context: ILoadOptionsFunctions | IPollFunctions,
	service: Service,
	request: Omit<IHttpRequestOptions, 'baseURL'>,
): Promise<IDataObject> {
	const session = await openSession(context, service);
	try {
		return await sendRepeatedly(
			async () => await serviceRequest(context, service, session, request),
			'read',
			session.limiter,
		);
	} catch (error) {
		throw toNodeError(error, { node: context.getNode(), itemIndex: 0, service: service.name });
	}
}
