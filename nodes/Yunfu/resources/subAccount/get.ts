import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { simplifyField, subAccountField } from '../../fields';
import { dataRow } from '../../lists';
import { simplifyAccount } from './fields';

/** 子账户编辑: http://telrobot.moyincloud.com/APIwd/AIkhll/APIjk/zzh/zzhbj.html */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a sub account',
		description: 'Get the name and contact details of a sub-account',
		routing: { request: { method: 'GET', url: accountPath('/subset_users/{sub_user_id}/edit') } },
	},
	kind: 'read',
	fields: [{ ...subAccountField, required: true, description: 'The sub-account to get' }, simplifyField],
	check(request) {
		fillPath(this, request, { sub_user_id: textOf(this, 'subUserId') });
	},
	rows: (body) => [dataRow(body)],
	simplify: simplifyAccount,
};
