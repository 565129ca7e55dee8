import type { Resource } from '../../../shared';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';

export const subAccount: Resource = {
	option: { name: 'Sub-Account', value: 'subAccount' },
	operations: [create, get, getMany],
	defaultOperation: 'getAll',
};
