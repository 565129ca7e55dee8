import type { Resource } from '../../../shared';
import { getMany } from './getMany';
import { getManyOfCloudNode } from './getManyOfCloudNode';

export const script: Resource = {
	option: { name: 'Script', value: 'script' },
	operations: [getMany, getManyOfCloudNode],
	defaultOperation: 'getAll',
};
