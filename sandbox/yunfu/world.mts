import { uuidFrom } from '../hash.mts';

export type ScriptKind = 'outbound_group' | 'outbound_group_v2' | 'big_model_outbound_group';

export interface Script {
	id: string;
	name: string;
	kind: ScriptKind;
	/** end to end speech, big_model_outbound_group only */
	llmEndType?: 0 | 1;
}

export interface Line {
	id: string;
	remark: string;
	concurrency: number;
	residue: number;
	/** sum of 1 (1.0 script), 2 (large model) and 4 (large model, end to end) */
	usage: number;
}

export interface DialTime {
	id: string;
	name: string;
	content: Array<{ week: number; times: Array<{ begin_time: string; end_time: string }> }>;
	isDefault: boolean;
	skipHoliday: boolean;
	createdAt: number;
	updatedAt: number;
}

export interface FieldDefinition {
	id: string;
	name: string;
	type: 'text' | 'number' | 'date';
	validate: Array<'required' | 'integer' | 'date' | 'sometimes'>;
}

export interface SubAccount {
	id: string;
	name: string;
	phone: string;
	email: string;
	sex: number;
	details: Record<string, string>;
	createdAt: number;
}

/** What the account owns when the stand-in starts. */
export interface World {
	scripts: Script[];
	lines: Line[];
	dialTimes: DialTime[];
	fields: FieldDefinition[];
	subAccounts: SubAccount[];
	bridgeGroups: Array<{ id: string; name: string }>;
	recycleRules: Array<{ id: string; name: string; isDefault: boolean }>;
	backgrounds: Array<{ id: string; name: string }>;
	qualityChecks: Array<{ id: string; name: string }>;
}

export const CREDENTIALS = {
	token: 'yunfu-sandbox-token-5f1c0b7a9e',
	userId: '5832d184-dd53-42a0-8ace-0bf8d660f4cc',
	subUserId: '5b55bcca-d653-4a58-8f9a-437fb0601f8e',
	tenantId: 'f2d216a3-9ea5-4f1d-a170-ce9ebed49eaf',
} as const;

const WORKDAY = [
	{ begin_time: '09:00', end_time: '12:00' },
	{ begin_time: '13:00', end_time: '18:00' },
];

/** A fresh world. Two script ids differ only beyond the precision of a double. */
export function createWorld(now: number): World {
	const week = (days: number[]): DialTime['content'] =>
		days.map((day) => ({ week: day, times: [...WORKDAY] }));
	const dialTime = (id: string, name: string, days: number[], isDefault = false): DialTime => ({
		id,
		name,
		content: week(days),
		isDefault,
		skipHoliday: isDefault,
		createdAt: now,
		updatedAt: now,
	});
	const script = (id: string, name: string, kind: ScriptKind, llmEndType?: 0 | 1): Script => ({
		id,
		name,
		kind,
		...(llmEndType === undefined ? {} : { llmEndType }),
	});
	return {
		scripts: [
			script('1', '测试-抖音-1', 'outbound_group'),
			script('10', '兜底话术', 'outbound_group'),
			script('11', '男士话术', 'outbound_group'),
			script('12', '女士话术', 'outbound_group'),
			script('123', '活动邀约', 'outbound_group'),
			script('297', '课程回访', 'outbound_group'),
			script('13601', '满意度调查', 'outbound_group'),
			script('13716', '续费提醒', 'outbound_group'),
			script('215870475195883520', '新品发布会邀约', 'outbound_group'),
			script('480', '大模型-售前顾问', 'big_model_outbound_group', 0),
			script('481', '大模型-端到端客服', 'big_model_outbound_group', 1),
			script('215870475195883521', '2.0 新品发布会邀约', 'outbound_group_v2'),
			script('215870475195883530', '2.0 售后回访', 'outbound_group_v2'),
		],
		lines: [
			{
				id: '29c39ec4-b292-4af9-a88b-922d61866aag',
				remark: '通用线路',
				concurrency: 20,
				residue: 20,
				usage: 7,
			},
			{
				id: '29c39ec4-b292-4af9-a88b-922d61866sub',
				remark: '常规话术线路',
				concurrency: 10,
				residue: 10,
				usage: 1,
			},
			{ id: uuidFrom('line|2'), remark: '大模型线路', concurrency: 10, residue: 8, usage: 2 },
			{ id: uuidFrom('line|3'), remark: '常规与大模型线路', concurrency: 10, residue: 10, usage: 3 },
			{ id: uuidFrom('line|4'), remark: '端到端线路', concurrency: 5, residue: 5, usage: 4 },
		],
		dialTimes: [
			dialTime('1', '系统呼叫时间', [0, 1, 2, 3, 4, 5, 6], true),
			dialTime('5', '周一周三拨打', [1, 3]),
			dialTime('123', '工作日', [1, 2, 3, 4, 5]),
		],
		fields: [
			{ id: '733b8535-a1f9-4db9-9945-98a2a0c5490e', name: '微信', type: 'text', validate: ['sometimes'] },
			{ id: 'c87d8629-7cfd-4980-bb3a-7827bff4b72c', name: '数字', type: 'number', validate: ['integer'] },
			{
				id: '44560536-46b5-4e38-852e-949fd12c1ee6',
				name: '日期',
				type: 'date',
				validate: ['date', 'sometimes'],
			},
		],
		subAccounts: [
			subAccount(CREDENTIALS.subUserId, '华东销售', '13800000001', now),
			subAccount(uuidFrom('sub|2'), '华南销售', '13800000002', now),
		],
		bridgeGroups: [{ id: '1', name: '转人工' }],
		recycleRules: [
			{ id: '1', name: '默认重呼规则', isDefault: true },
			{ id: '15486', name: '忙线重呼', isDefault: false },
		],
		backgrounds: [
			{ id: '25', name: '办公室' },
			{ id: '34', name: '超市大厅' },
			{ id: '123', name: '咖啡馆' },
		],
		qualityChecks: [
			{ id: '1', name: '质检条件1' },
			{ id: '123', name: '质检条件2' },
		],
	};
}

function subAccount(id: string, name: string, phone: string, now: number): SubAccount {
	return {
		id,
		name,
		phone,
		email: `${phone}@example.com`,
		sex: 0,
		details: { alias: name, duty: '销售' },
		createdAt: now,
	};
}
