import type { Resource } from '../../shared';
import { get as getAgent } from './agent/get';
import { getMany as getAgents } from './agent/getMany';
import { call as callApi } from './api/call';
import { getDialog } from './call/getDialog';
import { hangUp } from './call/hangUp';
import { place } from './call/place';
import { placeEncrypted } from './call/placeEncrypted';
import { downloadRecording } from './callDetail/downloadRecording';
import { get as getDetail } from './callDetail/get';
import { getConversation } from './callDetail/getConversation';
import { getMany as getDetails } from './callDetail/getMany';
import { create } from './callTask/create';
import { get as getTask } from './callTask/get';
import { getMany as getTasks } from './callTask/getMany';
import { start } from './callTask/start';
import { stop } from './callTask/stop';
import { update } from './callTask/update';
import { getStatistics } from './hotline/getStatistics';
import { cancel } from './number/cancel';
import { importNumbers } from './number/import';
import { importOne } from './number/importOne';
import { getMany as getVoices } from './voice/getMany';

/** All operations. Their order decides where a field that several have stands in the editor: what to work on comes first. */
export const resources: Resource[] = [
	{
		option: { name: 'Agent', value: 'agent' },
		operations: [getAgent, getAgents],
		defaultOperation: 'getAll',
	},
	{ option: { name: 'API', value: 'api' }, operations: [callApi], defaultOperation: 'call' },
	{
		option: { name: 'Call', value: 'call' },
		operations: [place, placeEncrypted, hangUp, getDialog],
		defaultOperation: 'place',
	},
	{
		option: { name: 'Call Detail', value: 'callDetail' },
		operations: [getDetails, getDetail, getConversation, downloadRecording],
		defaultOperation: 'getAll',
	},
	{
		option: { name: 'Call Task', value: 'callTask' },
		operations: [start, stop, create, update, getTask, getTasks],
		defaultOperation: 'create',
	},
	{
		option: { name: 'Hotline', value: 'hotline' },
		operations: [getStatistics],
		defaultOperation: 'getStatistics',
	},
	{
		option: { name: 'Number', value: 'number' },
		operations: [importNumbers, importOne, cancel],
		defaultOperation: 'import',
	},
	{ option: { name: 'Voice', value: 'voice' }, operations: [getVoices], defaultOperation: 'getAll' },
];
