import { searchInitialList } from './initialList';

/** Quality-check configurations of the large model by name. */
export const searchQualityChecks = searchInitialList('llm_intention_configs');
