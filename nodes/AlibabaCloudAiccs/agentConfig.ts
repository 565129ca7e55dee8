import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../shared';

/** A value of `PhoneTagConfig` (call variable) or `OutputTagConfig` (what the agent finds out) of an agent. */
export interface AgentTag {
	name: string;
	description?: string;
	type: 'text' | 'enum';
	/** What an `enum` can be. */
	values?: string[];
}

export interface AgentVariable extends AgentTag {
	/** Key under which the variable is imported with a number. */
	key: string;
	required: boolean;
}

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value));

const rows = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? value.filter((entry): entry is IDataObject => isObject(entry)) : [];

function tag(row: IDataObject, prefix: 'PhoneTag' | 'OutputTag'): AgentTag {
	const description = text(row[`${prefix}Description`]);
	const isEnum = row[`${prefix}Type`] === 'ENUM';
	return {
		name: text(row[`${prefix}Name`]),
		...(description === '' ? {} : { description }),
		type: isEnum ? 'enum' : 'text',
		...(isEnum ? { values: rows(row[`${prefix}Enum`]).map(({ Value }) => text(Value)) } : {}),
	};
}

const modelConfig = (agent: IDataObject): IDataObject =>
	isObject(agent.AiVoiceAgentModelConfig) ? agent.AiVoiceAgentModelConfig : {};

/** The call variables of an agent, from the `Data` of QueryAiVoiceAgentDetail. */
export function agentVariables(agent: IDataObject): AgentVariable[] {
	return rows(modelConfig(agent).PhoneTagConfig).map((row) => ({
		key: text(row.PhoneTagKey),
		required: String(row.PhoneTagRequired) === 'true',
		...tag(row, 'PhoneTag'),
	}));
}

/** What an agent finds out in a call, from the `Data` of QueryAiVoiceAgentDetail. */
export function agentOutputTags(agent: IDataObject): AgentTag[] {
	return rows(modelConfig(agent).OutputTagConfig).map((row) => tag(row, 'OutputTag'));
}
