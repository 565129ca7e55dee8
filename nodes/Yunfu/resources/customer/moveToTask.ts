import { form, isObject, refuse } from '../../../shared';
import { crmFilterOfFiltered } from '../../contact/crmFields';
import { encryption } from '../../contact/fields';
import { operation } from '../../operation';
import { task } from '../../pickers';
import { tidy } from '../../tidy';
import { customerFilters, encryptionOf, filterOf } from './filters';

/** 客户公海筛选进入任务: https://docs.longlonglong.cn/api/API接口/客户公海管理/数据公海/客户公海筛选进入任务.html */
export const moveToTask = operation({
	name: 'Move to Task',
	value: 'moveToTask',
	title: 'Move customers to a task',
	description:
		'Add the numbers of customers of the CRM pool to a task, which will call them. Yunfu tells the result by callback.',
	route: 'GET /customer_to_task/{task_id}',
	kind: 'once',
	fields: {
		task_id: task,
		customers: form.choice(
			'Customers',
			'Which customers to add to the task',
			[
				{ name: 'All', value: 'all', description: 'Everyone in the CRM pool is called' },
				{ name: 'Filtered', value: 'filtered', description: 'Those that the filters below leave' },
			],
			{ default: 'filtered', noDataExpression: true },
		),
		crmFields: crmFilterOfFiltered,
		filters: form.filters(customerFilters, { customers: ['filtered'] }),
		options: form.options({ encryption }),
	},
	// n8n sends no body with GET, where Yunfu's sample has the filters: they go into the query.
	values: ({ customers, ...values }) => {
		const filter = customers === 'filtered' ? filterOf(values) : {};
		// An expression that comes out empty must not put everyone into the task.
		if (customers === 'filtered' && Object.values(filter).every((value) => value === undefined)) {
			refuse('No customers', 'are selected', 'Add a filter, or set Customers to All.');
		}
		return { ...filter, ...encryptionOf(values) };
	},
	output: ({ data, message }, { task_id: taskId }) => {
		const { unique_id: batchId, ...more } = isObject(data) ? tidy(data) : {};
		return [{ taskId, ...(batchId === undefined ? {} : { batchId }), ...more, message }];
	},
});
