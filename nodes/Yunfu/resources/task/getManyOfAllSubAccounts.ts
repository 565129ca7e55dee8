import { form } from '../../../shared';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { generation, pageSize } from '../../pickers';
import { legacyStatus, nameFilter, statusQuery } from './getMany';
import { simplifyTask } from './simplify';

/**
 * 任务列表（所有子账号） of both generations:
 * https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务列表（所有子账号）.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务列表（所有子账号）.html
 */
export const getManyOfAllSubAccounts = operation({
	name: 'Get Many of All Sub-Accounts',
	value: 'getAllOfSubAccounts',
	title: 'Get many tasks of all sub accounts',
	description: 'Get the tasks of all sub-accounts of the main account',
	route: { current: 'GET /subset_task', legacy: 'GET /{legacyAddress}' },
	isNew: true,
	kind: 'read',
	fields: {
		generation,
		...form.listFields,
		filters: form.filters({ name: nameFilter, legacyStatus }),
		options: form.options({
			legacyAddress: form.choice(
				'Address',
				'Where the list is: Yunfu’s current documents and the older ones differ',
				[
					{ name: 'Current', value: 'all_task', description: 'Ends with all_task' },
					{ name: 'Older', value: 'subset_task', description: 'Ends with subset_task' },
				],
				{ default: 'all_task', show: { '/generation': ['legacy'] }, sent: false },
			),
			pageSize,
		}),
	},
	prepare: (values) => ({ ...values, legacyAddress: values.legacyAddress ?? 'all_task' }),
	query: (input) => statusQuery(input.legacyStatus),
	pages: listPages('uuid'),
	output: listRows,
	simplify: simplifyTask,
});
