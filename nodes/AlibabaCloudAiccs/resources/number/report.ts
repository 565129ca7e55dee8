import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { FailedStatus } from '../../../shared';
import type { InvalidNumber, NumberRecord } from './numberRecord';

/** What an import says about each number, and what it says about all of them. */

const recordOutput = ({ phoneNumber, outId }: NumberRecord): IDataObject =>
	outId === undefined ? { calledNumber: phoneNumber } : { calledNumber: phoneNumber, outId };

export function acceptedOutput(body: IDataObject, taskId: string, record: NumberRecord): IDataObject {
	const output = recordOutput(record);
	output.status = 'accepted';
	output.taskId = taskId;
	if (body.Data !== undefined && body.Data !== null) output.batchId = String(body.Data);
	return output;
}

export function duplicateOutput(
	{ batchId }: IDataObject,
	firstItem: number,
	taskId: string,
	record: NumberRecord,
): IDataObject {
	return {
		...recordOutput(record),
		status: 'duplicate',
		taskId,
		...(batchId === undefined ? {} : { batchId }),
		duplicateOfItem: firstItem,
	};
}

export function invalidOutput({ reason, maskedNumber, outId }: InvalidNumber, taskId: string): IDataObject {
	return {
		calledNumber: maskedNumber,
		...(outId === undefined ? {} : { outId }),
		status: 'invalid',
		taskId,
		reason,
	};
}

export function failedOutput(
	status: FailedStatus,
	reason: string,
	taskId?: string,
	record?: NumberRecord,
): IDataObject {
	return {
		...(record === undefined ? {} : recordOutput(record)),
		status,
		...(taskId === undefined ? {} : { taskId }),
		reason,
	};
}

/** One item with totals, paired with all input items. */
export function summary(items: INodeExecutionData[]): INodeExecutionData {
	const count = (status: string) => items.filter(({ json }) => json.status === status).length;
	const batches = new Map<string, { taskId: unknown; batchId: unknown; count: number }>();
	const problems: IDataObject[] = [];
	for (const [item, { json }] of items.entries()) {
		if (json.status === 'accepted') {
			const { taskId, batchId } = json;
			const key = JSON.stringify([taskId, batchId]);
			const batch = batches.get(key) ?? { taskId, batchId, count: 0 };
			batch.count++;
			batches.set(key, batch);
		} else if (json.status !== 'duplicate') {
			const { status, reason, outId } = json;
			problems.push({ item, status, reason, ...(outId === undefined ? {} : { outId }) });
		}
	}
	return {
		json: {
			total: items.length,
			accepted: count('accepted'),
			duplicates: count('duplicate'),
			invalid: count('invalid'),
			refused: count('refused'),
			unknown: count('unknown'),
			batches: [...batches.values()] as IDataObject[],
			problems,
		},
		pairedItem: items.map((_, item) => ({ item })),
	};
}
