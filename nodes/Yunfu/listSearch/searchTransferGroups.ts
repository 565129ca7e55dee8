import { searchInitialList } from './initialList';

/** Groups of people that calls are transferred to, by name. */
export const searchTransferGroups = searchInitialList('bridge_groups');
