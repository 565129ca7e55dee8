import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';

import { customOperations, declarativeTransport, resourceProperties } from '../shared';
import { searchBackgrounds } from './listSearch/searchBackgrounds';
import { searchCallRecords } from './listSearch/searchCallRecords';
import { searchDialTimes } from './listSearch/searchDialTimes';
import { searchLines } from './listSearch/searchLines';
import { searchQualityChecks } from './listSearch/searchQualityChecks';
import { searchRedialRules } from './listSearch/searchRedialRules';
import { searchScripts } from './listSearch/searchScripts';
import { searchSubAccounts } from './listSearch/searchSubAccounts';
import { searchTasks } from './listSearch/searchTasks';
import { searchTransferGroups } from './listSearch/searchTransferGroups';
import { mapCrmFields, mapCrmFilter } from './mapCrmFields';
import { account } from './resources/account';
import { api } from './resources/api';
import { callRecord } from './resources/callRecord';
import { customer } from './resources/customer';
import { dialTime } from './resources/dialTime';
import { line } from './resources/line';
import { number } from './resources/number';
import { script } from './resources/script';
import { subAccount } from './resources/subAccount';
import { task } from './resources/task';
import { yunfu } from './service';

const resources = [account, api, callRecord, customer, dialTime, line, number, script, subAccount, task];
const transport = declarativeTransport(yunfu, resources);

export class Yunfu implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Yunfu',
		name: 'yunfu',
		icon: { light: 'file:../../icons/yunfu.svg', dark: 'file:../../icons/yunfu.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'AI phone calls with Yunfu Intelligence: tasks, numbers, call records and the CRM pool',
		defaults: { name: 'Yunfu' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'yunfuApi', required: true }],
		requestDefaults: {
			baseURL: '={{ $credentials.baseUrl.trim() }}',
			encoding: 'text',
			json: false,
			ignoreHttpStatusErrors: true,
			...yunfu.redirects,
		},
		requestOperations: { pagination: transport.pagination },
		properties: [transport.property, ...resourceProperties(resources, 'task')],
	};

	methods = {
		listSearch: {
			searchBackgrounds,
			searchCallRecords,
			searchDialTimes,
			searchLines,
			searchQualityChecks,
			searchRedialRules,
			searchScripts,
			searchSubAccounts,
			searchTasks,
			searchTransferGroups,
		},
		resourceMapping: { mapCrmFields, mapCrmFilter },
	};

	customOperations = customOperations(yunfu, resources);
}
