import type { IDataObject } from 'n8n-workflow';

import { form } from '../../../shared';
import { BLACKLIST_STATUS, labelled } from '../../labels';
import { listRows } from '../../lists';
import { operation } from '../../operation';
import { tidy } from '../../tidy';

function simplify(row: IDataObject): IDataObject {
	const entry = tidy(row);
	// Yunfu's own label, in Chinese.
	delete entry.status_str;
	return entry.status === undefined ? entry : { ...entry, status: labelled(entry.status, BLACKLIST_STATUS) };
}

/** 查看回调黑名单列表: http://help.telrobot.top/d/1672940145513435138.html */
export const getCallbackBlacklist = operation({
	name: 'Get Callback Blacklist',
	title: 'Get the callback blacklist',
	description: 'Get the addresses that Yunfu does not send callbacks to for a while',
	route: 'GET /agent-api/callback_blacklist',
	kind: 'read',
	fields: { simplify: form.simplify },
	output: listRows,
	simplify,
});
