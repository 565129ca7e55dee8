import { byId, chain, splitOut, webhook, type Step } from './chain.mts';
import { PACKAGE_NAME } from './paths.mts';
import type { WorkflowFile } from './rest.mts';

/** The workflows of the queue-mode tests; a POST starts each. */

const aiccs = (name: string, parameters: object): Step => ({
	name,
	type: `${PACKAGE_NAME}.alibabaCloudAiccs`,
	typeVersion: 1,
	parameters,
});

const importInto = (taskId: string) =>
	aiccs('Import', {
		resource: 'number',
		operation: 'import',
		taskId: byId(taskId),
		phoneNumber: '={{ $json.phone }}',
		specifyVariables: 'pairs',
		options: {},
	});

const detailsOf = (taskId: string) =>
	aiccs('Details', {
		resource: 'callDetail',
		operation: 'getAll',
		taskId: byId(taskId),
		status: 'any',
		returnAll: true,
		simplify: true,
	});

/** Hours on the sandbox's clock: all calls have ended by then. */
const WAIT: Step = {
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	parameters: { amount: 6 },
};

/** Creates a call task from `{ name, numbers }`, imports, starts, waits, and answers with the call details. */
export function campaignWorkflow(): WorkflowFile {
	const taskId = "={{ $('Create').first().json.taskId }}";
	const created = aiccs('Create', {
		resource: 'callTask',
		operation: 'create',
		taskName: '={{ $json.body.name }}',
		conversationBy: 'agent',
		agentId: byId('118012345678901234'),
		startType: 'SCHEDULE',
		// later than the sandbox's fast clock gets
		taskStartTime: '={{ $now.plus({ days: 30 }).toISO() }}',
		callDays: ['MONDAY'],
		callWindows: { window: [{ startTime: '09:00', endTime: '18:00' }] },
	});
	const leads = {
		name: 'Leads',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: {
			assignments: {
				assignments: [
					{ id: 'a1', name: 'numbers', value: "={{ $('Start').first().json.body.numbers }}", type: 'array' },
				],
			},
			options: {},
		},
	};
	const started = {
		...aiccs('Begin', { resource: 'callTask', operation: 'start', taskId: byId(taskId) }),
		executeOnce: true,
	};
	return chain('campaign', [
		webhook('campaign', 'lastNode'),
		created,
		leads,
		splitOut('numbers'),
		importInto(taskId),
		started,
		WAIT,
		detailsOf(taskId),
	]);
}

/**
 * The task stands in every item: an expression that reaches back to the posted list is worked out for each of its
 * numbers, and that takes so long that n8n thinks the worker dead.
 */
const TASK_OF_ITEM = '={{ $json.taskId }}';

/** Imports the `numbers` of a body, each with its `phone` and `taskId`. */
export function importWorkflow(): WorkflowFile {
	return chain('import', [
		webhook('import', 'onReceived'),
		splitOut('body.numbers'),
		importInto(TASK_OF_ITEM),
	]);
}

/** Imports the `numbers` of a body into one task with a request for each. */
export function importOneWorkflow(taskId: string): WorkflowFile {
	return chain('import-one', [
		webhook('import-one', 'onReceived'),
		splitOut('body.numbers'),
		aiccs('Import', {
			resource: 'number',
			operation: 'importOne',
			taskId: byId(taskId),
			phoneNumber: '={{ $json.phone }}',
			outId: '={{ $json.id }}',
			specifyVariables: 'pairs',
		}),
	]);
}

/**
 * Imports those of `{ taskId, numbers }` that a running task does not have yet; the numbers as above. It stops the task
 * and lets calls under way end: of a list that changes while its pages are read, rows are missed, and who is missed
 * would be imported and called again.
 */
export function importMissingWorkflow(): WorkflowFile {
	const jsCode = [
		"const there = new Set($('Details').all().map(({ json }) => json.calledNumber));",
		"return $('Start').first().json.body.numbers",
		'	.filter(({ phone }) => !there.has(phone))',
		'	.map((json) => ({ json }));',
	].join('\n');
	return chain('import-missing', [
		webhook('import-missing', 'onReceived'),
		aiccs('Stop', { resource: 'callTask', operation: 'stop', taskId: byId('={{ $json.body.taskId }}') }),
		WAIT,
		{ ...detailsOf("={{ $('Start').first().json.body.taskId }}"), alwaysOutputData: true },
		{ name: 'Missing', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } },
		importInto(TASK_OF_ITEM),
	]);
}

/** The AICCS trigger alone; its webhook is `/webhook/hook-receipts/webhook`. */
export function receiptsWorkflow(secret: string): WorkflowFile {
	const trigger = {
		name: 'Trigger',
		type: `${PACKAGE_NAME}.alibabaCloudAiccsTrigger`,
		typeVersion: 1.1,
		parameters: { events: ['AlicomAgentCallReport'], secret },
		webhookId: 'hook-receipts',
	};
	return chain('receipts', [trigger]);
}
