import type { Resource } from '../../../shared';
import { getFieldDefinitions } from './getFieldDefinitions';
import { getMany } from './getMany';
import { importCustomers } from './import';
import { moveToTask } from './moveToTask';

export const customer: Resource = {
	option: { name: 'Customer', value: 'customer', description: 'Contacts in the CRM pool' },
	operations: [getFieldDefinitions, getMany, importCustomers, moveToTask],
	defaultOperation: 'getAll',
};
