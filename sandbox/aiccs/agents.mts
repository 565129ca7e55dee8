import { uuidFrom } from '../hash.mts';
import type { ResponseValue } from './response.mts';

export interface AgentVariable {
	key: string;
	name: string;
	description: string;
	required: boolean;
	/** absent: TEXT */
	options?: Array<{ value: string; description: string }>;
}

export interface OutputTag {
	name: string;
	description: string;
	/** absent: TEXT */
	options?: string[];
}

/** A communication agent; upper-case names are those of the API. */
export interface Agent {
	AgentId: string;
	AgentName: string;
	/** 1 online, 2 offline, 3 under review, 4 review failed, 5 building, 6 debugging, 7 ready to go online, 8 build failed */
	Status: number;
	BusinessTypeName: string;
	Description: string;
	/** of an agent that is an application of the engine */
	ApplicationCode?: string;
	AuditReason?: string;
	BuildFailReason?: string;
	prologue: string;
	variables: AgentVariable[];
	outputTags: OutputTag[];
}

const CAR_VARIABLES: AgentVariable[] = [
	{ key: 'customerName', name: '客户姓名', description: '客户称呼,用于开场白。', required: true },
	{
		key: 'carSeries',
		name: '意向车系',
		description: '用户感兴趣的车系。',
		required: true,
		options: [
			{ value: '轿车', description: '轿车系列' },
			{ value: 'SUV', description: '运动型多用途车' },
			{ value: '新能源', description: '纯电与混动' },
		],
	},
	{ key: 'storeAddress', name: '门店地址', description: '最近的门店地址。', required: false },
];

const INTENT_TAGS: OutputTag[] = [
	{ name: '客户意向度', description: '评估客户的兴趣和购买可能性', options: ['高', '中', '低'] },
	{ name: '方便联系的时间', description: '客户说的方便联系的时间' },
];

const MAIN: Agent[] = [
	{
		AgentId: '118012345678901234',
		AgentName: '汽车试驾邀约',
		Status: 1,
		BusinessTypeName: '个人线索转化',
		Description: '邀请登记过的客户到店试驾。',
		prologue: '您好,这里是汽车服务中心。',
		variables: CAR_VARIABLES,
		outputTags: INTENT_TAGS,
	},
	{
		AgentId: '118012345678902357',
		AgentName: '课程体验回访',
		Status: 1,
		BusinessTypeName: '满意度调研',
		Description: '试听课后的回访。',
		prologue: '您好,我是课程顾问。',
		variables: [
			{ key: 'name', name: '姓名', description: '家长姓名。', required: true },
			{ key: 'course', name: '课程', description: '试听的课程。', required: true },
			{
				key: 'grade',
				name: '年级',
				description: '孩子的年级。',
				required: false,
				options: [
					{ value: '小学', description: '一至六年级' },
					{ value: '初中', description: '七至九年级' },
				],
			},
		],
		outputTags: [{ name: '满意度', description: '对课程的满意程度', options: ['满意', '一般', '不满意'] }],
	},
	{
		AgentId: '118012345678903486',
		AgentName: '会员到期提醒',
		Status: 1,
		BusinessTypeName: '通知提醒',
		Description: '会员到期前提醒续费。',
		prologue: '您好,这里是会员中心。',
		variables: [],
		outputTags: [],
	},
	{
		AgentId: '118012345678904615',
		AgentName: '大模型应用外呼',
		Status: 1,
		BusinessTypeName: '个人线索转化',
		Description: '通信智能引擎的大模型应用。',
		ApplicationCode: 'F32000001',
		prologue: '您好。',
		variables: [
			{ key: 'startWordParam.name', name: '称呼', description: '开场白变量。', required: true },
			{ key: 'promptParam.product', name: '产品', description: '提示词变量。', required: false },
		],
		outputTags: [],
	},
];

/** Agents in the other states; with them the list has a second page at the default page size. */
const OTHERS: Agent[] = [2, 3, 4, 5, 6, 7, 8, 2, 2].map((status, index) => ({
	AgentId: String(118012345678905744n + BigInt(index) * 1129n),
	AgentName: `测试智能体${String(index + 1).padStart(2, '0')}`,
	Status: status,
	BusinessTypeName: '个人线索转化',
	Description: '日常测试使用。',
	...(status === 4 && { AuditReason: '请补充流程说明' }),
	...(status === 8 && { BuildFailReason: '系统错误' }),
	prologue: '您好。',
	variables: [],
	outputTags: [],
}));

