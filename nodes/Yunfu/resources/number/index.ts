import type { Resource } from '../../../shared';
import { deleteNumbers } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { importNumbers } from './import';
import { resetStatus } from './resetStatus';

export const number: Resource = {
	option: { name: 'Number', value: 'number' },
	operations: [importNumbers, get, getMany, deleteNumbers, resetStatus],
	defaultOperation: 'import',
};
