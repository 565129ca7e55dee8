import type { Operation } from '../../../shared';
import { USER_ID } from '../../address';
import { dataRow, listRows } from '../../lists';
import { addQuery } from '../../query';
import { tidy } from '../../tidy';

/** 查询账单: https://docs.longlonglong.cn/api/API接口/其他/查询账单.html */
export const getBill: Operation = {
	option: {
		name: 'Get Bill',
		value: 'getBill',
		action: 'Get the bill of the account',
		description: 'Get the balance of the accounts that pay for calls',
		routing: {
			request: {
				method: 'GET',
				url: `/agent-api/vos_bill/{${USER_ID}}`,
			},
		},
	},
	kind: 'read',
	fields: [
		{
			displayName: 'All Billing Accounts',
			name: 'allAccounts',
			type: 'boolean',
			default: false,
			description: 'Whether to get all billing accounts instead of the first one',
		},
	],
	check(request) {
		if (this.getNodeParameter('allAccounts') === true) addQuery(request, { all: true });
	},
	rows: (body) => (Array.isArray(body.data) ? listRows(body).map(tidy) : [tidy(dataRow(body))]),
};
