import type { Resource } from '../../../shared';
import { importNumbers } from './import';

export const number: Resource = {
	option: { name: 'Number', value: 'number' },
	operations: [importNumbers],
	defaultOperation: 'import',
};
