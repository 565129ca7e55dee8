import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { newAccountPath } from '../../address';
import { limitField, pageSizeOption, returnAllField, simplifyField } from '../../fields';
import { generationField, isLegacy } from '../../generation';
import { listPages, listRows } from '../../lists';
import { addQuery } from '../../query';
import { legacyStatusFilter, nameFilter, statusValue } from './getMany';
import { toLegacyPath } from './legacy';
import { simplifyTask } from './simplify';

const NEW_PATH = '/subset_task';

/**
 * 任务列表（所有子账号） of both generations:
 * https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务列表（所有子账号）.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务列表（所有子账号）.html
 */
export const getManyOfAllSubAccounts: Operation = {
	option: {
		name: 'Get Many of All Sub-Accounts',
		value: 'getAllOfSubAccounts',
		action: 'Get many tasks of all sub accounts',
		description: 'Get the tasks of all sub-accounts of the main account',
		routing: { request: { method: 'GET', url: newAccountPath(NEW_PATH) } },
	},
	kind: 'read',
	fields: [
		generationField,
		returnAllField,
		limitField,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [nameFilter, legacyStatusFilter],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Address',
					name: 'legacyAddress',
					type: 'options',
					displayOptions: { show: { '/generation': ['legacy'] } },
					options: [
						{ name: 'Current', value: 'all_task', description: 'Ends with all_task' },
						{ name: 'Older', value: 'subset_task', description: 'Ends with subset_task' },
					],
					default: 'all_task',
					description: 'Where the list is: Yunfu’s current documents and the older ones differ',
				},
				pageSizeOption,
			],
		},
	],
	check(request) {
		const { name, legacyStatus } = this.getNodeParameter('filters', {}) as IDataObject;
		const { legacyAddress } = this.getNodeParameter('options', {}) as IDataObject;
		const legacy = isLegacy(this);
		if (legacy) {
			toLegacyPath(request);
			const address = legacyAddress === 'subset_task' ? NEW_PATH : '/all_task';
			request.url = request.url.replace(/\/subset_task$/, address);
		}
		addQuery(request, {
			name: String(name ?? '').trim(),
			status: legacy ? statusValue(legacyStatus) : undefined,
		});
	},
	pages: listPages('uuid'),
	rows: listRows,
	simplify: simplifyTask,
};
