import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared';

/** Yunfu writes times as China time without saying so. */
const CHINA_TIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}:\d{2}:\d{2})$/;

/** Fields that hold a time; what a person typed in elsewhere stays as it is. */
const TIME_FIELD = /(_at|_time|date|datetime)$/;

const withOffset = (value: string): string => value.replace(CHINA_TIME, '$1-$2-$3T$4+08:00');

function tidyValue(name: string, value: unknown): unknown {
	if (typeof value === 'string') return TIME_FIELD.test(name) ? withOffset(value) : value;
	if (Array.isArray(value)) return value.map((entry) => tidyValue(name, entry));
	return isObject(value) ? tidy(value) : value;
}

/**
 * A row as people use it in a workflow: without fields that have no value, IDs as text, times with their offset. The
 * names are those of Yunfu's documents and callbacks.
 */
export function tidy(row: IDataObject): IDataObject {
	const entries = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, isId(name, value) ? String(value) : tidyValue(name, value)]),
	) as IDataObject;
}

/** IDs are text everywhere, whether they have 2 digits or 18. */
const isId = (name: string, value: unknown) => typeof value === 'number' && /(^|_)id$/.test(name);
