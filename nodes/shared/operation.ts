import {
	updateDisplayOptions,
	type IDataObject,
	type IExecuteFunctions,
	type IExecuteSingleFunctions,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { mergeOrders } from './fieldOrder';
import type { FetchFile } from './fetchFile';
import type { RequestKind } from './retry';
import type { NewOperation } from './run/operation';

/** How a list is read page by page, with page numbers from 1. */
export interface Pages {
	/** Query parameters for the page number and the page size. */
	page: string;
	size: string;
	/** How many rows there are in all, if the answer says so. */
	total: (body: IDataObject) => number | undefined;
	/** How many rows a page of this answer has, if the answer says so: the platform may give fewer than asked for. */
	servedSize?: (body: IDataObject) => number | undefined;
	/** Identifies a row, so that rows that move between pages while they are read come out once. */
	id: (row: IDataObject) => string | undefined;
	/** Page size unless the user sets another one in Options. */
	defaultSize: number;
}

/** One operation of a resource: what the editor shows, what is sent, and what comes out. */
export interface Operation {
	/** Entry of the Operation selector, with the request it makes. */
	option: INodePropertyOptions;
	/** Fields of the operation, without the conditions that tie them to it. */
	fields: INodeProperties[];
	/** What the request does; a function where it depends on the values, e.g. the action the user picks. */
	kind: RequestKind | ((request: IHttpRequestOptions) => RequestKind);
	/**
	 * Checks values before anything is sent and adds what single fields cannot express. Synchronous, so that
	 * all items are checked before the first request.
	 *
	 * @throws NodeOperationError that names the field.
	 */
	check?: (this: IExecuteSingleFunctions, request: IHttpRequestOptions) => void;
	/** The requests of one item, when it takes several lists to answer it. */
	variants?: (this: IExecuteSingleFunctions, request: IHttpRequestOptions) => IHttpRequestOptions[];
	pages?: Pages;
	/** The rows of an answer. */
	rows: (body: IDataObject, request: IHttpRequestOptions) => IDataObject[];
	/** A row as it comes out while Simplify is on; operations without that switch are always simplified. */
	simplify?: (row: IDataObject, request: IHttpRequestOptions) => IDataObject;
	/** Reads an answer that is not in the platform's usual form, e.g. a file. Sets `encoding` in its request. */
	read?: (response: IN8nHttpFullResponse) => IDataObject;
	/**
	 * Whether the rows, as the platform gave them, are final. Operations with `waitFields` have it: the request is
	 * repeated until then while the user wants to wait.
	 */
	isFinal?: (rows: IDataObject[]) => boolean;
	/** Makes the output items of an input item when that takes more than its rows, e.g. a file to download. */
	finish?: (
		this: IExecuteSingleFunctions,
		rows: IDataObject[],
		fetchFile: FetchFile,
	) => Promise<INodeExecutionData[]>;
	/** How to find out what became of a request whose answer is missing, where the service's own advice does not fit. */
	lookUp?: string;
	/** What the user has to know when the item fails, e.g. what was changed before. */
	advice?: (this: IExecuteSingleFunctions) => string | undefined;
	/** Handles all items together; `check` and `rows` then serve the node as AI tool, where n8n ignores it. */
	all?: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}

export interface Resource {
	option: INodePropertyOptions;
	operations: Array<Operation | NewOperation>;
	/** Value of the operation that is selected first. */
	defaultOperation: string;
}

const byName = (a: INodePropertyOptions, b: INodePropertyOptions) => a.name.localeCompare(b.name, 'en');

/** A field object that several operations of a resource list is shown once, for all of them. */
function fieldsOf({ option, operations }: Resource): INodeProperties[] {
	return mergeOrders(operations.map(({ fields }) => fields)).flatMap((field) => {
		const shownFor = operations.filter(({ fields }) => fields.includes(field));
		const operation = shownFor.map(({ option: { value } }) => String(value));
		return updateDisplayOptions({ show: { resource: [String(option.value)], operation } }, [field]);
	});
}

/** The selectors for resource and operation, and every operation's fields. */
export function resourceProperties(resources: Resource[], defaultResource: string): INodeProperties[] {
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ option }) => option).sort(byName),
			default: defaultResource,
		},
		...resources.map(({ option, operations, defaultOperation }): INodeProperties => ({
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [String(option.value)] } },
			options: operations.map((operation) => operation.option).sort(byName),
			default: defaultOperation,
		})),
		...resources.flatMap(fieldsOf),
	];
}

/** The operation with these values of the selectors. */
export function findOperation(resources: Resource[], resource: string, operation: string) {
	return resources
		.find(({ option }) => option.value === resource)
		?.operations.find(({ option }) => option.value === operation);
}
