import type { IDataObject } from 'n8n-workflow';

import { isObject, objectsIn, type FailedStatus } from '../../shared';
import type { ContactRecord } from './contactRecord';

/** What an import says about each number. */

const recordOutput = ({ phone, extra }: ContactRecord): IDataObject => ({
	phone,
	...(extra === undefined ? {} : { extra }),
});

const inTask = (taskId: string | undefined): IDataObject => (taskId === undefined ? {} : { taskId });

/** Numbers of the request that Yunfu left out, which only synchronous imports tell. */
function refusalOf({ data }: IDataObject, phone: string): IDataObject | undefined {
	const list: unknown = isObject(data) ? data.fail_data : undefined;
	return objectsIn(list).find((entry) => String(entry.phone as string | number) === phone);
}

/** Yunfu's ID of an asynchronous import, which its callbacks carry too. */
function batchIdOf({ data }: IDataObject): IDataObject {
	const id = isObject(data) ? data.unique_id : typeof data === 'string' && data !== '' ? data : undefined;
	return id === undefined || id === null ? {} : { batchId: String(id as string | number) };
}

export function acceptedOutput(
	body: IDataObject,
	taskId: string | undefined,
	record: ContactRecord,
): IDataObject {
	const refusal = refusalOf(body, record.phone);
	return {
		...recordOutput(record),
		status: refusal === undefined ? 'accepted' : 'refused',
		...inTask(taskId),
		...batchIdOf(body),
		...(refusal === undefined ? {} : { reason: refusal.message ?? '' }),
	};
}

export function duplicateOutput(
	{ batchId }: IDataObject,
	firstItem: number,
	taskId: string | undefined,
	record: ContactRecord,
): IDataObject {
	return {
		...recordOutput(record),
		status: 'duplicate',
		...inTask(taskId),
		...(batchId === undefined ? {} : { batchId }),
		duplicateOfItem: firstItem,
	};
}

export function invalidOutput(
	reason: string,
	maskedNumber: string,
	extra: string | undefined,
	taskId?: string,
): IDataObject {
	return {
		phone: maskedNumber,
		...(extra === undefined ? {} : { extra }),
		status: 'invalid',
		...inTask(taskId),
		reason,
	};
}

export function failedOutput(
	status: FailedStatus,
	reason: string,
	taskId: string | undefined,
	record?: ContactRecord,
): IDataObject {
	return {
		...(record === undefined ? {} : recordOutput(record)),
		status,
		...inTask(taskId),
		reason,
	};
}
