import type { Operation } from '../../../shared';
import { textOf } from '../../address';
import { limitField, pageSizeOption, returnAllField, simplifyField } from '../../fields';
import { listPages, listRows } from '../../lists';
import { addQuery } from '../../query';
import { tidy } from '../../tidy';

/** 线路列表: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫线路/线路列表.html */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many lines',
		description:
			'Get the lines of a cloud node, as a partner. For the lines of a task use Task > Initialize.',
		routing: { request: { method: 'GET', url: '/agent-api/new_line_list' } },
	},
	kind: 'read',
	fields: [
		{
			displayName: 'Cloud Node ID',
			name: 'tenantId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. f2d216a3-9ea5-4f1d-a170-ce9ebed49eaf',
			description: 'The cloud node (云节点) whose lines to get, from your provider',
		},
		returnAllField,
		limitField,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'User ID',
					name: 'userId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 5832d184-dd53-42a0-8ace-0bf8d660f4cc',
					description: 'Only lines of this user',
				},
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [pageSizeOption],
		},
	],
	check(request) {
		const { userId } = this.getNodeParameter('filters', {}) as { userId?: string };
		addQuery(request, { id: textOf(this, 'tenantId'), user_id: String(userId ?? '').trim() });
	},
	pages: listPages('id'),
	rows: listRows,
	simplify: tidy,
};
