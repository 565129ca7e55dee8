import type { Resource } from '../../shared';
import { getBill } from './account/getBill';
import { getCallbackBlacklist } from './account/getCallbackBlacklist';
import { getTokenValidity } from './account/getTokenValidity';
import { lookUpCallbackBatch } from './account/lookUpCallbackBatch';
import { call as callApi } from './api/call';
import { downloadRecording } from './callRecord/downloadRecording';
import { get as getCallRecord } from './callRecord/get';
import { getMany as getManyCallRecord } from './callRecord/getMany';
import { getRecordingUrls } from './callRecord/getRecordingUrls';
import { getFieldDefinitions } from './customer/getFieldDefinitions';
import { getMany as getManyCustomer } from './customer/getMany';
import { importCustomers } from './customer/import';
import { moveToTask } from './customer/moveToTask';
import { create as createDialTime } from './dialTime/create';
import { getMany as getManyDialTime } from './dialTime/getMany';
import { update as updateDialTime } from './dialTime/update';
import { getMany as getManyLine } from './line/getMany';
import { deleteNumbers } from './number/delete';
import { get as getNumber } from './number/get';
import { getMany as getManyNumber } from './number/getMany';
import { importNumbers } from './number/import';
import { resetStatus } from './number/resetStatus';
import { getMany as getManyScript } from './script/getMany';
import { getManyOfCloudNode } from './script/getManyOfCloudNode';
import { create as createSubAccount } from './subAccount/create';
import { get as getSubAccount } from './subAccount/get';
import { getMany as getManySubAccount } from './subAccount/getMany';
import { copy as copyTask } from './task/copy';
import { create as createTask } from './task/create';
import { deleteTask } from './task/delete';
import { get as getTask } from './task/get';
import { getMany as getManyTask } from './task/getMany';
import { getManyOfAllSubAccounts } from './task/getManyOfAllSubAccounts';
import { initialize as initializeTask } from './task/initialize';
import { pause as pauseTask } from './task/pause';
import { update as updateTask } from './task/update';

/** All operations. Their order decides where a field that several have stands in the editor: what to work on comes first. */
export const resources: Resource[] = [
	{
		option: { name: 'Account', value: 'account' },
		operations: [getBill, getCallbackBlacklist, getTokenValidity, lookUpCallbackBatch],
		defaultOperation: 'getTokenValidity',
	},
	{
		option: { name: 'API', value: 'api' },
		operations: [callApi],
		defaultOperation: 'call',
	},
	{
		option: { name: 'Call Record', value: 'callRecord' },
		operations: [getCallRecord, getManyCallRecord, downloadRecording, getRecordingUrls],
		defaultOperation: 'getAll',
	},
	{
		option: { name: 'Customer', value: 'customer', description: 'Contacts in the CRM pool' },
		operations: [getFieldDefinitions, getManyCustomer, importCustomers, moveToTask],
		defaultOperation: 'getAll',
	},
	{
		option: { name: 'Dial Time', value: 'dialTime' },
		operations: [createDialTime, getManyDialTime, updateDialTime],
		defaultOperation: 'getAll',
	},
	{
		option: { name: 'Line', value: 'line' },
		operations: [getManyLine],
		defaultOperation: 'getAll',
	},
	{
		option: { name: 'Number', value: 'number' },
		operations: [importNumbers, getNumber, getManyNumber, deleteNumbers, resetStatus],
		defaultOperation: 'import',
	},
	{
		option: { name: 'Script', value: 'script' },
		operations: [getManyScript, getManyOfCloudNode],
		defaultOperation: 'getAll',
	},
	{
		option: { name: 'Sub-Account', value: 'subAccount' },
		operations: [createSubAccount, getSubAccount, getManySubAccount],
		defaultOperation: 'getAll',
	},
	{
		option: { name: 'Task', value: 'task' },
		operations: [
			createTask,
			initializeTask,
			updateTask,
			copyTask,
			deleteTask,
			getTask,
			getManyTask,
			getManyOfAllSubAccounts,
			pauseTask,
		],
		defaultOperation: 'create',
	},
];
