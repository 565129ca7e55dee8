import type { Resource } from '../../../shared';
import { create } from './create';
import { getMany } from './getMany';
import { update } from './update';

export const dialTime: Resource = {
	option: { name: 'Dial Time', value: 'dialTime' },
	operations: [create, getMany, update],
	defaultOperation: 'getAll',
};
