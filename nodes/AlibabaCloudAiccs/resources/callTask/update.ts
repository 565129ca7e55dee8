import { form } from '../../../shared';
import { operation } from '../../operation';
import { task } from '../../pickers';
import { confirmed } from '../../service';
import { calling, concurrency, retries, serviceInstance, taskName, undocumented } from './schedule';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-updateaicalltask */
export const update = operation({
	name: 'Update',
	title: 'Update a call task',
	description: 'Replace the name and schedule of a stopped task. The agent stays the same.',
	action: 'UpdateAiCallTask',
	kind: 'repeatable',
	fields: {
		TaskId: task,
		TaskName: taskName,
		VirtualNumber: serviceInstance,
		...calling,
		...retries(120),
		TaskCps: concurrency(true, '. The update always sets it: enter the present number to keep it.'),
		additionalFields: form.additionalFields(undocumented),
	},
	output: (answer, { TaskId, TaskName }) => {
		confirmed(answer, 'updated', 'Stop the task first, then update it.');
		return [{ taskId: TaskId, taskName: TaskName, updated: true, requestId: answer.RequestId }];
	},
});
