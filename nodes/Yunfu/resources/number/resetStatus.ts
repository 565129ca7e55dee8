import { form, refuse } from '../../../shared';
import { encryption, switchedOn } from '../../contact/fields';
import { operation } from '../../operation';
import { subAccount, task } from '../../pickers';
import { spanOf, timeFilter } from '../../times';
import { statusFilter } from './getMany';
import { afterPause, pauseBefore, pauseFirst, pausedOutput } from './pauseFirst';
import { checkedPhones, phones } from './phones';

const selected = { numbers: ['selected'] };

const selection = form.group('Select By', 'Add Condition')(
	{
		addedAfter: timeFilter(
			'Added After',
			'Only numbers added at this time or later; goes with Added Before.',
			'addedAfter',
		),
		addedBefore: timeFilter(
			'Added Before',
			'Only numbers added up to this time; goes with Added After.',
			'addedBefore',
		),
		keyword: form.text('Number Contains', 'Only numbers with these digits in them', { example: '1380013' }),
		status: statusFilter,
	},
	selected,
);

/** 批量重置号码状态: https://docs.longlonglong.cn/api/API接口/号码/批量重置号码状态.html */
export const resetStatus = operation({
	name: 'Reset Status',
	title: 'Reset the status of numbers',
	description:
		'Set numbers back to Waiting, so that the task calls them again. A 2.0 task may have to be paused.',
	route: 'PUT /task/{task_id}/number-batch-reset',
	body: 'json',
	kind: 'once',
	fields: {
		task_id: task,
		numbers: form.choice(
			'Numbers',
			'Which numbers of the task to reset',
			[
				{ name: 'All of the Task', value: 'all', description: 'Everyone in the task is called again' },
				{ name: 'Selected', value: 'selected', description: 'Those listed or selected below' },
			],
			{ default: 'selected', noDataExpression: true },
		),
		phones: phones({ show: selected }),
		selection,
		sub_user_id: subAccount,
		options: form.options({
			encryption,
			isNewTask: form.toggle(
				'Mark as 2.0 Task',
				'Whether to say in the request that this is a 2.0 task (is_new_task), which older versions of Yunfu need',
			),
			pauseFirst,
		}),
	},
	values: ({ numbers, keyword, status, addedAfter, addedBefore, ...given }) => {
		const wanted = checkedPhones(given.phones, given.encryption);
		const span = spanOf([addedAfter, 'Added After'], [addedBefore, 'Added Before']);
		const criteria = {
			keyword,
			phones: wanted.length > 0 ? wanted : undefined,
			start_at: span?.[0],
			end_at: span?.[1],
			status,
		};
		// An expression that comes out empty must not call everyone in the task again.
		if (numbers === 'selected' && Object.values(criteria).every((value) => value === undefined)) {
			refuse(
				'No numbers',
				'are selected',
				'Fill in Phone Numbers or Select By, or set Numbers to All of the Task.',
			);
		}
		return {
			...criteria,
			encryption: switchedOn(given.encryption),
			is_new_task: switchedOn(given.isNewTask),
			sub_user_id: given.sub_user_id,
		};
	},
	before: (input) => pauseBefore(input),
	failed: (failure, input) => afterPause(failure, input),
	output: ({ message }, input) => [{ reset: true, message, taskId: input.task_id, ...pausedOutput(input) }],
});
