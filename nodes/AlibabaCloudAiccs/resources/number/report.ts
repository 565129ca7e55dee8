import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { FailedStatus } from '../../../shared';
import type { NumberRecord } from './numbers';

/** What an import says about each number, and what it says about all of them. */

type About = Pick<NumberRecord, 'phoneNumber' | 'outId' | 'TaskId'>;

const told = (status: string, { phoneNumber, outId, TaskId }: About): IDataObject => ({
	calledNumber: phoneNumber,
	...(outId === undefined ? {} : { outId }),
	status,
	taskId: TaskId,
});

const inBatch = (batchId: unknown): IDataObject =>
	batchId === undefined || batchId === null ? {} : { batchId: String(batchId as string | number) };

export const acceptedOutput = (answer: IDataObject, record: About): IDataObject => ({
	...told('accepted', record),
	...inBatch(answer.Data),
});

export const duplicateOutput = ({ batchId }: IDataObject, firstItem: number, record: About): IDataObject => ({
	...told('duplicate', record),
	...inBatch(batchId),
	duplicateOfItem: firstItem,
});

export const invalidOutput = (
	reason: string,
	maskedNumber: string,
	outId: string | undefined,
	TaskId: string,
): IDataObject => ({ ...told('invalid', { phoneNumber: maskedNumber, outId, TaskId }), reason });

export const failedOutput = (status: FailedStatus, reason: string, record?: About): IDataObject => ({
	...(record === undefined ? { status } : told(status, record)),
	reason,
});

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
