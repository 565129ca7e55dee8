import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { requestJson } from './body';
import { gathered } from './gather';
import { withoutRepeats } from './recentKeys';
import { carriesSecret } from './secret';

/** What is particular to a platform's pushes. */
export interface ReceiptKind<Receipt> {
	/** The receipts in a body; undefined when it holds none. */
	read: (body: unknown) => Receipt[] | undefined;
	/** Whether the user wants it. Others are acknowledged all the same, or the platform would send them again. */
	wanted: (receipt: Receipt) => boolean;
	/** Same text, same receipt. */
	key: (receipt: Receipt) => string;
	/** The output of a receipt. The platform has its answer by then. */
	items: (receipt: Receipt) => IDataObject[] | Promise<IDataObject[]>;
}

const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

function answer(context: IWebhookFunctions, status: number, msg: string): void {
	const code = status === 200 ? 0 : status;
	context.getResponseObject().status(status).json({ code, msg }).end();
}

/** The receipts with which this push starts the workflow: none that came before, and those of pushes close behind. */
async function toStartWith<Receipt>(
	context: IWebhookFunctions,
	wanted: Receipt[],
	key: (receipt: Receipt) => string,
): Promise<Receipt[]> {
	// Somebody who tests sends the same thing again and again, and means it.
	if (context.getMode() === 'manual') return wanted;
	const nodeKey = `${context.getWorkflow().id}:${context.getNode().id}`;
	const all = await gathered(nodeKey, wanted);
	return withoutRepeats(nodeKey, context.getWorkflowStaticData('node'), all, key);
}

/**
 * Receives a push: who does not know the secret gets 403, what is no receipt 400, and nothing starts. Anything else is
 * acknowledged with 200 and `{"code":0,"msg":"ok"}` before the workflow runs, and repeats start nothing.
 */
export async function receivePush<Receipt>(
	context: IWebhookFunctions,
	kind: ReceiptKind<Receipt>,
): Promise<IWebhookResponseData> {
	if (!carriesSecret(context, context.getHeaderData(), context.getQueryData())) {
		answer(context, 403, 'wrong or missing secret');
		return ANSWERED;
	}
	const receipts = kind.read(await requestJson(context));
	if (receipts === undefined) {
		answer(context, 400, 'the body is no receipt');
		return ANSWERED;
	}
	answer(context, 200, 'ok');

	const wanted = receipts.filter(kind.wanted);
	const fresh = await toStartWith(context, wanted, kind.key);
	// At the same time: one that has to be downloaded must not hold up the others it came with.
	const outputs = await Promise.all(fresh.map(async (receipt) => await kind.items(receipt)));
	const items: INodeExecutionData[] = outputs.flat().map((json) => ({ json }));
	return items.length === 0 ? ANSWERED : { ...ANSWERED, workflowData: [items] };
}
