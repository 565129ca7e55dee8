import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/index.mts';
import { AGENT, addTask, leads } from '../engine/aiccs/numbers.mts';
import { byId } from '../engine/aiccs/run.mts';
import { row, type OperationRow } from './operation.mts';

/** Every operation of the Alibaba Cloud AICCS node, with values that the sandbox accepts. */

const APPLICATION = 'F32000001';
const CALLER = '057112345678';
const ACTION = (value: string) => ({ __rl: true, mode: 'name', value });
const COUNT = 3;

const names = (): IDataObject[] => Array.from({ length: COUNT }, (_, index) => ({ name: `task ${index}` }));

/** Items with a task of their own each, which has not started. */
const newTasks = (sandbox: Sandbox): IDataObject[] =>
	names().map(({ name }) => ({ name, task: addTask(sandbox, `Own ${String(name)}`) }));

function runningTasks(sandbox: Sandbox): IDataObject[] {
	const items = newTasks(sandbox);
	for (const { task } of items) {
		const found = sandbox.aiccsState.tasks.get(String(task));
		if (found) sandbox.aiccsState.start(found, sandbox.clock.now());
	}
	return items;
}

/** A detail of an answered call of the seeded task with most numbers. */
function answeredDetail(sandbox: Sandbox) {
	const task = [...sandbox.aiccsState.tasks.values()][2];
	const detail = task.dialler.completed.find(({ outcome }) => outcome?.result === 'ANSWERED');
	if (!detail) throw new Error('No call of the seeded task was answered');
	return { taskId: byId(task.taskId), detailId: byId(detail.detailId), batchId: detail.batchId };
}

const calls = (sandbox: Sandbox): IDataObject[] =>
	leads(COUNT).map(({ phone }) => {
		const call = { caller: CALLER, callee: String(phone), applicationCode: APPLICATION };
		return { call: sandbox.aiccsState.engineCalls.place(call, sandbox.clock.now()).callId };
	});

function waitingDetails(sandbox: Sandbox) {
	const taskId = addTask(sandbox, 'To be cancelled');
	const task = sandbox.aiccsState.tasks.get(taskId);
	if (!task) throw new Error('The task is not there');
	const numbers = leads(8).map(({ phone }) => ({ number: String(phone) }));
	const details = sandbox.aiccsState.addDetails(task, numbers, sandbox.clock.now());
	return { taskId: byId(taskId), items: details.slice(-COUNT).map(({ detailId }) => ({ detailId })) };
}

const SCHEDULE = {
	startType: 'IMMEDIATE',
	callDays: ['MONDAY'],
	callWindows: { window: [{ startTime: '09:00', endTime: '10:00' }] },
};

const pairs = (values: Record<string, string>) => ({
	parameter: Object.entries(values).map(([name, value]) => ({ name, value })),
});

const onTask = { taskId: byId('={{ $json.task }}') };

export const aiccsOperations: OperationRow[] = [
	row('agent', 'get', 'read', () => ({ parameters: { agentId: byId(AGENT) } })),
	row('agent', 'getAll', 'read', () => ({})),
	row(
		'api',
		'call',
		'read',
		() => ({
			parameters: { apiAction: ACTION('QueryAiCallTaskPage'), queryParameters: pairs({ PageNo: '1' }) },
		}),
		'an action that reads',
	),
	row(
		'api',
		'call',
		'once',
		() => ({
			parameters: {
				apiAction: ACTION('LlmSmartCall'),
				queryParameters: pairs({
					CalledNumber: '={{ $json.phone }}',
					CallerNumber: CALLER,
					ApplicationCode: APPLICATION,
					OutId: '={{ $json.id }}',
				}),
			},
			items: leads(COUNT),
		}),
		'an action that dials',
	),
	row('call', 'place', 'once', () => ({
		parameters: {
			calledNumber: '={{ $json.phone }}',
			callerNumber: CALLER,
			applicationCode: APPLICATION,
			outId: '={{ $json.id }}',
		},
		items: leads(COUNT),
	})),
	row('call', 'placeEncrypted', 'once', () => ({
		parameters: {
			encryptCalledNumber: '={{ $json.phone }}',
			callerNumber: CALLER,
			applicationCode: APPLICATION,
			outId: '={{ $json.id }}',
		},
		items: leads(COUNT),
	})),
	{
		...row('call', 'hangUp', 'repeatable', (sandbox) => ({
			parameters: { callId: '={{ $json.call }}' },
			items: calls(sandbox),
		})),
		refusesRepetition: true,
	},
	row('call', 'getDialog', 'read', (sandbox) => ({
		parameters: { callId: '={{ $json.call }}' },
		items: calls(sandbox),
	})),
	row('callDetail', 'get', 'read', (sandbox) => {
		const { taskId, detailId } = answeredDetail(sandbox);
		return { parameters: { findBy: 'detailId', taskId, detailId } };
	}),
	row('callDetail', 'getConversation', 'read', (sandbox) => ({ parameters: answeredDetail(sandbox) })),
	row('callDetail', 'getAll', 'read', (sandbox) => ({
		parameters: { taskId: answeredDetail(sandbox).taskId, status: '1' },
	})),
	row('callDetail', 'downloadRecording', 'read', (sandbox) => {
		const { taskId, detailId } = answeredDetail(sandbox);
		return { parameters: { findBy: 'detailId', taskId, detailId } };
	}),
	row('callTask', 'create', 'once', () => ({
		parameters: {
			taskName: '={{ $json.name }}',
			conversationBy: 'agent',
			agentId: byId(AGENT),
			...SCHEDULE,
		},
		items: names(),
	})),
	row('callTask', 'update', 'repeatable', (sandbox) => ({
		parameters: { ...onTask, taskName: '={{ $json.name }}', ...SCHEDULE, taskCps: 5 },
		items: newTasks(sandbox),
	})),
	row('callTask', 'start', 'once', (sandbox) => ({ parameters: onTask, items: newTasks(sandbox) })),
	{
		...row('callTask', 'stop', 'repeatable', (sandbox) => ({
			parameters: onTask,
			items: runningTasks(sandbox),
		})),
		refusesRepetition: true,
	},
	row('callTask', 'get', 'read', (sandbox) => ({ parameters: onTask, items: newTasks(sandbox) })),
	row('callTask', 'getAll', 'read', () => ({})),
	row('hotline', 'getStatistics', 'read', () => ({ parameters: { instanceId: 'ccc_xp_pre-cn-test' } })),
	row('number', 'import', 'once', (sandbox) => ({
		parameters: {
			taskId: byId(addTask(sandbox, 'Import')),
			phoneNumber: '={{ $json.phone }}',
			outId: '={{ $json.id }}',
			specifyVariables: 'pairs',
			options: { batchSize: 2 },
		},
		items: leads(COUNT),
	})),
	row('number', 'importOne', 'once', (sandbox) => ({
		parameters: {
			taskId: byId(addTask(sandbox, 'Import')),
			phoneNumber: '={{ $json.phone }}',
			outId: '={{ $json.id }}',
			specifyVariables: 'pairs',
		},
		items: leads(COUNT),
	})),
	row('number', 'cancel', 'once', (sandbox) => {
		const { taskId, items } = waitingDetails(sandbox);
		return { parameters: { taskId, cancelBy: 'detailIds', detailIdList: '={{ $json.detailId }}' }, items };
	}),
	row('voice', 'getAll', 'read', () => ({})),
];
