import type { Resource } from '../../../shared';
import { get } from './get';
import { getMany } from './getMany';

export const agent: Resource = {
	option: { name: 'Agent', value: 'agent' },
	operations: [get, getMany],
	defaultOperation: 'getAll',
};
