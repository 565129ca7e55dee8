import { searchInitialList } from './initialList';

/** Dial-time groups by name. */
export const searchDialTimes = searchInitialList('task_dial_times');
