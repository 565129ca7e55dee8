import type { IDataObject } from 'n8n-workflow';

import type { Sandbox } from '../../sandbox/index.mts';
import { byId } from '../engine/yunfu/run.mts';
import { NEW_VERSION } from '../engine/yunfu/taskParameters.mts';
import { row, type OperationRow } from './operation.mts';

/** Every operation of the Yunfu node, with values that the sandbox accepts. */

const COUNT = 3;
const TENANT = 'f2d216a3-9ea5-4f1d-a170-ce9ebed49eaf';
const HOURS = { span: [{ days: [1], from: '09:00', to: '12:00' }] };
const TASK_PATH = '/agent-api/new/user/{user_id}';

const numbered = (make: (index: number) => IDataObject): IDataObject[] =>
	Array.from({ length: COUNT }, (_, index) => make(index));
const phoneOf = (index: number) => String(13_800_001_000 + index);
const people = () => numbered((index) => ({ phone: phoneOf(index), id: `lead-${index}` }));

const tasksOf = (sandbox: Sandbox, generation: string) =>
	[...sandbox.yunfuState.tasks.values()].filter(
		(task) => task.generation === generation && task.owner === sandbox.yunfu.userId,
	);
/** The task with 40 numbers that were all called. */
const called = (sandbox: Sandbox) => byId(tasksOf(sandbox, 'new')[0].id);
const calledNumbers = () => numbered((index) => ({ phone: `1390000${1000 + index}` }));
const tasksApart = (sandbox: Sandbox) =>
	numbered((index) => ({
		task: tasksOf(sandbox, 'new')[index].id,
		name: `Round ${index}`,
		phone: phoneOf(index),
	}));
const onTask = { taskId: byId('={{ $json.task }}') };

function record(sandbox: Sandbox) {
	const [task] = tasksOf(sandbox, 'new');
	const found = sandbox.yunfuState.task(task.id).records.find(({ call }) => call.outcome.status === 1);
	if (!found) throw new Error('No call of the seeded task was answered');
	return { taskId: byId(task.id), recordId: byId(found.id) };
}

function legacyTasks(sandbox: Sandbox): IDataObject[] {
	const settings = { destination_extension: '1', dial_time_id: '1', maximumcall: 1, caller_line_id: 'line' };
	return numbered((index) => ({
		task: sandbox.yunfuState.addTask(sandbox.yunfu.userId, 'legacy', { ...settings, name: `Old ${index}` })
			.id,
	}));
}

function customersAndTasks(sandbox: Sandbox): IDataObject[] {
	const items = tasksApart(sandbox);
	for (const { phone } of items) sandbox.yunfuState.addCustomer(sandbox.yunfu.userId, { phone });
	return items;
}

const batch = (sandbox: Sandbox) =>
	sandbox.yunfuState.addBatch({
		owner: sandbox.yunfu.userId,
		taskId: null,
		type: 'import_number',
		numbers: [],
	}).uniqueId;

