import type { Resource } from '../../../shared';
import { getMany } from './getMany';

export const line: Resource = {
	option: { name: 'Line', value: 'line' },
	operations: [getMany],
	defaultOperation: 'getAll',
};
