import type { IHttpRequestOptions } from 'n8n-workflow';

/** Where both generations have the same operation, 1.0 tasks have it without `/new`. */
export function toLegacyPath(request: IHttpRequestOptions): void {
	request.url = request.url.replace('/agent-api/new/user/', '/agent-api/user/');
}
