import type {
	DeclarativeRestApiSettings,
	IDataObject,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodeProperties,
	IRequestOptionsSimplified,
} from 'n8n-workflow';

import { RequestFailure, toNodeError } from './failure';
import { requestFile, type FetchFile } from './fetchFile';
import { checkLimit, checkRequired } from './required';
import { findOperation, type Operation, type Resource } from './operation';
import { readPages } from './paging';
import { sendRepeatedly } from './retry';
import { runMemory, type RunMemory } from './runMemory';
import { openSession, type Service } from './service';
import { waitUntil } from './waitUntil';

type ItemContext = IExecuteSingleFunctions | IExecutePaginationFunctions;

function operationOf(context: ItemContext, resources: Resource[]): Operation {
	const resource = String(context.getNodeParameter('resource'));
	const name = String(context.getNodeParameter('operation'));
	const operation = findOperation(resources, resource, name);
	if (!operation) throw new Error(`The operation "${name}" of the resource "${resource}" does not exist.`);
	return operation;
}

/** As a tool of an AI agent the node runs inside the agent's run, with input of its own. */
const runsInOwnName = (context: ItemContext) => context.getExecuteData().node.name === context.getNode().name;

/**
 * n8n starts the requests of all items and then throws the first error. When an item will make the run fail
 * before it starts, the requests of the others must not leave.
 */
function runWillFail(context: ItemContext, memory: RunMemory): boolean {
	if (context.continueOnFail()) return false;
	if (memory.invalid.size > 0) return true;
	if (!runsInOwnName(context)) return false;
	const { batching } = context.getNodeParameter('requestOptions', {}) as IDataObject;
	const total = context.getNode().executeOnce ? 1 : context.getExecuteData().data.main?.[0]?.length;
	return batching === undefined && total !== undefined && memory.checked < total;
}

/** Tells an item's request from others in the memory of a run. */
function requestKey(context: ItemContext, request: IHttpRequestOptions): string {
	const item = String(context.getItemIndex());
	if (runsInOwnName(context)) return item;
	const { method, url, qs, body, headers } = request;
	return JSON.stringify([item, method, url, qs, body, headers]);
}

function readParameters(context: ItemContext) {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const returnAll = context.getNodeParameter('returnAll', false) === true;
	return {
		limit: returnAll ? Number.POSITIVE_INFINITY : Math.floor(Number(context.getNodeParameter('limit', 50))),
		pageSize: Number(options.pageSize) || undefined,
	};
}

async function answer(
	context: IExecutePaginationFunctions,
	operation: Operation,
	request: IHttpRequestOptions,
	send: (request: IHttpRequestOptions) => Promise<IDataObject>,
	fetchFile: FetchFile,
): Promise<INodeExecutionData[]> {
	const { pages, rows, isFinal } = operation;
	const requests = operation.variants?.call(context, request) ?? [request];
	const found: IDataObject[] = [];
	for (const variant of requests) {
		if (!pages) {
			const ask = async () => rows(await send(variant), variant);
			const answered = isFinal ? await waitUntil(context, ask, isFinal) : await ask();
			found.push(...shaped(context, operation, answered, variant));
			continue;
		}
		const { limit, pageSize } = readParameters(context);
		const wanted = limit - found.length;
		if (wanted <= 0) break;
		const pageRows = await readPages({
			send,
			request: variant,
			pages,
			rows,
			pageSize: pageSize ?? pages.defaultSize,
			limit: wanted,
		});
		for (const row of shaped(context, operation, pageRows, variant)) found.push(row);
	}
	const pairedItem = { item: context.getItemIndex() };
	const items = (await operation.finish?.call(context, found, fetchFile)) ?? found.map((json) => ({ json }));
	return items.map((item) => ({ ...item, pairedItem }));
}

function shaped(
	context: ItemContext,
	{ simplify }: Operation,
	rows: IDataObject[],
	request: IHttpRequestOptions,
): IDataObject[] {
	if (!simplify || context.getNodeParameter('simplify', true) === false) return rows;
	return rows.map((row) => simplify(row, request));
}

/** Every request starts afresh: n8n and the credential write into the options they are given. */
const fresh = (request: IHttpRequestOptions): IHttpRequestOptions => ({
	...request,
	qs: { ...request.qs },
	headers: { ...request.headers },
});

