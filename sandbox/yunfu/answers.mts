import { stringifyLossless } from '../json.mts';
import type { VendorAnswer } from '../types.mts';

/** HTTP status of answers that refuse a valid call: every error envelope in the documents is shown as a plain answer. */
export const REFUSAL_STATUS = 200;

const DEFAULT_PER_PAGE = 15;

/** `{"code":200,"status":"success","message":…,"data":…}` */
export function ok(message: string, data?: unknown, meta?: unknown): VendorAnswer {
	return json(200, {
		code: 200,
		status: 'success',
		message,
		...(meta === undefined ? {} : { meta }),
		...(data === undefined ? {} : { data }),
	});
}

/** `{"code":422,"status":"error","message":…,"data":[]}` */
export function fail(code: number, message: string, httpStatus = REFUSAL_STATUS): VendorAnswer {
	return json(httpStatus, { code, status: 'error', message, data: [] });
}

/** One page of `rows` with the documented `meta` (per_page is a string there). */
export function listAnswer<Row>(
	message: string,
	rows: Row[],
	values: Record<string, unknown>,
	present: (row: Row) => unknown,
): VendorAnswer {
	const page = typeof values['page'] === 'number' ? values['page'] : 1;
	const perPage = typeof values['per_page'] === 'number' ? values['per_page'] : DEFAULT_PER_PAGE;
	const lastPage = Math.max(1, Math.ceil(rows.length / perPage));
	const data = rows.slice((page - 1) * perPage, page * perPage).map(present);
	return ok(message, data, {
		has_pages: lastPage > 1,
		total: rows.length,
		last_page: lastPage,
		current_page: page,
		per_page: String(perPage),
	});
}

export function json(status: number, value: unknown): VendorAnswer {
	return { status, headers: { 'content-type': 'application/json' }, body: write(value) };
}

/** Only answers with ids beyond 2^53 need the slower lossless writer; JSON.stringify refuses their bigints. */
function write(value: unknown): string {
	try {
		return JSON.stringify(value);
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		return stringifyLossless(value);
	}
}

/** An id of digits as the bare number the vendor writes. */
export function bare(id: string): number | bigint {
	const value = Number(id);
	return Number.isSafeInteger(value) ? value : BigInt(id);
}

/** The same for an id that may be absent. */
export function bareOrNull(id: unknown): number | bigint | null {
	return typeof id === 'string' ? bare(id) : null;
}
