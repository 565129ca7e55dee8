import { declareMatrix } from './matrix.mts';
import { AICCS } from './operations.mts';

declareMatrix(AICCS);
