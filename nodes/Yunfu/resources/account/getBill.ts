import { form } from '../../../shared';
import { dataRow, listRows } from '../../lists';
import { operation } from '../../operation';
import { tidy } from '../../tidy';

/** 查询账单: https://docs.longlonglong.cn/api/API接口/其他/查询账单.html */
export const getBill = operation({
	name: 'Get Bill',
	title: 'Get the bill of the account',
	description: 'Get the balance of the accounts that pay for calls',
	route: 'GET /agent-api/vos_bill/{user_id}',
	kind: 'read',
	fields: {
		all: form.toggle('All Billing Accounts', 'Whether to get all billing accounts instead of the first one', {
			name: 'allAccounts',
		}),
	},
	values: ({ all }) => (all ? { all } : {}),
	output: (answer) => (Array.isArray(answer.data) ? listRows(answer).map(tidy) : [tidy(dataRow(answer))]),
});
