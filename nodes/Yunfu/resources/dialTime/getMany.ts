import { form } from '../../../shared';
import { listRows } from '../../lists';
import { operation } from '../../operation';
import { subAccount } from '../../pickers';
import { simplifyDialTime } from './fields';

/** 呼叫时间组-列表: https://docs.longlonglong.cn/api/API接口/呼叫时间/呼叫时间组-列表.html */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many dial time groups',
	description: 'Get the groups of hours in which tasks may call',
	route: 'GET /dial-time-group',
	kind: 'read',
	fields: {
		page: form.number('Page', 'Which page of the list to get. Yunfu decides how many groups are on a page.', {
			min: 1,
			precision: 0,
			default: 1,
		}),
		simplify: form.simplify,
		sub_user_id: subAccount,
	},
	query: ({ page = 1 }) => ({ page }),
	output: listRows,
	simplify: simplifyDialTime,
});
