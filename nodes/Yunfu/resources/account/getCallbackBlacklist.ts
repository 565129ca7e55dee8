import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { simplifyField } from '../../fields';
import { BLACKLIST_STATUS, labelled } from '../../labels';
import { listRows } from '../../lists';
import { tidy } from '../../tidy';

function simplifyEntry(row: IDataObject): IDataObject {
	const entry = tidy(row);
	// Yunfu's own label, in Chinese.
	delete entry.status_str;
	return entry.status === undefined ? entry : { ...entry, status: labelled(entry.status, BLACKLIST_STATUS) };
}

/** 查看回调黑名单列表: http://help.telrobot.top/d/1672940145513435138.html */
export const getCallbackBlacklist: Operation = {
	option: {
		name: 'Get Callback Blacklist',
		value: 'getCallbackBlacklist',
		action: 'Get the callback blacklist',
		description: 'Get the addresses that Yunfu does not send callbacks to for a while',
		routing: { request: { method: 'GET', url: '/agent-api/callback_blacklist' } },
	},
	kind: 'read',
	fields: [simplifyField],
	rows: listRows,
	simplify: simplifyEntry,
};
