import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
	INodePropertyRouting,
} from 'n8n-workflow';

import type { RequestFailure } from '../request/failure';
import type { FetchFile } from '../request/fetchFile';
import { allFields, camelName, propertyOf, type Fields, type InputOf, type Routing } from '../form/field';
import type { Pages } from '../request/paging';
import type { Call } from '../request/client';
import type { RequestKind } from '../request/retry';
import type { Service } from '../request/service';

/** What became of an item that was not accepted. A request that never left counts as refused: nothing was accepted. */
export type FailedStatus = 'invalid' | 'refused' | 'unknown';

/** What helps an operation to make its output items. */
export interface Tools {
	fetchFile: FetchFile;
	/**
	 * A recording as binary data.
	 *
	 * @param name what it is called where it comes from; `otherwise` where that is empty
	 */
	asBinary: (file: Buffer, contentType: string, name: string, otherwise: string) => Promise<IBinary>;
}

type IBinary = NonNullable<INodeExecutionData['binary']>[string];

/** What is done once for all items that need it, before their own requests. Doing it twice changes nothing. */
export interface Preparation {
	call: Call;
	/** Items with the same key share it. */
	key: string;
	/** What whoever reads an error has to know once it was sent. */
	advice: string;
}

/** How the items of a node travel together, many in a request. */
export interface Batch<Input> {
	/** Most items in one request. */
	size: (input: Input) => number;
	/** Items that differ in this do not share a request, e.g. the task. */
	group: (input: Input) => string;
	/** The request of items of one group. */
	call: (inputs: Input[]) => Call;
	/** What comes out for the item at a position of the request; `status: 'refused'` if the answer refuses it. */
	output: (answer: IDataObject, input: Input, position: number, inputs: Input[]) => IDataObject;
	/** Items of a group with the same key are sent once, for the first of them; undefined sends all. */
	key?: (input: Input) => string | undefined;
	/** What comes out for the others, from what came out for the first. */
	repeated?: (first: IDataObject, firstItem: number, input: Input) => IDataObject;
	/** What an item tells beside its error while the node goes on after errors; one that could not be read has no input. */
	failed?: (status: FailedStatus, reason: string, input?: Input) => IDataObject;
	/** Makes one item of all, where the user wants that. */
	summary?: (items: INodeExecutionData[], input: Input) => INodeExecutionData | undefined;
}

/** What is stated about an operation, whatever the platform. */
export interface OperationSpec<F extends Fields, Input = InputOf<F>> {
	/** As the selector shows it. */
	name: string;
	/** As workflows save it, where it is not the name in camelCase. */
	value?: string;
	/** As the list of actions shows it. */
	title: string;
	description: string;
	fields: F;
	/**
	 * What a request does, which decides when it may be repeated: `read` changes nothing; `repeatable` can be done twice;
	 * `once` calls people or creates something, and is never repeated once an answer was possible.
	 */
	kind: RequestKind | ((input: Input) => RequestKind);
	/**
	 * Rules over several fields, and what the operation works with if that is not the values themselves.
	 *
	 * @throws Problem that names the field; LeftOut for an item that the user wants skipped
	 */
	prepare?: (values: InputOf<F>) => Input;
	/** The rows of an answer. */
	output?: (answer: IDataObject, input: Input) => IDataObject[];
	/** A row as it comes out while Simplify is on; operations without that switch are always simplified. */
	simplify?: (row: IDataObject, input: Input) => IDataObject;
	pages?: Pages;
	/** The inputs of the requests of one item, when it takes several lists, or none, to answer it. */
	variants?: (input: Input) => Input[];
	/** Makes the output items when that takes more than the rows, e.g. a file to download. */
	items?: (
		rows: IDataObject[],
		input: Input,
		tools: Tools,
	) => Promise<INodeExecutionData[]> | INodeExecutionData[];
	/** Whether the rows, as the platform gave them, are final; the request is repeated until then while the user waits. */
	isFinal?: (rows: IDataObject[]) => boolean;
	before?: (input: Input) => Preparation | undefined;
	/** Puts a refusal into the words of what was tried. */
	failed?: (failure: RequestFailure, input: Input) => RequestFailure;
	/** Reads an answer that is not in the platform's usual form, e.g. a file. */
	read?: Service['read'];
	/** How to find out what became of a request whose answer is missing, where the service's own advice does not fit. */
	lookUp?: string;
	batch?: Batch<Input>;
}

/** An operation of a platform: what the editor shows, what is sent, and what comes out. */
export interface Operation {
	/** Entry of the Operation selector. */
	option: INodePropertyOptions;
	fields: INodeProperties[];
	spec: OperationSpec<Fields, unknown>;
	/** The request that these values make. */
	requestOf: (input: unknown) => Call;
}

export const kindOf = ({ spec: { kind } }: Operation, input: unknown): RequestKind =>
	typeof kind === 'function' ? kind(input) : kind;

/** The values of an operation's fields as it works with them. */
export const prepared = ({ spec }: Operation, values: unknown): unknown =>
	spec.prepare ? spec.prepare(values as InputOf<Fields>) : values;

/**
 * The values that are parameters of the request, by the vendor's names, each as it is sent.
 *
 * @param elsewhere names of those that travel in another place
 */
export function sentValues(
	fields: Fields,
	values: Record<string, unknown>,
	elsewhere: string[] = [],
): Record<string, unknown> {
	const sent: Record<string, unknown> = {};
	for (const [key, { isSent, encode }] of allFields(fields)) {
		const value = values[key];
		if (!isSent || value === undefined || elsewhere.includes(key)) continue;
		sent[key] = encode ? encode(value) : value;
	}
	return sent;
}

/**
 * Makes an operation of what a platform states about it. For operations whose items travel together, the request of one
 * item is that of a batch of one.
 *
 * @param requestOf the request of an item
 * @param request what of it is the same for all items
 */
export function operationOf<F extends Fields, Input>(
	spec: OperationSpec<F, Input>,
	requestOf: (input: Input) => Call,
	request: INodePropertyRouting['request'],
	routing: Routing,
): Operation {
	const { name, value = camelName(name.replace(/ /g, '')), title: action, description, batch } = spec;
	const ofOne: Partial<OperationSpec<F, Input>> = batch
		? {
				output: (answer, input) => [batch.output(answer, input, 0, [input])],
				items: (rows, input) => {
					const items: INodeExecutionData[] = rows.map((json) => ({ json }));
					const summary = batch.summary?.(items, input);
					return summary ? [summary] : items;
				},
			}
		: {};
	return {
		option: { name, value, action, description, routing: { request } },
		fields: Object.entries(spec.fields).map(([key, field]) => propertyOf(key, field, routing)),
		spec: { ...ofOne, ...spec } as OperationSpec<Fields, unknown>,
		requestOf: (batch ? (input: Input) => batch.call([input]) : requestOf) as Operation['requestOf'],
	};
}
