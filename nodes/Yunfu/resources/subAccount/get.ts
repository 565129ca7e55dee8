import type { IDataObject } from 'n8n-workflow';

import { form } from '../../../shared';
import { SEX, labelled } from '../../labels';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { subAccountToGet } from '../../pickers';
import { tidy } from '../../tidy';

/** A sub-account with a readable gender. */
export function simplifyAccount(row: IDataObject): IDataObject {
	const account = tidy(row);
	return account.sex === undefined ? account : { ...account, sex: labelled(account.sex, SEX) };
}

/** 子账户编辑: http://telrobot.moyincloud.com/APIwd/AIkhll/APIjk/zzh/zzhbj.html */
export const get = operation({
	name: 'Get',
	title: 'Get a sub account',
	description: 'Get the name and contact details of a sub-account',
	route: 'GET /subset_users/{sub_user_id}/edit',
	kind: 'read',
	fields: { sub_user_id: subAccountToGet, simplify: form.simplify },
	output: (answer) => [dataRow(answer)],
	simplify: simplifyAccount,
});
