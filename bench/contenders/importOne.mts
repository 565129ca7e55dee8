import type { INodeParameters } from 'n8n-workflow';

import { actionHeaders, query } from './httpRequest.mts';

/** One request for each item, by either node; the items are those of `leadItems`. */

const TASK = '119181071278123456';

/** Number > Import One, as every operation works that has no bulk form. */
export const IMPORT_ONE: INodeParameters = {
	resource: 'number',
	operation: 'importOne',
	taskId: { __rl: true, mode: 'id', value: TASK },
	phoneNumber: '={{ $json.phone }}',
	outId: '={{ $json.id }}',
	specifyVariables: 'pairs',
};

/** The same request by HTTP Request. */
export const importOneRequest = (endpoint: string): INodeParameters => ({
	url: endpoint,
	...actionHeaders('ImportOneTaskPhoneNumber'),
	...query({ TaskId: TASK, PhoneNumber: '={{ $json.phone }}', OutId: '={{ $json.id }}' }),
});
