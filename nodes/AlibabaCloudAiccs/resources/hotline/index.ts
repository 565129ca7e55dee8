import type { Resource } from '../../../shared';
import { getStatistics } from './getStatistics';

export const hotline: Resource = {
	option: { name: 'Hotline', value: 'hotline' },
	operations: [getStatistics],
	defaultOperation: 'getStatistics',
};
