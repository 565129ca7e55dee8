import { searchInitialList } from './initialList';

/** Redial rules by name. */
export const searchRedialRules = searchInitialList('auto_recycle_rules');
