import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import {
	downloadJson,
	manualRegistration,
	PUSH_TRIGGER_VERSIONS,
	pushWebhook,
	receivePush,
	secretFields,
	type ReceiptKind,
} from '../shared';
import {
	EVENTS,
	callbackItem,
	callbackKey,
	numbersIn,
	numbersLink,
	readCallbacks,
	type Callback,
} from './trigger/callback';

/** Yunfu has its acknowledgement by now: numbers that cannot be had must not cost the callback itself. */
async function withNumbers(context: IWebhookFunctions, callback: Callback): Promise<IDataObject> {
	const item = callbackItem(callback);
	const link = numbersLink(callback);
	if (link === undefined || context.getNodeParameter('downloadNumbers', true) !== true) return item;
	try {
		const numbers = numbersIn(await downloadJson(context, link));
		return numbers
			? { ...item, numbers }
			: { ...item, numbersError: 'The link of the callback has no numbers' };
	} catch (error) {
		context.logger.warn(`The numbers of a Yunfu callback could not be fetched: ${(error as Error).message}`);
		return { ...item, numbersError: (error as Error).message };
	}
}

export class YunfuTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Yunfu Trigger',
		name: 'yunfuTrigger',
		icon: { light: 'file:../../icons/yunfu.svg', dark: 'file:../../icons/yunfu.dark.svg' },
		group: ['trigger'],
		version: PUSH_TRIGGER_VERSIONS,
		subtitle:
			'={{ $parameter["events"].length + " event" + ($parameter["events"].length === 1 ? "" : "s") }}',
		description: 'Starts the workflow when Yunfu calls back about calls or numbers',
		defaults: { name: 'Yunfu Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [pushWebhook],
		triggerPanel: {
			header: 'Pull in call results from Yunfu',
			executionsHelp: {
				inactive:
					'Yunfu sends to the callback address of your account. <b>To test</b>, listen here and send a callback to the Test URL. <b>When it works</b>, publish the workflow and give the Production URL to Yunfu.',
				active:
					'Callbacks start this workflow on their own; see them in the <a data-key="executions">executions list</a>. To test, listen here and send a callback to the Test URL.',
			},
			activationHint: 'Publish the workflow, then give the Production URL with ?token=your-secret to Yunfu.',
		},
		properties: [
			{
				displayName:
					'1. Make up a Secret below and publish the workflow.<br>2. Copy the Production URL above and add <code>?token=your-secret</code> to it.<br>3. Set it as callback address of your account, or ask your Yunfu provider to. If callbacks stop, look for the address with Account > Get Callback Blacklist.',
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
				default: ['call'],
				description: 'Which callbacks start the workflow. Others are acknowledged and dropped.',
			},
			{
				displayName: 'Download Numbers',
				name: 'downloadNumbers',
				type: 'boolean',
				default: true,
				description: 'Whether to fetch the numbers when a callback has only a link to them',
			},
			...secretFields,
		],
	};

	webhookMethods = manualRegistration;

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const events = new Set(this.getNodeParameter('events', []) as string[]);
		const kind: ReceiptKind<Callback> = {
			read: readCallbacks,
			wanted: ({ event }) => events.has(event),
			key: callbackKey,
			items: async (callback) => [await withNumbers(this, callback)],
		};
		return await receivePush(this, kind);
	}
}
