import type { Sandbox } from '../sandbox/index.mts';
import { inputOf, itemsOf, type Execution, type RunItem } from './execution.mts';
import { PACKAGE_NAME } from './paths.mts';

const NODE_TYPE = `${PACKAGE_NAME}.alibabaCloudAiccs`;
/** a call result as the node gives it out */
interface CallResult {
	code: string;
	label: string;
}

/** What the demo prints as its last line. */
export interface CampaignSummary {
	leads: number;
	imported: number;
	answered: number;
	details: number;
	/** ids that came out of n8n other than the vendor gave them */
	lostDigits: number;
}

export interface LeadResult {
	lead: string;
	phone: string;
	answered: 'yes' | 'no';
	result: string;
	intent: string;
	seconds: string;
	detailId: string;
}

export interface CampaignReport {
	summary: CampaignSummary;
	results: LeadResult[];
	/** everything that is not as it has to be */
	deviations: string[];
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value)
		: '';
}

function nodeName(execution: Execution, resource: string, operation: string): string {
	const node = execution.workflowData.nodes.find(
		({ type, parameters }) =>
			type === NODE_TYPE && parameters['resource'] === resource && parameters['operation'] === operation,
	);
	if (node === undefined)
		throw new Error(`The workflow has no node ${NODE_TYPE} for ${resource}: ${operation}.`);
	return node.name;
}

function succeeded(item: RunItem): boolean {
	return item.error === undefined && item.json['error'] === undefined;
}

function callResult(detail: RunItem['json'] | undefined): CallResult | undefined {
	return detail?.['callResult'] as CallResult | undefined;
}

function isAnswered(detail: RunItem['json'] | undefined): boolean {
	return callResult(detail)?.code === 'ANSWERED';
}

/** Details by their id; a workflow that asks again while calls go on returns some more than once. */
function latestDetails(items: RunItem[]): RunItem[] {
	const byId = new Map<string, RunItem>();
	for (const item of items) byId.set(text(item.json['detailId']), item);
	return [...byId.values()];
}

function countChanged(
	items: RunItem[],
	known: (item: RunItem) => Record<string, string | undefined>,
): number {
	let changed = 0;
	for (const item of items) {
		// an id that is a number has lost its digits, or will in the next node
		for (const [field, expected] of Object.entries(known(item)))
			if (item.json[field] !== expected) changed += 1;
	}
	return changed;
}

/**
 * What came out of n8n for one run of *create call task → import numbers → … → get call details*, compared with what
 * the sandbox accepted and dialled.
 */
export function reportCampaign(
	execution: Execution,
	sandbox: Sandbox,
	expectedLeads: number,
): CampaignReport {
	const importNode = nodeName(execution, 'number', 'import');
	const leads = inputOf(execution, importNode);
	const created = itemsOf(execution, nodeName(execution, 'callTask', 'create')).filter(succeeded);
	const imported = itemsOf(execution, importNode).filter(succeeded);
	const details = latestDetails(
		itemsOf(execution, nodeName(execution, 'callDetail', 'getAll')).filter(succeeded),
	);

	const tasks = sandbox.ledger.entries('task', 'aiccs');
	const numbers = new Map(sandbox.ledger.entries('number', 'aiccs').map((entry) => [entry.number, entry]));
	const answered = details.filter(({ json }) => isAnswered(json));
	const lostDigits =
		countChanged(created, (item) => ({
			taskId: tasks.find((task) => task.name === item.json['taskName'])?.taskId,
		})) +
		countChanged(imported, (item) => {
			const entry = numbers.get(text(item.json['calledNumber']));
			return { taskId: entry?.taskId, batchId: entry?.batchId };
		}) +
		countChanged(details, (item) => {
			const entry = numbers.get(text(item.json['calledNumber']));
			return { taskId: entry?.taskId, batchId: entry?.batchId, detailId: entry?.detailId };
		});
	const summary = {
		leads: leads.length,
		imported: imported.length,
		answered: answered.length,
		details: details.length,
		lostDigits,
	};

	// the sandbox starts with tasks of its own
	const answeredBySandbox = tasks.reduce((sum, { taskId = '' }) => {
		return sum + (sandbox.aiccsState.tasks.get(taskId)?.dialler.calls.answered ?? 0);
	}, 0);
	const expectations: Array<[what: string, is: number, wanted: number]> = [
		['leads', summary.leads, expectedLeads],
		['call tasks created', tasks.length, created.length],
		['numbers imported', summary.imported, summary.leads],
		['numbers the sandbox accepted', sandbox.ledger.entries('number', 'aiccs').length, summary.leads],
		['call details', summary.details, summary.leads],
		['answered calls', summary.answered, answeredBySandbox],
		['ids with lost digits', summary.lostDigits, 0],
	];
	const deviations = expectations
		.filter(([, is, wanted]) => is !== wanted)
		.map(([what, is, wanted]) => `${what}: ${is}, expected ${wanted}`);
	if (created.length === 0) deviations.push('no call task was created');
	return { summary, results: resultsOf(leads, imported, details), deviations };
}

/** One row per lead, in the order of the leads; n8n pairs import's items with them by position. */
function resultsOf(leads: RunItem[], imported: RunItem[], details: RunItem[]): LeadResult[] {
	const byNumber = new Map(details.map(({ json }) => [text(json['calledNumber']), json]));
	return leads.map(({ json: lead }, index) => {
		const phone = text(imported[index]?.json['calledNumber']);
		const detail = byNumber.get(phone);
		return {
			lead: text(lead['name']),
			phone,
			answered: isAnswered(detail) ? 'yes' : 'no',
			result: callResult(detail)?.label ?? 'no detail',
			intent: text(detail?.['majorIntent']),
			seconds: text(detail?.['conversationDuration']),
			detailId: text(detail?.['detailId']),
		};
	});
}
