import type { Operation } from '../../../shared';
import { taskField } from '../../fields';
import { actionRequest } from '../../request';
import { confirmed } from './confirmed';

/** StopAiCallTask: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-stopaicalltask */
export const stop: Operation = {
	option: {
		name: 'Stop',
		value: 'stop',
		action: 'Stop a call task',
		description: 'Stop a running task. Its remaining numbers are kept for the next start.',
		routing: actionRequest('StopAiCallTask'),
	},
	kind: 'idempotent',
	fields: [taskField],
	rows: (body, request) => {
		confirmed(body, 'stopped', 'Check with Call Task > Get Many that the task is running.');
		return [{ taskId: request.qs?.TaskId, stopped: true, requestId: body.RequestId }];
	},
};
