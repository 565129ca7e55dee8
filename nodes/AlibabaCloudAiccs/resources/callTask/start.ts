import type { Operation } from '../../../shared';
import { taskField } from '../../fields';
import { actionRequest } from '../../request';
import { confirmed } from './confirmed';

/** StartAiCallTask: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-startaicalltask */
export const start: Operation = {
	option: {
		name: 'Start',
		value: 'start',
		action: 'Start a call task',
		description: 'Start a stopped task: its numbers are called within the call windows, which is billed',
		routing: actionRequest('StartAiCallTask'),
	},
	kind: 'dial',
	fields: [taskField],
	rows: (body, request) => {
		confirmed(
			body,
			'started',
			'Check that the task is stopped and its agent is online. Call Task > Get Many shows the reason in startFailedReason.',
		);
		return [{ taskId: request.qs?.TaskId, started: true, requestId: body.RequestId }];
	},
};
