import type { Operation } from '../../../shared';
import { accountPath } from '../../address';
import { simplifyField, subAccountField } from '../../fields';
import { listRows } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { simplifyDialTime } from './fields';

/** 呼叫时间组-列表: https://docs.longlonglong.cn/api/API接口/呼叫时间/呼叫时间组-列表.html */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many dial time groups',
		description: 'Get the groups of hours in which tasks may call',
		routing: { request: { method: 'GET', url: accountPath('/dial-time-group') } },
	},
	kind: 'read',
	fields: [
		{
			displayName: 'Page',
			name: 'page',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 1,
			description: 'Which page of the list to get. Yunfu decides how many groups are on a page.',
		},
		simplifyField,
		subAccountField,
	],
	check(request) {
		addQuery(request, {
			page: Math.max(1, Math.floor(Number(this.getNodeParameter('page', 1))) || 1),
			...subAccountOf(this),
		});
	},
	rows: listRows,
	simplify: simplifyDialTime,
};
