import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { isObject } from '../json';
import { maskPhoneNumber } from '../phoneNumber';

/** Parameters of both platforms that name a thing, e.g. `TaskName`, `OutId`, `task_id`, `name`, `extra`. */
const NAMES_A_THING = /(^|_)(id|uuid|name|extra|email)$|(Id|Code|Name)$/;

/** An ID of the user's may well be a phone number, which errors do not show. */
const PHONE_NUMBER = /^\+?\d{7,13}$/;

function parsed(body: unknown): IDataObject {
	if (isObject(body)) return body;
	if (typeof body !== 'string' || !body.startsWith('{')) return {};
	try {
		const value: unknown = JSON.parse(body);
		return isObject(value) ? value : {};
	} catch {
		return {};
	}
}

/** Addresses of Yunfu name what they act on; AICCS has one address for everything. */
const addressOf = ({ method, url }: Pick<IHttpRequestOptions, 'method' | 'url'>): IDataObject =>
	url === '/' ? {} : { request: `${method ?? 'GET'} ${url}` };

/** What a request can be looked up by once it was sent. */
export function sentIds(request: IHttpRequestOptions): IDataObject {
	const { qs, body } = request;
	const found = Object.entries({ ...qs, ...parsed(body) }).filter(
		([name, value]) => NAMES_A_THING.test(name) && typeof value === 'string' && value !== '',
	);
	const ids = found.map(([name, value]) => [
		name,
		PHONE_NUMBER.test(value as string) ? maskPhoneNumber(value as string) : value,
	]);
	return { ...addressOf(request), ...Object.fromEntries(ids) } as IDataObject;
}
