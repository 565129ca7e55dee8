import type { Resource } from '../../../shared';
import { create } from './create';
import { get } from './get';
import { getMany } from './getMany';
import { start } from './start';
import { stop } from './stop';
import { update } from './update';

export const callTask: Resource = {
	option: { name: 'Call Task', value: 'callTask' },
	// The order decides where a shared field stands in the editor: the task to work on comes first.
	operations: [start, stop, create, update, get, getMany],
	defaultOperation: 'create',
};
