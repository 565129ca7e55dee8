import type { Resource } from '../../../shared';
import { cancel } from './cancel';
import { importNumbers } from './import';
import { importOne } from './importOne';

export const number: Resource = {
	option: { name: 'Number', value: 'number' },
	operations: [importNumbers, importOne, cancel],
	defaultOperation: 'import',
};
