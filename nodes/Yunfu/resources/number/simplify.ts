import type { IDataObject } from 'n8n-workflow';

import { NUMBER_STATUS, labelled } from '../../labels';
import { tidy } from '../../tidy';

/** A number of a task with a readable status. */
export function simplifyNumber(row: IDataObject): IDataObject {
	const rest = tidy(row);
	// Yunfu's own label, in Chinese.
	delete rest.status_str;
	return rest.status === undefined ? rest : { ...rest, status: labelled(rest.status, NUMBER_STATUS) };
}
