import type { Resource } from '../../../shared';
import { getDialog } from './getDialog';
import { hangUp } from './hangUp';
import { place } from './place';
import { placeEncrypted } from './placeEncrypted';

export const call: Resource = {
	option: { name: 'Call', value: 'call' },
	operations: [place, placeEncrypted, hangUp, getDialog],
	defaultOperation: 'place',
};
