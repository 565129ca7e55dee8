import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

import type { NetworkOptions } from './networkOptions';
import { READ_AS_TEXT } from './readAsText';
import type { Service, Session } from './service';

type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * One request beside those that n8n makes from the fields of a node. Resolves with what reads the answer, which throws
 * RequestFailure when the platform refused the request or did not answer in its form.
 */
export async function serviceRequest(
	context: Context,
	service: Service,
	{ baseURL, completeUrl, allowedDomains }: Session,
	request: Omit<IHttpRequestOptions, 'baseURL'>,
	network: NetworkOptions = {},
): Promise<() => IDataObject> {
	const response = (await context.helpers.httpRequestWithAuthentication.call(context, service.credential, {
		baseURL,
		...(allowedDomains === undefined ? {} : { allowedDomains }),
		...network,
		...service.redirects,
		...request,
		url: completeUrl(request.url),
		...READ_AS_TEXT,
	})) as IN8nHttpFullResponse;
	return () => service.read(response);
}
