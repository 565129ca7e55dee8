import { receiptRecord, type ReceiptCall } from '../../sandbox/aiccs/receipts.mts';

/** A push of receipts as the vendor sends it, and what it holds. */
export interface Push {
	body: string;
	callIds: string[];
}

const STARTED = Date.UTC(2026, 2, 2, 1);

function call(callId: string, index: number): ReceiptCall {
	return {
		callId,
		caller: '02161230000',
		callee: String(13_600_000_000 + index),
		result: index % 2 === 0 ? 'ANSWERED' : 'NO_USER_RESPONSE',
		startedAt: STARTED + index * 1000,
		ringSeconds: 5,
		endedAt: STARTED + index * 1000 + 30_000,
		duration: 24,
		hangUpBy: 'user',
		turns: [],
		task: { taskId: '178012345678901234', detailId: `27${callId}`, batchId: '9', attempt: 1, outputTags: {} },
	};
}

/** Pushes of call records; every tenth repeats an earlier one, as the vendor does when an answer came late. */
export function pushesOf(prefix: number, count: number, records: number): Push[] {
	const pushes: Push[] = [];
	for (let push = 0; push < count; push++) {
		if (push % 10 === 9) {
			pushes.push(pushes[push - 5]);
			continue;
		}
		const callIds = Array.from(
			{ length: records },
			(_, record) =>
				`1${String(prefix).padStart(4, '0')}${String(push * records + record).padStart(10, '0')}`,
		);
		const body = callIds.map((callId, index) =>
			receiptRecord('AlicomAgentCallReport', call(callId, index), '', 0),
		);
		pushes.push({ body: JSON.stringify(body), callIds });
	}
	return pushes;
}