/** The agents every sandbox starts with. */
export function seededAgents(): Agent[] {
	return structuredClone([...MAIN, ...OTHERS]);
}

function enumeration(owner: string, options: Array<{ value: string; description: string }>): ResponseValue {
	return options.map(({ value, description }) => ({
		Id: uuidFrom(`${owner}/${value}`),
		Value: value,
		Description: description,
	}));
}

/** One row of PageQueryAgentList. */
export function agentRow(agent: Agent, createTime: string): { [name: string]: ResponseValue } {
	return {
		AgentId: agent.AgentId,
		AgentName: agent.AgentName,
		Status: agent.Status,
		BusinessTypeName: agent.BusinessTypeName,
		Description: agent.Description,
		ApplicationCode: agent.ApplicationCode,
		WithConfig: agent.variables.length > 0,
		WithActivePrompt: agent.Status === 1,
		AuditReason: agent.AuditReason,
		BuildFailReason: agent.BuildFailReason,
		CreateTime: createTime,
		ModifyTime: createTime,
		LastOnlineTime: agent.Status === 1 ? createTime : undefined,
	};
}

/** Data of QueryAiVoiceAgentDetail. */
export function agentDetail(agent: Agent): ResponseValue {
	return {
		AgentId: agent.AgentId,
		AgentName: agent.AgentName,
		Status: agent.Status,
		BusinessTypeName: agent.BusinessTypeName,
		Description: agent.Description,
		VoiceStyleName: '亲切',
		AiVoiceAgentModelConfig: {
			TaskType: 'BASIC',
			BusinessType: 1,
			StartWordType: 1,
			Prologue: agent.prologue,
			SysRole: agent.AgentName,
			BasicTaskDescription: agent.Description,
			KnowledgeEnable: false,
			CustomExceptionEnable: false,
			MainPurpose: mainPurpose(agent),
			ChildTaskList: [
				{
					Id: uuidFrom(`${agent.AgentId}/task`),
					ChildTaskName: '开场',
					ChildTaskDescription: agent.prologue,
				},
			],
			PhoneTagConfig: agent.variables.map((variable) => phoneTag(agent, variable)),
			OutputTagConfig: agent.outputTags.map((tag) => outputTag(agent, tag)),
		},
		AiVoiceAgentCallConfig: {
			TtsConfig: { VoiceCode: 'V9A000001', TtsStyle: 'longxiaoxia_v2', TtsSpeed: 0, TtsVolume: 50 },
			EventConfig: { MuteActive: true, MuteDuration: 10, MuteHangupNum: 2, SessionTimeout: 600 },
		},
	};
}

function mainPurpose(agent: Agent): ResponseValue {
	const grades = [
		{ value: 'A', description: '意向强烈。' },
		{ value: 'B', description: '有意向。' },
		{ value: 'C', description: '意向不明。' },
		{ value: 'D', description: '无意向。' },
	];
	return {
		Id: uuidFrom(`${agent.AgentId}/purpose`),
		MainPurposeName: '通话效果评级',
		MainPurposeType: 'ENUM',
		MainPurposeDescription: '通话效果评级:A、B、C、D(A最好)',
		MainPurposeEnum: enumeration(`${agent.AgentId}/purpose`, grades),
	};
}

function phoneTag(agent: Agent, variable: AgentVariable): ResponseValue {
	const owner = `${agent.AgentId}/${variable.key}`;
	return {
		Id: uuidFrom(owner),
		PhoneTagKey: variable.key,
		PhoneTagName: variable.name,
		PhoneTagDescription: variable.description,
		PhoneTagRequired: variable.required,
		PhoneTagType: variable.options ? 'ENUM' : 'TEXT',
		PhoneTagEnum: enumeration(owner, variable.options ?? []),
	};
}

function outputTag(agent: Agent, tag: OutputTag): ResponseValue {
	const owner = `${agent.AgentId}/${tag.name}`;
	const options = (tag.options ?? []).map((value) => ({ value, description: value }));
	return {
		Id: uuidFrom(owner),
		OutputTagName: tag.name,
		OutputTagDescription: tag.description,
		OutputTagType: tag.options ? 'ENUM' : 'TEXT',
		OutputTagEnum: enumeration(owner, options),
	};
}
