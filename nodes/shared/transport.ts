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

import { answer } from './answer';
import { failedItem } from './failedItem';
import { acceptedUnread, afterLostAnswer, isUnknown, toNodeError } from './failure';
import { requestFile, type FetchFile } from './fetchFile';
import { checkLimit, checkRequired } from './required';
import { findOperation, type Operation, type Resource } from './operation';
import { sendRepeatedly, type RequestKind } from './retry';
import { reportFailure, runMemory, type RunMemory } from './runMemory';
import { sentIds } from './sentIds';
import { isNew } from './run/node';
import type { NewOperation } from './run/operation';
import { runAsDeclared } from './run/tool';
import { openSession, type Service } from './service';
import { fingerprint, runsAsTool, runsInsideAgent, toolMemory } from './toolMemory';

type ItemContext = IExecuteSingleFunctions | IExecutePaginationFunctions;

function operationOf(context: ItemContext, resources: Resource[]): Operation {
	return selectedOperation(context, resources) as Operation;
}

function selectedOperation(context: ItemContext, resources: Resource[]): Operation | NewOperation {
	const resource = String(context.getNodeParameter('resource'));
	const name = String(context.getNodeParameter('operation'));
	const operation = findOperation(resources, resource, name);
	if (!operation) throw new Error(`The operation "${name}" of the resource "${resource}" does not exist.`);
	return operation;
}

/**
 * n8n starts the requests of all items and then throws the first error. When an item will make the run fail
 * before it starts, the requests of the others must not leave.
 */
function runWillFail(context: ItemContext, memory: RunMemory): boolean {
	if (context.continueOnFail() || runsInsideAgent(context)) return false;
	if (memory.invalid.size > 0) return true;
	const { batching } = context.getNodeParameter('requestOptions', {}) as IDataObject;
	const total = context.getNode().executeOnce ? 1 : context.getExecuteData().data.main?.[0]?.length;
	return batching === undefined && total !== undefined && memory.checked < total;
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
	/** Requests of tools that did not pass the check: several of one agent may be under way at once. */
	const invalidOfTools = new WeakMap<object, Error>();

	const kindOf = ({ kind }: Operation, request: IHttpRequestOptions): RequestKind =>
		typeof kind === 'function' ? kind(request) : kind;

	async function check(
		this: IExecuteSingleFunctions,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (isNew(selectedOperation(this, resources))) return request;
		const memory = runMemory(this.getExecuteData());
		const itemIndex = this.getItemIndex();
		const inside = runsInsideAgent(this);
		if (itemIndex === 0 && !inside) memory.startTry();
		try {
			const operation = operationOf(this, resources);
			checkRequired(this, operation.fields);
			if (operation.pages) checkLimit(this);
			operation.check?.call(this, request);
		} catch (error) {
			const nodeError = toNodeError(error, { node: this.getNode(), itemIndex, service: service.name });
			if (inside) invalidOfTools.set(request, nodeError);
			else memory.invalid.set(itemIndex, nodeError);
		}
		if (!inside) memory.checked++;
		return request;
	}

	/** Answers leave n8n's request as they are: `send` reads them. */
	async function receive(
		this: IExecuteSingleFunctions,
		_items: INodeExecutionData[],
		response: IN8nHttpFullResponse,
	): Promise<INodeExecutionData[]> {
		return [{ json: response as unknown as IDataObject }];
	}

	async function request(
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
		memory: RunMemory,
		key: string,
	): Promise<INodeExecutionData[]> {
		const operation = operationOf(this, resources);
		const { read = service.read } = operation;
		const { limiter, completeUrl } = await openSession(this, service);
		const signal = this.getExecutionCancelSignal();
		const options = requestData.options as IHttpRequestOptions;
		const asTool = runsAsTool(this);
		const settled = asTool ? toolMemory(this) : memory.settled;
		const known = settled.get(key);
		if (known) {
			if ('error' in known) throw known.error;
			return known.items;
		}
		/** The request that was sent last. */
		let last = options;
		/** Whether its answer is that to a repetition, and the first one may have done it. */
		let lost = false;
		/** Whether something may have been accepted that must not be sent again. */
		let accepted = false;
		const send = async (request: IHttpRequestOptions) => {
			last = request;
			lost = memory.lost.has(key);
			const kind = kindOf(operation, request);
			const json = await sendRepeatedly(
				async () => {
					const [item] = await this.makeRoutingRequest({
						...requestData,
						options: {
							...fresh(request),
							url: completeUrl(request.url),
						} as IRequestOptionsSimplified & IHttpRequestOptions,
					});
					return (afterLoss) => {
						lost ||= afterLoss && kind !== 'read';
						return read(item.json as unknown as IN8nHttpFullResponse);
					};
				},
				kind,
				limiter,
				signal,
			);
			accepted ||= kind === 'dial';
			return json;
		};
		const fetchFile: FetchFile = async (url) =>
			await sendRepeatedly(async () => await requestFile(this, url, options), 'read', limiter, signal);
		try {
			const items = await answer(this, operation, options, {
				send,
				fetchFile,
				concurrentRequests: limiter.limits.concurrentRequests,
			});
			const kind = kindOf(operation, last);
			// A tool may start, stop and start again: only what calls or creates counts as a repetition.
			if (kind === 'dial' || (kind === 'idempotent' && !asTool)) settled.set(key, { items });
			return items;
		} catch (thrown) {
			const kind = kindOf(operation, last);
			const error = accepted ? acceptedUnread(thrown) : lost ? afterLostAnswer(thrown) : thrown;
			const nodeError = toNodeError(error, {
				node: this.getNode(),
				itemIndex: this.getItemIndex(),
				service: service.name,
				lookUp: kind === 'read' ? undefined : (operation.lookUp ?? service.lookUp),
				repeatable: kind === 'idempotent',
				ids: sentIds(last),
			});
			const advice = operation.advice?.call(this);
			if (advice) nodeError.description = [nodeError.description, advice].filter(Boolean).join(' ');
			if (isUnknown(error)) {
				if (kind === 'dial') settled.set(key, { error: nodeError });
				if (kind === 'idempotent' && kindOf(operation, options) === kind && !asTool) memory.lost.add(key);
			}
			throw nodeError;
		}
	}

	/** An AI model may ask for the same call twice in one breath: it is placed once, and both get the answer. */
	async function once(
		this: IExecutePaginationFunctions,
		requestData: DeclarativeRestApiSettings.ResultOptions,
		memory: RunMemory,
	): Promise<INodeExecutionData[]> {
		const key = runsAsTool(this)
			? fingerprint(this, requestData.options as IHttpRequestOptions)
			: String(this.getItemIndex());
		const pending = memory.pending.get(key) ?? request.call(this, requestData, memory, key);
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
		const selected = selectedOperation(this, resources);
		if (isNew(selected)) return await runAsDeclared(this, service, selected);
		const memory = runMemory(this.getExecuteData());
		const item = this.getItemIndex();
		const inside = runsInsideAgent(this);
		const invalid = inside ? invalidOfTools.get(requestData.options) : memory.invalid.get(item);
		if (invalid) return [failedItem(this, service, invalid)];
		if (runWillFail(this, memory)) return [];
		const { report } = memory;
		const options = requestData.options as IHttpRequestOptions;
		const reports = !inside && kindOf(operationOf(this, resources), options) !== 'read';
		try {
			const items = await once.call(this, requestData, memory);
			if (reports) report.accepted.push(...items.map(({ json }) => ({ item, ...json })));
			return items;
		} catch (error) {
			if (reports) reportFailure(report, item, error as Error);
			return [failedItem(this, service, error)];
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
