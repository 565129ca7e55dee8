import type { Resource } from '../../../shared';
import { copy } from './copy';
import { create } from './create';
import { deleteTask } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getManyOfAllSubAccounts } from './getManyOfAllSubAccounts';
import { initialize } from './initialize';
import { pause } from './pause';
import { update } from './update';

export const task: Resource = {
	option: { name: 'Task', value: 'task' },
	operations: [create, initialize, update, copy, deleteTask, get, getMany, getManyOfAllSubAccounts, pause],
	defaultOperation: 'create',
};