export const yunfuOperations: OperationRow[] = [
	row('account', 'getBill', 'read', () => ({})),
	row('account', 'getCallbackBlacklist', 'read', () => ({})),
	row('account', 'getTokenValidity', 'read', () => ({})),
	row('account', 'lookUpCallbackBatch', 'read', (sandbox) => ({ parameters: { batchId: batch(sandbox) } })),
	row('api', 'call', 'read', () => ({ parameters: { path: `${TASK_PATH}/task` } }), 'an address that reads'),
	row(
		'api',
		'call',
		'once',
		(sandbox) => ({
			parameters: { path: `=${TASK_PATH}/copy/task/{{ $json.task }}` },
			items: tasksApart(sandbox),
		}),
		'an address that creates',
	),
	row('callRecord', 'get', 'read', (sandbox) => ({ parameters: record(sandbox) })),
	row('callRecord', 'getAll', 'read', (sandbox) => ({ parameters: { taskId: called(sandbox) } })),
	row('callRecord', 'getRecordingUrls', 'read', (sandbox) => ({ parameters: record(sandbox) })),
	row('callRecord', 'downloadRecording', 'read', (sandbox) => ({ parameters: record(sandbox) })),
	row('customer', 'import', 'once', () => ({
		parameters: { phone: '={{ $json.phone }}', options: { batchSize: 2 } },
		items: people(),
	})),
	row('customer', 'getAll', 'read', (sandbox) => {
		customersAndTasks(sandbox);
		return {};
	}),
	row('customer', 'moveToTask', 'once', (sandbox) => ({
		parameters: { ...onTask, filters: { phone: '={{ $json.phone }}' } },
		items: customersAndTasks(sandbox),
	})),
	row('customer', 'getFieldDefinitions', 'read', () => ({})),
	row('dialTime', 'create', 'once', () => ({
		parameters: { name: '={{ $json.id }}', hours: HOURS },
		items: people(),
	})),
	row('dialTime', 'getAll', 'read', () => ({})),
	row('dialTime', 'update', 'repeatable', () => ({
		parameters: { groupId: byId('={{ $json.group }}'), name: 'Weekdays' },
		items: ['1', '5', '123'].map((group) => ({ group })),
	})),
	row('line', 'getAll', 'read', () => ({ parameters: { tenantId: TENANT } })),
	row('number', 'import', 'once', (sandbox) => ({
		parameters: {
			taskId: called(sandbox),
			phone: '={{ $json.phone }}',
			extra: '={{ $json.id }}',
			options: { batchSize: 2 },
		},
		items: people(),
	})),
	row('number', 'get', 'read', (sandbox) => ({
		parameters: { taskId: called(sandbox), phoneNumber: '={{ $json.phone }}' },
		items: calledNumbers(),
	})),
	row('number', 'getAll', 'read', (sandbox) => ({ parameters: { taskId: called(sandbox) } })),
	row('number', 'delete', 'once', (sandbox) => ({
		parameters: { taskId: called(sandbox), phoneNumbers: '={{ $json.phone }}' },
		items: calledNumbers(),
	})),
	row('number', 'resetStatus', 'once', (sandbox) => ({
		parameters: { taskId: called(sandbox), phoneNumbers: '={{ $json.phone }}' },
		items: calledNumbers(),
	})),
	row('script', 'getAll', 'read', () => ({})),
	row('script', 'getAllOfCloudNode', 'read', () => ({ parameters: { tenantId: TENANT } })),
	row('subAccount', 'create', 'once', () => ({
		parameters: {
			name: '={{ $json.id }}',
			email: '={{ $json.id }}@example.com',
			phone: '={{ $json.phone }}',
			password: 'Secret of the sub-account',
		},
		items: people(),
	})),
	row('subAccount', 'get', 'read', (sandbox) => ({
		parameters: { subUserId: byId(sandbox.yunfu.subUserId) },
	})),
	row('subAccount', 'getAll', 'read', () => ({})),
	row('task', 'initialize', 'read', () => ({})),
	row('task', 'create', 'once', () => ({
		parameters: { ...NEW_VERSION, taskName: '={{ $json.id }}' },
		items: people(),
	})),
	row('task', 'get', 'read', (sandbox) => ({ parameters: onTask, items: tasksApart(sandbox) })),
	row('task', 'getAll', 'read', () => ({})),
	row('task', 'getAllOfSubAccounts', 'read', () => ({})),
	row('task', 'update', 'repeatable', (sandbox) => ({
		parameters: { ...NEW_VERSION, operation: 'update', ...onTask, taskName: '={{ $json.name }}' },
		items: tasksApart(sandbox),
	})),
	row('task', 'pause', 'repeatable', (sandbox) => ({ parameters: onTask, items: tasksApart(sandbox) })),
	row('task', 'copy', 'once', (sandbox) => ({ parameters: onTask, items: tasksApart(sandbox) })),
	row('task', 'delete', 'once', (sandbox) => ({ parameters: onTask, items: legacyTasks(sandbox) })),
];
