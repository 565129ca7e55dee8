import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { requestJson } from './body';
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
	// Somebody who tests sends the same thing again and again, and means it.
	const fresh =
		context.getMode() === 'manual'
			? wanted
			: withoutRepeats(
					`${context.getWorkflow().id}:${context.getNode().id}`,
					context.getWorkflowStaticData('node'),
					wanted,
					kind.key,
				);
	const items: INodeExecutionData[] = [];
	for (const receipt of fresh) {
		for (const json of await kind.items(receipt)) items.push({ json });
	}
	return items.length === 0 ? ANSWERED : { ...ANSWERED, workflowData: [items] };
}
