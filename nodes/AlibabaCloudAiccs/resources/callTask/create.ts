import { form } from '../../../shared';
import { operation } from '../../operation';
import { talkingAgent } from '../../pickers';
import { withoutResult } from '../../service';
import { calling, concurrency, retries, serviceInstance, taskName, undocumented } from './schedule';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-createaicalltask */
export const create = operation({
	name: 'Create',
	title: 'Create a call task',
	description: 'Create a task that calls the numbers you import into it',
	action: 'CreateAiCallTask',
	kind: 'once',
	fields: {
		TaskName: taskName,
		conversationBy: form.choice(
			'Conversation By',
			'Who talks to the people called',
			[
				{ name: 'Agent', value: 'agent', description: 'A voice agent made in the AICCS console' },
				{
					name: 'LLM Application',
					value: 'application',
					description: 'An application of the calling engine',
				},
			],
			{ default: 'agent', sent: false },
		),
		AgentId: talkingAgent,
		ApplicationCode: form.text('Application Code', 'Code of the LLM application, from the AICCS console', {
			required: true,
			example: 'F32000001',
			show: { conversationBy: ['application'] },
		}),
		VirtualNumber: serviceInstance,
		...calling,
		...retries(720),
		additionalFields: form.additionalFields({
			ApplicationName: form.text('Application Name', 'Name of the LLM application (ApplicationName)', {
				example: 'Renewal assistant',
			}),
			TaskCps: concurrency(false),
			...undocumented,
		}),
	},
	output: ({ Data: taskId, RequestId: requestId }, { TaskName }) => {
		if (taskId === undefined || taskId === null || taskId === '') throw withoutResult(requestId);
		return [{ taskId: String(taskId), taskName: TaskName, requestId }];
	},
});
