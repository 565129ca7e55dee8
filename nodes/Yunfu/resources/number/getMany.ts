import { form } from '../../../shared';
import { encryption, switchedOn } from '../../contact/fields';
import { NUMBER_STATUS, optionsOf } from '../../labels';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { pageSize, subAccount, task } from '../../pickers';
import { timeFilter } from '../../times';
import { simplifyNumber } from './get';

export const statusFilter = form.choices(
	'Status',
	'Only numbers with one of these states',
	optionsOf(NUMBER_STATUS),
	{ default: [] },
);

const filters = form.filters({
	start_at: timeFilter('Added After', 'Only numbers added at this time or later.', 'addedAfter'),
	end_at: timeFilter('Added Before', 'Only numbers added up to this time.', 'addedBefore'),
	status: statusFilter,
});

/** 号码列表: https://docs.longlonglong.cn/api/API接口/号码/号码列表.html */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many numbers of a task',
	description: 'Get the numbers of a task and what became of them',
	route: 'GET /task/{task_id}/number',
	kind: 'read',
	fields: {
		task_id: task,
		...form.listFields,
		sub_user_id: subAccount,
		filters,
		options: form.options({ encryption, pageSize }),
	},
	values: ({ status, start_at, end_at, encryption: encrypted, sub_user_id }) => ({
		status,
		start_at,
		end_at,
		encryption: switchedOn(encrypted),
		sub_user_id,
	}),
	pages: listPages('id'),
	output: listRows,
	simplify: simplifyNumber,
});
