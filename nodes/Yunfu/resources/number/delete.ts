import { form } from '../../../shared';
import { encryption, switchedOn } from '../../contact/fields';
import { operation } from '../../operation';
import { subAccount, task } from '../../pickers';
import { afterPause, pauseBefore, pauseFirst, pausedOutput } from './pauseFirst';
import { checkedPhones, phones } from './phones';

/** 批量删除号码: https://docs.longlonglong.cn/api/API接口/号码/批量删除号码.html */
export const deleteNumbers = operation({
	name: 'Delete',
	title: 'Delete numbers from a task',
	description: 'Take numbers out of a task for good. They stay in the CRM pool. A 2.0 task must be paused.',
	route: 'DELETE /task/{task_id}/number-batch-delete',
	body: 'json',
	// Repeated after a lost answer, it would say that the numbers do not exist.
	kind: 'once',
	fields: {
		task_id: task,
		phones: phones({ required: true }),
		sub_user_id: subAccount,
		options: form.options({ encryption, pauseFirst }),
	},
	prepare: (values) => ({ ...values, phones: checkedPhones(values.phones, values.encryption) }),
	values: ({ phones: numbers, encryption: encrypted, sub_user_id }) => ({
		customer_info_list: numbers.map((phone) => ({ phone })),
		encryption: switchedOn(encrypted),
		sub_user_id,
	}),
	before: (input) => pauseBefore(input),
	failed: (failure, input) => afterPause(failure, input),
	output: (_answer, input) => [
		{ deleted: true, taskId: input.task_id, phones: input.phones, ...pausedOutput(input) },
	],
});
