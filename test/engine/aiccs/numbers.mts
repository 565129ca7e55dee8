import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Sandbox } from '../../../sandbox/index.mts';

/** What the tests of the Number resource share. */

export const AGENT = '118012345678901234';
export const APPLICATION = 'F32000001';

const TASK = {
	startType: 'SCHEDULE' as const,
	callDays: [],
	callTimes: [],
	concurrency: 1,
	retryEnabled: false,
	retryReasons: [],
	retryTimes: 0,
	retryIntervalMinutes: 0,
};

/** Adds a task that has not started, of an agent or of an application, and returns its ID. */
export function addTask(sandbox: Sandbox, taskName: string, of: 'agent' | 'application' = 'agent'): string {
	const { aiccsState: state } = sandbox;
	const conversation = of === 'agent' ? { agent: state.agent(AGENT) } : { applicationCode: APPLICATION };
	return state.addTask({ ...TASK, ...conversation, taskName }, sandbox.clock.now()).taskId;
}

/** Items with numbers that are all different. */
export const leads = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: String(13_800_000_000 + index),
		id: `lead-${index}`,
		customerName: `Person ${index}`,
		carSeries: 'SUV',
	}));

/** The agent's call variables as the editor stores them in the node. */
export function mapper(mappingMode: 'autoMapInputData' | 'defineBelow', value: IDataObject | null = null) {
	const field = (id: string, displayName: string, required: boolean, options?: string[]) => ({
		id,
		displayName: `${displayName} (${id})`,
		required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: options ? 'options' : 'string',
		...(options ? { options: options.map((option) => ({ name: option, value: option })) } : {}),
	});
	return {
		mappingMode,
		value,
		matchingColumns: [],
		schema: [
			field('customerName', '客户姓名', true),
			field('carSeries', '意向车系', true, ['轿车', 'SUV', '新能源']),
			field('storeAddress', '门店地址', false),
		],
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	} as unknown as INodeParameters;
}

/** The records of every import on the wire, batch by batch. */
export const importedRecords = (sandbox: Sandbox): IDataObject[][] =>
	sandbox.requests
		.filter(({ action }) => action === 'ImportTaskNumberDatas')
		.map(({ form }) => JSON.parse(form?.PhoneNumberList ?? '[]') as IDataObject[]);
