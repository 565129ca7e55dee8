import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import {
	operationOf,
	sentValues,
	type Call,
	type Fields,
	type InputOf,
	type Operation,
	type OperationSpec,
	type Routing,
} from '../shared';

const VERSION = '2019-10-15';

/** The headers that name an action; the credential signs them. */
export const actionHeaders = (action: string) => ({ 'x-acs-action': action, 'x-acs-version': VERSION });

type Parameters = Record<string, unknown>;

interface ActionSpec<F extends Fields, Input> extends OperationSpec<F, Input> {
	/** The action of AICCS 2019-10-15; only *API > Call* leaves it to the user. */
	action?: string;
	method?: 'POST' | 'GET';
	/** Parameters that are always the same. */
	fixed?: IDataObject;
	/** Parameters that no single field is; they come after those that are. */
	query?: (input: Input) => Parameters;
	/** Parameters that the reference places in formData. */
	form?: (input: Input) => IDataObject;
	/** The whole request, where even its action depends on the values. */
	call?: (input: Input) => Call;
}

/** Lists travel as JSON. */
const wireText = (value: unknown): unknown => (Array.isArray(value) ? JSON.stringify(value) : value);

const EXPRESSIONS: Record<string, string | undefined> = {
	multiOptions: '={{ $value && $value.length ? JSON.stringify($value) : undefined }}',
	resourceLocator: '={{ String($value).trim() || undefined }}',
};

/** What n8n itself would send for a field, as far as an expression can say it. */
const routing: Routing = (property, field) => {
	const { type } = field.property;
	if (!field.isSent || !field.isPlain) return undefined;
	const value = EXPRESSIONS[type] ?? '={{ $value === "" ? undefined : $value }}';
	return { send: { type: 'query', property, value } };
};

/** The parameters that the fields of an operation are, from its values. */
const parametersOf = (fields: Fields, values: Parameters): IDataObject =>
	Object.fromEntries(
		Object.entries(sentValues(fields, values)).map(([name, value]) => [name, wireText(value)]),
	) as IDataObject;

const defined = (parameters: Parameters): IDataObject =>
	Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined)) as IDataObject;

/** Everything is a POST to one address; the action stands in a header, parameters in the query unless said otherwise. */
export function operation<F extends Fields, Input = InputOf<F>>(spec: ActionSpec<F, Input>): Operation {
	const { action, method = 'POST', fixed, query, form, call } = spec;
	const headers = action === undefined ? {} : { headers: actionHeaders(action) };
	const requestOf = (input: Input): Call =>
		call?.(input) ?? {
			method,
			url: '/',
			...headers,
			qs: { ...fixed, ...parametersOf(spec.fields, input as Parameters), ...defined(query?.(input) ?? {}) },
			...(form ? { body: form(input) } : {}),
		};
	const request: NonNullable<INodePropertyOptions['routing']>['request'] = {
		method,
		url: '/',
		...headers,
		...(fixed ? { qs: fixed } : {}),
	};
	return operationOf(spec, requestOf, request, routing);
}
