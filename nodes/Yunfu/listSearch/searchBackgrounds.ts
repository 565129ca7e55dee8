import { searchInitialList } from './initialList';

/** Background sounds by name. */
export const searchBackgrounds = searchInitialList('background');
