import { operation } from '../../operation';
import { task } from '../../pickers';
import { confirmed } from '../../service';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-stopaicalltask */
export const stop = operation({
	name: 'Stop',
	title: 'Stop a call task',
	description: 'Stop a running task. Its remaining numbers are kept for the next start.',
	action: 'StopAiCallTask',
	kind: 'repeatable',
	fields: { TaskId: task },
	output: (answer, { TaskId }) => {
		confirmed(answer, 'stopped', 'Check with Call Task > Get Many that the task is running.');
		return [{ taskId: TaskId, stopped: true, requestId: answer.RequestId }];
	},
});