/**
 * The one way all declarative requests of a node go: checks of all items first, then limits, retries, paging,
 * errors in the platform's words, and `pairedItem`. `property` belongs among the node's properties and
 * `pagination` into its `requestOperations`.
 */
export function declarativeTransport(service: Service, resources: Resource[]) {
	async function check(
		this: IExecuteSingleFunctions,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const memory = runMemory(this.getExecuteData());
		const itemIndex = this.getItemIndex();
		if (itemIndex === 0) memory.startTry();
		try {
			const operation = operationOf(this, resources);
			checkRequired(this, operation.fields);
			if (operation.pages) checkLimit(this);
			operation.check?.call(this, request);
		} catch (error) {
			memory.invalid.set(
				itemIndex,
				toNodeError(error, { node: this.getNode(), itemIndex, service: service.name }),
			);
		}
		memory.checked++;
		return request;
	}

	async function receive(
		this: IExecuteSingleFunctions,
		_items: INodeExecutionData[],
		response: IN8nHttpFullResponse,
	): Promise<INodeExecutionData[]> {
		const { read = service.read } = operationOf(this, resources);
		return [{ json: read(response) }];
	}

	async function request(
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
		memory: RunMemory,
	): Promise<INodeExecutionData[]> {
		const operation = operationOf(this, resources);
		const { limiter } = await openSession(this, service);
		const signal = this.getExecutionCancelSignal();
		const options = requestData.options as IHttpRequestOptions;
		const key = requestKey(this, options);
		const kindOf = (request: IHttpRequestOptions) =>
			typeof operation.kind === 'function' ? operation.kind(request) : operation.kind;
		let kind = kindOf(options);
		const settled = memory.settled.get(key);
		if (settled) {
			if ('error' in settled) throw settled.error;
			return settled.items;
		}
		const send = async (request: IHttpRequestOptions) => {
			kind = kindOf(request);
			return await sendRepeatedly(
				async () => {
					const [item] = await this.makeRoutingRequest({
						...requestData,
						options: fresh(request) as IRequestOptionsSimplified & IHttpRequestOptions,
					});
					return item.json;
				},
				kind,
				limiter,
				signal,
			);
		};
		const fetchFile: FetchFile = async (url) =>
			await sendRepeatedly(async () => await requestFile(this, url, options), 'read', limiter, signal);
		try {
			const items = await answer(this, operation, options, send, fetchFile);
			if (kind !== 'read') memory.settled.set(key, { items });
			return items;
		} catch (error) {
			const nodeError = toNodeError(error, {
				node: this.getNode(),
				itemIndex: this.getItemIndex(),
				service: service.name,
				lookUp: kind === 'read' ? undefined : (operation.lookUp ?? service.lookUp),
			});
			const advice = operation.advice?.call(this);
			if (advice) nodeError.description = [nodeError.description, advice].filter(Boolean).join(' ');
			const unknown = error instanceof RequestFailure && error.detail.outcome === 'unknown';
			if (kind === 'dial' && unknown) memory.settled.set(key, { error: nodeError });
			throw nodeError;
		}
	}

	/** An AI model may ask for the same call twice in one breath: it is placed once, and both get the answer. */
	async function once(
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
		memory: RunMemory,
	): Promise<INodeExecutionData[]> {
		const key = requestKey(this, requestData.options as IHttpRequestOptions);
		const pending = memory.pending.get(key) ?? request.call(this, requestData, memory);
		memory.pending.set(key, pending);
		try {
			return await pending;
		} finally {
			memory.pending.delete(key);
		}
	}

	async function pagination(
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
	): Promise<INodeExecutionData[]> {
		const memory = runMemory(this.getExecuteData());
		const invalid = memory.invalid.get(this.getItemIndex());
		if (!invalid && runWillFail(this, memory)) return [];
		try {
			if (invalid) throw invalid;
			return await once.call(this, requestData, memory);
		} catch (error) {
			const nodeError = toNodeError(error, {
				node: this.getNode(),
				itemIndex: this.getItemIndex(),
				service: service.name,
			});
			if (!this.continueOnFail()) throw nodeError;
			return [
				{ json: { error: nodeError.message }, error: nodeError, pairedItem: { item: this.getItemIndex() } },
			];
		}
	}

	const property: INodeProperties = {
		displayName: 'Transport',
		name: 'transport',
		type: 'hidden',
		default: '',
		routing: {
			send: { paginate: true, preSend: [check] },
			output: { postReceive: [receive] },
		},
	};

	return { property, pagination };
}
