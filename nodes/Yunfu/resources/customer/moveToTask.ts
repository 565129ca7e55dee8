import { NodeOperationError } from 'n8n-workflow';

import { isObject, type Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { crmFilterField } from '../../contact/fields';
import { encryptedOption } from '../../contact/options';
import { taskField } from '../../fields';
import { addQuery } from '../../query';
import { tidy } from '../../tidy';
import { customerFilters, encryptionOf, filterOf } from './filters';

/** 客户公海筛选进入任务: https://docs.longlonglong.cn/api/API接口/客户公海管理/数据公海/客户公海筛选进入任务.html */
export const moveToTask: Operation = {
	option: {
		name: 'Move to Task',
		value: 'moveToTask',
		action: 'Move customers to a task',
		description:
			'Add the numbers of customers of the CRM pool to a task, which will call them. Yunfu tells the result by callback.',
		routing: { request: { method: 'GET', url: accountPath('/customer_to_task/{task_id}') } },
	},
	kind: 'dial',
	fields: [
		taskField,
		{
			displayName: 'Customers',
			name: 'customers',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'All', value: 'all', description: 'Everyone in the CRM pool is called' },
				{ name: 'Filtered', value: 'filtered', description: 'Those that the filters below leave' },
			],
			default: 'filtered',
			description: 'Which customers to add to the task',
		},
		{ ...crmFilterField, displayOptions: { show: { customers: ['filtered'] } } },
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			displayOptions: { show: { customers: ['filtered'] } },
			default: {},
			options: customerFilters,
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [encryptedOption],
		},
	],
	check(request) {
		const isFiltered = this.getNodeParameter('customers') === 'filtered';
		const filter = isFiltered ? filterOf(this) : {};
		// An expression that comes out empty must not put everyone into the task.
		if (isFiltered && Object.values(filter).every((value) => value === undefined || value === '')) {
			const itemIndex = this.getItemIndex();
			throw new NodeOperationError(this.getNode(), `No customers are selected [item ${itemIndex}]`, {
				itemIndex,
				description: 'Add a filter, or set Customers to All. Nothing was sent.',
			});
		}
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		// n8n sends no body with GET, where Yunfu's sample has the filters: they go into the query.
		addQuery(request, { ...filter, ...encryptionOf(this) });
	},
	rows: ({ data, message }, { url }) => {
		const { unique_id: batchId, ...more } = isObject(data) ? tidy(data) : {};
		return [
			{
				taskId: decodeURIComponent(/\/customer_to_task\/([^/?]+)/.exec(url)?.[1] ?? ''),
				...(batchId === undefined ? {} : { batchId }),
				...more,
				message,
			},
		];
	},
};
