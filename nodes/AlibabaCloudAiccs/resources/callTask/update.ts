import type { Operation } from '../../../shared';
import { taskField } from '../../fields';
import { actionRequest } from '../../request';
import { confirmed } from './confirmed';
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

const LONGEST_RETRY_INTERVAL = 120;
const checkSchedule = scheduleCheck(LONGEST_RETRY_INTERVAL);

/** UpdateAiCallTask: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-updateaicalltask */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a call task',
		description: 'Replace the name and schedule of a stopped task. The agent stays the same.',
		routing: actionRequest('UpdateAiCallTask'),
	},
	kind: 'idempotent',
	fields: [
		taskField,
		taskNameField,
		serviceInstanceField,
		...startFields,
		...callWindowFields,
		...retryFields(LONGEST_RETRY_INTERVAL),
		{
			...concurrencyField,
			required: true,
			description:
				'How many calls the task may hold at the same time, at most 500. The update always sets it: enter the present number to keep it.',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: undocumentedFields,
		},
	],
	check(request) {
		checkSchedule.call(this, request, this.getNodeParameter('taskCps'));
	},
	rows: (body, request) => {
		confirmed(body, 'updated', 'Stop the task first, then update it.');
		return [
			{
				taskId: request.qs?.TaskId,
				taskName: request.qs?.TaskName,
				updated: true,
				requestId: body.RequestId,
			},
		];
	},
};
