import { declareMatrix } from './matrix.mts';
import { YUNFU } from './operations.mts';

declareMatrix(YUNFU);
