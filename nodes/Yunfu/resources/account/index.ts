import type { Resource } from '../../../shared';
import { getBill } from './getBill';
import { getCallbackBlacklist } from './getCallbackBlacklist';
import { getTokenValidity } from './getTokenValidity';
import { lookUpCallbackBatch } from './lookUpCallbackBatch';

export const account: Resource = {
	option: { name: 'Account', value: 'account' },
	operations: [getBill, getCallbackBlacklist, getTokenValidity, lookUpCallbackBatch],
	defaultOperation: 'getTokenValidity',
};
