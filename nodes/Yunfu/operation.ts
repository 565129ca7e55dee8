import type { IDataObject } from 'n8n-workflow';

import {
	operationOf,
	refuse,
	sentValues,
	type Call,
	type Fields,
	type InputOf,
	type Operation,
	type OperationSpec,
} from '../shared';
import { USER_ID, accountPath, filledPath, newAccountPath } from './address';
import { JSON_HEADERS, jsonText, withoutEmpty } from './jsonBody';

type Values = Record<string, unknown>;

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface RouteSpec<F extends Fields, Input> extends OperationSpec<F, Input> {
	/**
	 * Method and path below the account's address, e.g. `GET /task/{task_id}`, or below the host where it begins with
	 * `/agent-api/`; `{key}` parts are values of the operation.
	 * Operations of both generations of tasks state both routes, and have the field `generation`.
	 */
	route: string | { current: string; legacy: string };
	/** Whether the address is that of 2.0 tasks (`/agent-api/new/user/…`); 1.0 tasks never have it. */
	isNew?: boolean;
	/** `json`: what is sent and is no part of the path is a member of a JSON body; `nothing`: an empty one. Else a query. */
	body?: 'json' | 'nothing';
	/** The members of the body, or the parameters of the query, where they are not simply the fields that are sent. */
	values?: (input: Input) => Values;
	/** Parameters of the query beside a body. */
	query?: (input: Input) => Values;
	/** The whole request, where even its address depends on the values. */
	call?: (input: Input) => Call;
	/** What the request has besides, e.g. how lists are written in the query. */
	more?: Pick<Call, 'arrayFormat' | 'encoding'>;
}

const PLACEHOLDER = /\{(\w+)\}/g;

interface Route {
	method: Method;
	path: string;
	/** Keys of the values in the path. */
	keys: string[];
}

function routeOf(text: string, isNew: boolean): Route {
	const [method, path] = text.split(' ');
	return {
		method: method as Method,
		path: path.startsWith('/agent-api/') ? path : isNew ? newAccountPath(path) : accountPath(path),
		keys: [...path.matchAll(PLACEHOLDER)].map(([, key]) => key).filter((key) => key !== USER_ID),
	};
}

/** The address with IDs filled in. */
function addressOf({ path, keys }: Route, values: Values): string {
	const parts = keys.map((key) => [key, String(values[key] as string)] as const);
	for (const [key, value] of parts) {
		// As part of an address these two mean another address.
		if (value === '.' || value === '..') {
			refuse(key, `must not be "${value}"`, 'Give the ID as Yunfu shows it.');
		}
	}
	return filledPath(path, Object.fromEntries(parts));
}

/** Every operation has a path of its own; values travel in it, in the query or in a JSON body. */
export function operation<F extends Fields, Input = InputOf<F>>(spec: RouteSpec<F, Input>): Operation {
	const { route, isNew = false, body, query, more } = spec;
	const current = routeOf(typeof route === 'string' ? route : route.current, isNew);
	const legacy = typeof route === 'string' ? current : routeOf(route.legacy, false);
	const requestOf = (input: Input): Call => {
		if (spec.call) return spec.call(input);
		const values = input as Values;
		const chosen = values.generation === 'legacy' ? legacy : current;
		const sent = spec.values?.(input) ?? sentValues(spec.fields, values, chosen.keys);
		const hasBody = body !== undefined && chosen.method !== 'GET';
		const parameters = hasBody && body === 'json' ? {} : sent;
		const qs = withoutEmpty({ ...parameters, ...query?.(input) }) as IDataObject;
		return {
			method: chosen.method,
			url: addressOf(chosen, values),
			...(Object.keys(qs).length > 0 ? { qs } : {}),
			...(hasBody ? { headers: { ...JSON_HEADERS }, body: jsonText(body === 'json' ? sent : {}) } : {}),
			...more,
		};
	};
	return operationOf(
		spec,
		requestOf,
		{ method: current.method, url: current.path, ...more },
		() => undefined,
	);
}
