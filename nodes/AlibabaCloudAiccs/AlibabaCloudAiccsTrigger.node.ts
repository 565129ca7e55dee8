import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import {
	manualRegistration,
	PUSH_TRIGGER_VERSIONS,
	pushWebhook,
	receivePush,
	secretFields,
	type ReceiptKind,
} from '../shared';
import { EVENTS } from './trigger/events';
import { readReceipts, receiptItem, receiptKey, type Receipt } from './trigger/receipt';

export class AlibabaCloudAiccsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud AICCS Trigger',
		name: 'alibabaCloudAiccsTrigger',
		icon: { light: 'file:../../icons/aiccs.svg', dark: 'file:../../icons/aiccs.dark.svg' },
		group: ['trigger'],
		version: PUSH_TRIGGER_VERSIONS,
		subtitle:
			'={{ $parameter["events"].length + " event" + ($parameter["events"].length === 1 ? "" : "s") }}',
		description: 'Starts the workflow when Alibaba Cloud reports a call, a recording or a note',
		defaults: { name: 'Alibaba Cloud AICCS Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [pushWebhook],
		triggerPanel: {
			header: 'Pull in call results from Alibaba Cloud',
			executionsHelp: {
				inactive:
					'Alibaba Cloud sends to the URL that its console holds. <b>To test</b>, listen here and send a receipt to the Test URL. <b>When it works</b>, publish the workflow and paste the Production URL into the console.',
				active:
					'Receipts start this workflow on their own; see them in the <a data-key="executions">executions list</a>. To test, listen here and send a receipt to the Test URL.',
			},
			activationHint:
				'Publish the workflow, then paste the Production URL with ?token=your-secret into the console of Alibaba Cloud.',
		},
		properties: [
			{
				displayName:
					'1. Make up a Secret below and publish the workflow.<br>2. Copy the Production URL above and add <code>?token=your-secret</code> to it.<br>3. In the <a href="https://aiccs.console.aliyun.com/" target="_blank">console</a> open General Settings > Subscribe to Receipts, choose HTTP batch push for each message type you want, and paste the URL.',
				name: 'setupNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: EVENTS,
				required: true,
				default: ['AlicomAgentCallReport', 'AlicomAgentCallNote'],
				description: 'Which receipts start the workflow. Others are acknowledged and dropped.',
			},
			...secretFields,
		],
	};

	webhookMethods = manualRegistration;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const events = new Set(this.getNodeParameter('events', []) as string[]);
		const kind: ReceiptKind<Receipt> = {
			read: readReceipts,
			wanted: ({ event }) => events.has(event),
			key: receiptKey,
			items: (receipt) => [receiptItem(receipt)],
		};
		return await receivePush(this, kind);
	}
}
