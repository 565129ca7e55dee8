import type { Contender } from '../contender.mts';
import { MOST_DETAILS } from '../data.mts';
import { START, credentialOf, httpRequestNode, loadEngine, timed } from './engine.mts';
import { actionHeaders, query } from './httpRequest.mts';
import { PAGE_SIZE } from './pageSize.mts';
import { sendBare } from './undici.mts';

const TASK = '119181071278123456';

/** Call Detail > Get Many with Return All, as it comes out of the box: simplified. */
const node: Contender = async (job) => {
	await loadEngine();
	const { id, credentials } = credentialOf(job);
	const { pageSize = PAGE_SIZE } = job;
	return await timed(
		{
			nodes: [
				START,
				{
					name: 'Details',
					type: 'alibabaCloudAiccs',
					parameters: {
						resource: 'callDetail',
						operation: 'getAll',
						taskId: { __rl: true, mode: 'id', value: TASK },
						status: '1',
						returnAll: true,
						options: { pageSize },
					},
					credentials: { alibabaCloudAccessKeyApi: { id, name: id } },
				},
			],
			links: [['Start', 'Details']],
			items: Array.from({ length: Math.ceil(job.count / MOST_DETAILS) }, () => ({ json: {} })),
			credentials,
		},
		(run) => ({
			output: run.items('Details').length,
			sample: String(run.items('Details').at(-1)?.json.detailId),
		}),
	);
};

/** HTTP Request's own pagination, one page after the other, and Split Out for one item a row. */
const pagination: Contender = async (job) => {
	await loadEngine();
	const { id, credentials } = credentialOf(job);
	const { pageSize = PAGE_SIZE } = job;
	return await timed(
		{
			nodes: [
				START,
				httpRequestNode(id, {
					url: job.endpoint,
					...actionHeaders('QueryAiCallDetailPage'),
					...query({ TaskId: TASK, Status: '1', PageSize: String(pageSize) }),
					options: {
						pagination: {
							pagination: {
								paginationMode: 'updateAParameterInEachRequest',
								parameters: { parameters: [{ type: 'qs', name: 'PageNo', value: '={{ $pageCount + 1 }}' }] },
								paginationCompleteWhen: 'other',
								completeExpression:
									'={{ $response.body.Data.PageNo * $response.body.Data.PageSize >= $response.body.Data.Total }}',
							},
						},
					},
				}),
				{
					name: 'Split Out',
					type: 'n8n-nodes-base.splitOut',
					typeVersion: 1,
					parameters: { fieldToSplitOut: 'Data.List', options: {} },
				},
			],
			links: [
				['Start', 'HTTP Request'],
				['HTTP Request', 'Split Out'],
			],
			credentials,
		},
		(run) => ({
			output: run.items('Split Out').length,
			sample: String(run.items('Split Out').at(-1)?.json.DetailId),
		}),
	);
};

const bare: Contender = async ({ endpoint, count, concurrency = 5, pageSize = PAGE_SIZE }) => {
	const rows: unknown[] = [];
	const from = performance.now();
	await sendBare(
		endpoint,
		concurrency,
		Math.ceil(count / pageSize),
		(index) => ({
			action: 'QueryAiCallDetailPage',
			query: { TaskId: TASK, Status: '1', PageNo: String(index + 1), PageSize: String(pageSize) },
		}),
		(text) => {
			for (const row of (JSON.parse(text) as { Data: { List: unknown[] } }).Data.List) rows.push(row);
		},
	);
	return { ms: performance.now() - from, output: rows.length };
};

export const contenders = { node, pagination, bare } satisfies Record<string, Contender>;
