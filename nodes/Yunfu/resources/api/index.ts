import type { Resource } from '../../../shared';
import { call } from './call';

export const api: Resource = {
	option: { name: 'API', value: 'api' },
	operations: [call],
	defaultOperation: 'call',
};
