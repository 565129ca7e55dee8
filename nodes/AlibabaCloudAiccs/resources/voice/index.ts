import type { Resource } from '../../../shared';
import { getMany } from './getMany';

export const voice: Resource = {
	option: { name: 'Voice', value: 'voice' },
	operations: [getMany],
	defaultOperation: 'getAll',
};
