import type { Resource } from '../../../shared';
import { downloadRecording } from './downloadRecording';
import { get } from './get';
import { getConversation } from './getConversation';
import { getMany } from './getMany';

export const callDetail: Resource = {
	option: { name: 'Call Detail', value: 'callDetail' },
	operations: [getMany, get, getConversation, downloadRecording],
	defaultOperation: 'getAll',
};
