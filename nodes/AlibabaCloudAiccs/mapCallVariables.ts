import type {
	IDataObject,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';

import { isObject } from '../shared';
import { agentVariables, type AgentVariable } from './agentConfig';
import { hasNextPage, listRows } from './lists';
import { actionCall } from './pickers';
import { ask } from './service';
import { ENGINE_KINDS, engineKey, type EngineKind } from './variables';

const PAIRS_HINT = 'Choose Using Name and Value Pairs to enter them by name.';

/** Agents have no filter by application code: so many of them are looked through. */
const MOST_PAGES = 10;
const PAGE_SIZE = 100;

const KIND_LABELS: Record<EngineKind, string> = {
	startWordParam: 'Opening Variable',
	promptParam: 'Prompt Variable',
	bizParam: 'Business Parameter',
};

/** A parameter as it stands in the editor; undefined while it is empty or an expression that has no value yet. */
function chosen(context: ILoadOptionsFunctions, name: string): string | undefined {
	const parameter: unknown = context.getCurrentNodeParameter(name);
	const value: unknown = isObject(parameter) ? parameter.value : parameter;
	const text = value === undefined || value === null ? '' : String(value as string | number).trim();
	return text === '' || text.startsWith('=') ? undefined : text;
}

const dataOf = ({ Data: data }: IDataObject): IDataObject => (isObject(data) ? data : {});

/** The agent that is an application of the calling engine, if the account's agents have one. */
async function agentOfApplication(
	context: ILoadOptionsFunctions,
	applicationCode: string,
): Promise<string | undefined> {
	for (let page = 1; page <= MOST_PAGES; page++) {
		const body = await ask(context, actionCall('PageQueryAgentList', { PageNo: page, PageSize: PAGE_SIZE }));
		const found = listRows(body).find(({ ApplicationCode: code }) => code === applicationCode);
		if (found) return String(found.AgentId);
		if (!hasNextPage(body, page, PAGE_SIZE)) return undefined;
	}
	return undefined;
}

function mapperField(variable: AgentVariable, id: string, displayName: string): ResourceMapperField {
	const isEnum = variable.type === 'enum' && (variable.values ?? []).length > 0;
	return {
		id,
		displayName,
		required: variable.required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: isEnum ? 'options' : 'string',
		...(isEnum ? { options: (variable.values ?? []).map((value) => ({ name: value, value })) } : {}),
	};
}

/** Call variables of an agent have their own key; those of an application are known by kind and key. */
function mapperFields(variable: AgentVariable, ofApplication: boolean): ResourceMapperField[] {
	const { key, name } = variable;
	const own = engineKey(key);
	const title = name === '' || name === key ? key : `${name} (${key})`;
	if (!ofApplication || own) return [mapperField(variable, key, title)];
	// The agent does not say where its application uses a variable: the user does, by filling it in there.
	return ENGINE_KINDS.map((kind) => ({
		...mapperField({ ...variable, required: false }, `${kind}.${key}`, `${title}, ${KIND_LABELS[kind]}`),
		removed: kind === 'bizParam',
	}));
}

async function variablesOf(
	context: ILoadOptionsFunctions,
	agentId: string,
	ofApplication: boolean,
): Promise<ResourceMapperFields> {
	const agent = dataOf(await ask(context, actionCall('QueryAiVoiceAgentDetail', { AgentId: agentId })));
	const fields = agentVariables(agent).flatMap((variable) => mapperFields(variable, ofApplication));
	return fields.length > 0
		? { fields }
		: { fields, emptyFieldsNotice: 'This agent has no call variables: there is nothing to fill in.' };
}

const nothing = (reason: string): ResourceMapperFields => ({
	fields: [],
	emptyFieldsNotice: `${reason} ${PAIRS_HINT}`,
});

async function lookUp(context: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	let applicationCode = chosen(context, 'applicationCode');
	if (chosen(context, 'resource') === 'number') {
		const taskId = chosen(context, 'taskId');
		if (taskId === undefined) return nothing('The variables show up once a call task is chosen.');
		const task = dataOf(await ask(context, actionCall('QueryAiCallTaskDetail', { TaskId: taskId })));
		if (task.AgentId) return await variablesOf(context, String(task.AgentId), false);
		applicationCode = task.ApplicationCode ? String(task.ApplicationCode) : undefined;
	}
	if (applicationCode === undefined) return nothing('The agent is not known yet.');
	const agentId = await agentOfApplication(context, applicationCode);
	if (agentId === undefined) {
		return nothing(`Alibaba Cloud does not list the variables of the application ${applicationCode}.`);
	}
	const { fields, ...rest } = await variablesOf(context, agentId, true);
	if (chosen(context, 'operation') !== 'placeEncrypted') return { fields, ...rest };
	return { fields: fields.filter(({ id }) => engineKey(id)?.kind !== 'bizParam'), ...rest };
}

/**
 * The call variables of the agent behind the chosen task or application (`PhoneTagConfig` of QueryAiVoiceAgentDetail).
 * An agent that cannot be looked up is no failure: the notice says why and what to do instead.
 */
export async function mapCallVariables(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	try {
		return await lookUp(this);
	} catch (error) {
		return nothing(
			`The variables could not be loaded: ${error instanceof Error ? error.message : 'unknown'}.`,
		);
	}
}
