import { hash32, randomFrom } from '../hash.mts';

/** Values of CallResult with the Chinese text the vendor's samples show and the carrier's status code. */
export const CALL_RESULTS = {
	ANSWERED: { text: '用户接通', statusCode: '200100', statusMsg: '呼叫结束(双呼)' },
	NO_ANSWER: { text: '无应答', statusCode: '200113', statusMsg: '被叫无应答' },
	USER_BUSY: { text: '被叫忙', statusCode: '200112', statusMsg: '被叫忙' },
	CALL_REJECTED: { text: '拒接', statusCode: '200111', statusMsg: '被叫拒接' },
	POWERED_OFF: { text: '关机', statusCode: '200010', statusMsg: '关机' },
	INVALID_NUMBER: { text: '空号', statusCode: '200004', statusMsg: '空号' },
	SUSPEND: { text: '停机', statusCode: '200011', statusMsg: '停机' },
	NETWORK_BUSY: { text: '网络忙', statusCode: '200121', statusMsg: '网络忙' },
	CALL_FORWARDING: { text: '呼叫转移', statusCode: '200002', statusMsg: '呼叫转移' },
	NO_USER_RESPONSE: { text: '不在服务区', statusCode: '200007', statusMsg: '不在服务区' },
	INCOMING_CALL_BARRED: { text: '限制呼入', statusCode: '200105', statusMsg: '限制呼入' },
	OPERATOR_BLOCK: { text: '运营商拦截', statusCode: '200118', statusMsg: '运营商拦截' },
	UNAVAILABLE: { text: '暂时无法接通', statusCode: '200005', statusMsg: '暂时无法接通' },
	OTHERS: { text: '其他状态', statusCode: '999999', statusMsg: '其他状态' },
	CANCEL: { text: '主叫取消', statusCode: '200001', statusMsg: '主动取消' },
} as const;

export type CallResult = keyof typeof CALL_RESULTS;

/** Shares of a hundred thousand dialled numbers; they add up to 1. */
const SHARES: Array<[CallResult, number]> = [
	['ANSWERED', 0.55],
	['NO_ANSWER', 0.14],
	['USER_BUSY', 0.09],
	['CALL_REJECTED', 0.07],
	['POWERED_OFF', 0.06],
	['INVALID_NUMBER', 0.03],
	['SUSPEND', 0.02],
	['NETWORK_BUSY', 0.01],
	['CALL_FORWARDING', 0.01],
	['NO_USER_RESPONSE', 0.005],
	['INCOMING_CALL_BARRED', 0.005],
	['OPERATOR_BLOCK', 0.005],
	['UNAVAILABLE', 0.005],
];

/** Results of calls that never reached the callee's network; their details end as failed. */
export const FAILED_RESULTS: ReadonlySet<CallResult> = new Set(['CANCEL', 'OPERATOR_BLOCK', 'UNAVAILABLE']);

/** What happens when a number is dialled. */
export interface Outcome {
	result: CallResult;
	ringSeconds: number;
	/** 0 unless answered */
	talkSeconds: number;
	/** value of the agent's main purpose, A best; absent unless answered */
	majorIntent?: 'A' | 'B' | 'C' | 'D';
	/** index into the transcripts */
	script: number;
	hangUpBy: 'user' | 'robot';
}

/** Whether a network could route the number; hashes of encrypted imports count as routable. */
function routable(number: string): boolean {
	return (
		/^\+?\d{5,20}$/.test(number) || /^[0-9a-fA-F]{32}$|^[0-9a-fA-F]{64}$/.test(number) || number.includes('=')
	);
}

/**
 * What dialling gives: a pure function of the seed, the number and the attempt (0 first), so runs repeat.
 * About 55 of 100 first attempts are answered.
 */
export function outcomeOf(seed: number, number: string, attempt = 0): Outcome {
	const random = randomFrom(`${seed}|${number}|${attempt}`);
	let roll = random();
	let result: CallResult = 'OTHERS';
	for (const [candidate, share] of SHARES) {
		roll -= share;
		if (roll < 0) {
			result = candidate;
			break;
		}
	}
	if (!routable(number)) result = 'INVALID_NUMBER';
	const answered = result === 'ANSWERED';
	const intents = ['A', 'B', 'C', 'D'] as const;
	return {
		result,
		ringSeconds: result === 'INVALID_NUMBER' ? 2 : 4 + Math.floor(random() * 26),
		talkSeconds: answered ? 12 + Math.floor(random() * 108) : 0,
		...(answered && { majorIntent: intents[Math.floor(random() * 4)] }),
		script: hash32(number) % 3,
		hangUpBy: random() < 0.6 ? 'user' : 'robot',
	};
}
