import type { IHookFunctions, INodeType, IWebhookDescription } from 'n8n-workflow';

import { checkSecret } from './secret';

/**
 * Versions of the nodes that receive pushes. They begin at 1.1: for version 1 of any node n8n evaluates an expression
 * of its old Webhook node with each push, which costs more than reading the push.
 */
export const PUSH_TRIGGER_VERSIONS = [1.1];

/** Where pushes arrive. The node itself answers, see `receivePush`. */
export const pushWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	path: 'webhook',
};

/** Neither platform has an API to register a URL: a person pastes it into the console. */
export const manualRegistration: NonNullable<INodeType['webhookMethods']> = {
	default: {
		async checkExists(this: IHookFunctions): Promise<boolean> {
			checkSecret(this);
			return true;
		},
		async create(this: IHookFunctions): Promise<boolean> {
			checkSecret(this);
			return true;
		},
		async delete(this: IHookFunctions): Promise<boolean> {
			return true;
		},
	},
};
