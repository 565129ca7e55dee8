import type { Outcome } from './outcomes.mts';

export interface Turn {
	role: 'assistant' | 'user';
	content: string;
}

const OPENINGS = [
	'想跟您确认一下之前登记的需求,现在方便吗?',
	'这次来电是想邀请您参加周末的体验活动。',
	'您之前咨询的方案有了新的优惠,给您介绍一下?',
];

const REPLIES: Record<string, string[][]> = {
	A: [
		['可以,你说吧。', '好的,我马上把资料发给您,您看周六上午过来可以吗?', '可以,周六上午我过去。'],
		['有兴趣,多少钱?', '活动期间是九折,稍后专人加您微信。', '行,就加这个手机号。'],
		['正好想了解。', '那我帮您预约明天下午的演示。', '好的,明天见。'],
	],
	B: [
		['你先发资料给我看看。', '没问题,短信稍后发到这个号码。', '嗯,看完再联系。'],
		['最近比较忙,下周再说。', '那我下周二再给您电话。', '可以。'],
		['我跟家里人商量一下。', '好的,有问题随时联系我们。', '嗯,再见。'],
	],
	C: [
		['不太需要。', '打扰您了,后续有合适的活动再联系您可以吗?', '再说吧。'],
		['我在开会。', '那不打扰您了,晚些时候再联系。', '嗯。'],
		['哪里?我没听清。', '我是客服中心的智能助理,先不打扰您了。', '哦,好。'],
	],
	D: [
		['不需要,别再打了。', '好的,已为您登记,抱歉打扰。', '嗯。'],
		['<客户打断>你打错了。', '非常抱歉,打扰您了,再见。', '再见。'],
		['不感兴趣。', '好的,祝您生活愉快,再见!', '再见。'],
	],
};

/** What was said in an answered call, in order; empty otherwise. `name` is how the agent addresses the callee. */
export function transcriptOf(outcome: Outcome, name: string | undefined): Turn[] {
	if (outcome.majorIntent === undefined) return [];
	const turns = REPLIES[outcome.majorIntent]?.[outcome.script];
	const greeting = name ? `您好,${name}。` : '您好。';
	return [
		{ role: 'assistant', content: `${greeting}${OPENINGS[outcome.script]}` },
		...turns.map((content, index): Turn => ({ role: index % 2 === 0 ? 'user' : 'assistant', content })),
	];
}
