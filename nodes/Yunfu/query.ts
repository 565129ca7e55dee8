import type { IExecuteSingleFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { textOf } from './address';
import { withoutEmpty } from './jsonBody';

/** Adds parameters that have a value to the query of a request. */
export function addQuery(request: IHttpRequestOptions, values: Record<string, unknown>): void {
	request.qs = { ...request.qs, ...withoutEmpty(values) } as IHttpRequestOptions['qs'];
}

/** The sub-account of an operation, as its requests name it. */
export const subAccountOf = (context: IExecuteSingleFunctions) => ({
	sub_user_id: textOf(context, 'subUserId') || undefined,
});
