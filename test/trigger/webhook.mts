import type { IDataObject, INodeType, IWebhookFunctions } from 'n8n-workflow';

/** What n8n gives a webhook, with the answer kept. */

export const SECRET = 'test-secret-0001';

export interface Push {
	/** JSON, or text that is sent as it is */
	body: unknown;
	query?: IDataObject;
	headers?: IDataObject;
	parameters?: IDataObject;
	staticData?: IDataObject;
	nodeId?: string;
	mode?: 'webhook' | 'manual';
	/** n8n has not read the body yet, as for content types it has no parser for */
	unread?: boolean;
	/** for what the node downloads */
	httpRequest?: (options: { url: string }) => Promise<unknown>;
}

export interface PushResult {
	status?: number;
	answer?: unknown;
	/** undefined: nothing started */
	items?: IDataObject[];
}

/** Sends one push to a trigger node. */
export async function push(node: INodeType, options: Push): Promise<PushResult> {
	const { body, query = { token: SECRET }, headers = {}, parameters = {} } = options;
	const { staticData = {}, nodeId = 'node', mode = 'webhook', httpRequest, unread = false } = options;
	const defaults = Object.fromEntries(
		node.description.properties.map((field) => [field.name, field.default]),
	);
	const values: IDataObject = { ...(defaults as IDataObject), secret: SECRET, ...parameters };
	const result: PushResult = {};
	const response = {
		status(code: number) {
			result.status = code;
			return response;
		},
		json(value: unknown) {
			result.answer = value;
			return response;
		},
		end: () => response,
	};
	const rawBody = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
	const request: { rawBody?: Buffer; readRawBody: () => Promise<void> } = {
		rawBody: unread ? undefined : rawBody,
		async readRawBody() {
			request.rawBody = rawBody;
		},
	};
	const context = {
		getNodeParameter: (name: string, fallback?: unknown) => values[name] ?? fallback,
		getNode: () => ({ id: nodeId, name: 'Trigger', type: node.description.name, parameters: {} }),
		getWorkflow: () => ({ id: 'workflow' }),
		getMode: () => mode,
		getHeaderData: () => headers,
		getQueryData: () => query,
		getBodyData: () => ({}),
		getRequestObject: () => request,
		getResponseObject: () => response,
		getWorkflowStaticData: () => staticData,
		logger: { warn: () => {} },
		helpers: { httpRequest },
	} as unknown as IWebhookFunctions;
	const { workflowData } = await node.webhook!.call(context);
	if (workflowData) result.items = workflowData[0].map(({ json }) => json);
	return result;
}
