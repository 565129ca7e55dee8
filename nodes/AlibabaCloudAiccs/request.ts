import type { INodePropertyRouting, INodeProperties } from 'n8n-workflow';

const VERSION = '2019-10-15';

/** The headers that name an action; the credential signs them. */
export const actionHeaders = (action: string) => ({ 'x-acs-action': action, 'x-acs-version': VERSION });

/** The request of an action: what it sends comes from the fields. */
export function actionRequest(action: string, method: 'POST' | 'GET' = 'POST'): INodePropertyRouting {
	return { request: { method, url: '/', headers: actionHeaders(action) } };
}

/** Sends a field as query parameter, if it has a value. */
export function toQuery(property: string): INodePropertyRouting {
	return { send: { type: 'query', property, value: '={{ $value === "" ? undefined : $value }}' } };
}

/** Sends a list as JSON array in the query, if it has entries. */
export function toJsonQuery(property: string): INodePropertyRouting {
	return {
		send: {
			type: 'query',
			property,
			value: '={{ $value && $value.length ? JSON.stringify($value) : undefined }}',
		},
	};
}

/** A field of an Additional Fields or Filters collection that goes into the query. */
export function queryField(property: string, field: INodeProperties): INodeProperties {
	return { ...field, routing: toQuery(property) };
}
