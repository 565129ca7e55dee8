import { randomFrom } from '../hash.mts';

/** How a simulated call ends; a pure function of seed and number. */
export interface Outcome {
	/** number status 1 to 12 of contract.json */
	status: number;
	ringSeconds: number;
	talkSeconds: number;
	/** 1 A to 5 E; null when nobody answered */
	intention: number | null;
	rounds: number;
	score: number;
	/** 1 Telecom, 2 Unicom, 3 Mobile */
	operator: number;
}

const ANSWERED_SHARE = 0.55;
const UNANSWERED = [4, 4, 4, 4, 8, 8, 3, 3, 6, 6, 5, 7, 2, 9, 10, 12];

export function outcomeOf(seed: number, number: string): Outcome {
	const random = randomFrom(`${seed}|yunfu|${number}`);
	const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
	const answered = random() < ANSWERED_SHARE;
	const operator = between(1, 3);
	const ringSeconds = between(4, 30);
	if (!answered) {
		const status = UNANSWERED[between(0, UNANSWERED.length - 1)];
		return { status, ringSeconds, talkSeconds: 0, intention: null, rounds: 0, score: 0, operator };
	}
	const intention = between(1, 5);
	const rounds = between(1, 6) + (5 - intention);
	return {
		status: 1,
		ringSeconds,
		talkSeconds: 6 + rounds * between(5, 12),
		intention,
		rounds,
		score: (6 - intention) * 20,
		operator,
	};
}

const OPENING = '您好,这里是云上课堂,最近有一场新品发布会,想邀请您参加,方便占用您一分钟吗?';
const TURNS: Array<[question: string, answer: string]> = [
	['你好,你是哪里?', '我是云上课堂的小云,专门负责活动邀约。'],
	['什么时候举行?', '下周六下午两点,线上直播,全程免费。'],
	['需要准备什么吗?', '不用准备,到时点击短信里的链接就可以。'],
	['我再考虑一下。', '没问题,我先给您留一个名额。'],
	['能加个微信吗?', '可以的,稍后我的同事会添加您。'],
	['还有别的优惠吗?', '现场报名可以享受八折。'],
];
const CLOSING: Array<[question: string, answer: string]> = [
	['好的,给我报名吧。', '已经为您登记,祝您生活愉快,再见。'],
	['可以,我有兴趣。', '好的,稍后发送资料给您,再见。'],
	['到时候看时间吧。', '好的,活动前一天会短信提醒您,再见。'],
	['现在在忙。', '好的,那就不打扰您了,再见。'],
	['不需要,别再打了。', '抱歉打扰您了,再见。'],
];

/** What was said, robot first; the last turn fits the intention. Empty for a call nobody answered. */
export function transcriptOf(outcome: Outcome): Array<{ question: string; answer: string }> {
	if (outcome.intention === null) return [];
	const turns = [{ question: '', answer: OPENING }];
	for (let round = 1; round < outcome.rounds; round++) {
		const [question, answer] = TURNS[(round - 1) % TURNS.length] as [string, string];
		turns.push({ question, answer });
	}
	const [question, answer] = CLOSING[outcome.intention - 1] as [string, string];
	turns.push({ question, answer });
	return turns;
}
