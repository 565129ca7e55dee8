import type {
	IDataObject,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import { toNodeError } from './failure';
import { READ_AS_TEXT } from './readAsText';
import { sendRepeatedly } from './retry';
import { openSession, type Service } from './service';

/** A request the editor makes while a field is filled in, or a poll: within the limits of the credential, repeated as a read. */
export async function listRequest(
	context: ILoadOptionsFunctions | IPollFunctions,
	service: Service,
	request: Omit<IHttpRequestOptions, 'baseURL'>,
): Promise<IDataObject> {
	const { baseURL, limiter } = await openSession(context, service);
	try {
		return await sendRepeatedly(
			async () => {
				const response = (await context.helpers.httpRequestWithAuthentication.call(
					context,
					service.credential,
					{
						baseURL,
						...request,
						...READ_AS_TEXT,
					},
				)) as IN8nHttpFullResponse;
				return service.read(response);
			},
			'read',
			limiter,
		);
	} catch (error) {
		throw toNodeError(error, { node: context.getNode(), itemIndex: 0, service: service.name });
	}
}
