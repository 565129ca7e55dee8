import type { IDataObject } from 'n8n-workflow';

import { SEX, labelled } from '../../labels';
import { tidy } from '../../tidy';

/** A sub-account with a readable gender. */
export function simplifyAccount(row: IDataObject): IDataObject {
	const account = tidy(row);
	return account.sex === undefined ? account : { ...account, sex: labelled(account.sex, SEX) };
}
