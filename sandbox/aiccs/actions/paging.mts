import type { VendorDecision } from '../../types.mts';
import type { ParameterReader } from '../parameters.mts';
import { invalid } from './action.mts';

export interface Page {
	pageNo: number;
	pageSize: number;
	offset: number;
}

/** PageNo (from 1, default 1) and PageSize (from 1, default 10). */
export function pageOf(
	parameters: ParameterReader,
	names: { number: string; size: string; defaultSize: number } = {
		number: 'PageNo',
		size: 'PageSize',
		defaultSize: 10,
	},
): { page: Page } | { refusal: VendorDecision } {
	const pageNo = parameters.number(names.number) ?? 1;
	const pageSize = parameters.number(names.size) ?? names.defaultSize;
	if (pageNo < 1) return { refusal: invalid(names.number, 'must be greater than 0') };
	if (pageSize < 1) return { refusal: invalid(names.size, 'must be greater than 0') };
	return { page: { pageNo, pageSize, offset: (pageNo - 1) * pageSize } };
}
