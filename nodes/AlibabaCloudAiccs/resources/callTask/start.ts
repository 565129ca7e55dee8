import { operation } from '../../operation';
import { task } from '../../pickers';
import { confirmed } from '../../service';

const HINT =
	'Check that the task is stopped and its agent is online. Call Task > Get Many shows the reason in startFailedReason.';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-startaicalltask */
export const start = operation({
	name: 'Start',
	title: 'Start a call task',
	description: 'Start a stopped task: its numbers are called within the call windows, which is billed',
	action: 'StartAiCallTask',
	kind: 'once',
	fields: { TaskId: task },
	output: (answer, { TaskId }) => {
		confirmed(answer, 'started', HINT);
		return [{ taskId: TaskId, started: true, requestId: answer.RequestId }];
	},
});
