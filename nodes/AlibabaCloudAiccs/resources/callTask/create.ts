import type { IDataObject } from 'n8n-workflow';

import { isObject, type Operation } from '../../../shared';
import { agentField } from '../../fields';
import { actionRequest, toQuery } from '../../request';
import { withoutResult } from '../../withoutResult';
import {
	callWindowFields,
	concurrencyField,
	retryFields,
	scheduleCheck,
	serviceInstanceField,
	startFields,
	taskNameField,
	undocumentedFields,
} from './schedule';

const LONGEST_RETRY_INTERVAL = 720;
const checkSchedule = scheduleCheck(LONGEST_RETRY_INTERVAL);

/** CreateAiCallTask: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-createaicalltask */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a call task',
		description: 'Create a task that calls the numbers you import into it',
		routing: actionRequest('CreateAiCallTask'),
	},
	kind: 'dial',
	fields: [
		taskNameField,
		{
			displayName: 'Conversation By',
			name: 'conversationBy',
			type: 'options',
			options: [
				{ name: 'Agent', value: 'agent', description: 'A voice agent made in the AICCS console' },
				{
					name: 'LLM Application',
					value: 'application',
					description: 'An application of the calling engine',
				},
			],
			default: 'agent',
			description: 'Who talks to the people called',
		},
		{ ...agentField, displayOptions: { show: { conversationBy: ['agent'] } } },
		{
			displayName: 'Application Code',
			name: 'applicationCode',
			type: 'string',
			required: true,
			displayOptions: { show: { conversationBy: ['application'] } },
			default: '',
			placeholder: 'e.g. F32000001',
			description: 'Code of the LLM application, from the AICCS console',
			routing: toQuery('ApplicationCode'),
		},
		serviceInstanceField,
		...startFields,
		...callWindowFields,
		...retryFields(LONGEST_RETRY_INTERVAL),
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{
					displayName: 'Application Name',
					name: 'applicationName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Renewal assistant',
					description: 'Name of the LLM application (ApplicationName)',
					routing: toQuery('ApplicationName'),
				},
				concurrencyField,
				...undocumentedFields,
			],
		},
	],
	check(request) {
		const additional = this.getNodeParameter('additionalFields', {}) as IDataObject;
		checkSchedule.call(this, request, isObject(additional) ? additional.taskCps : undefined);
	},
	rows: ({ Data: taskId, RequestId: requestId }, request) => {
		if (taskId === undefined || taskId === null || taskId === '') throw withoutResult(requestId);
		return [{ taskId: String(taskId), taskName: request.qs?.TaskName, requestId }];
	},
};
