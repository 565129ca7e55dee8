import type { Contender } from '../contender.mts';
import { leadItems } from '../data.mts';
import { START, actionHeaders, credentialOf, httpRequestNode, loadEngine, query, timed } from './engine.mts';

const TASK = '119181071278123456';
const ACTION = 'ImportOneTaskPhoneNumber';

/** Number > Import One: a request for each item, as every operation makes it that has no bulk form. */
const node: Contender = async (job) => {
	await loadEngine();
	const { id, credentials } = credentialOf(job);
	return await timed(
		{
			nodes: [
				START,
				{
					name: 'Import One',
					type: 'alibabaCloudAiccs',
					parameters: {
						resource: 'number',
						operation: 'importOne',
						taskId: { __rl: true, mode: 'id', value: TASK },
						phoneNumber: '={{ $json.phone }}',
						outId: '={{ $json.id }}',
						specifyVariables: 'pairs',
					},
					credentials: { alibabaCloudAccessKeyApi: { id, name: id } },
				},
			],
			links: [['Start', 'Import One']],
			items: leadItems(job.count),
			credentials,
		},
		(run) => ({ output: run.items('Import One').length }),
	);
};

/** The same request by HTTP Request, for all items at once or, with `batching`, as many a second as are allowed. */
const request =
	(batching: boolean): Contender =>
	async (job) => {
		await loadEngine();
		const { id, credentials } = credentialOf(job);
		const batch = { batchSize: job.perSecond ?? 50, batchInterval: 1000 };
		return await timed(
			{
				nodes: [
					START,
					httpRequestNode(id, {
						url: job.endpoint,
						...actionHeaders(ACTION),
						...query({ TaskId: TASK, PhoneNumber: '={{ $json.phone }}', OutId: '={{ $json.id }}' }),
						options: batching ? { batching: { batch } } : {},
					}),
				],
				links: [['Start', 'HTTP Request']],
				items: leadItems(job.count),
				credentials,
			},
			(run) => ({ output: run.items('HTTP Request').length }),
		);
	};

export const contenders = { node, request: request(false), batching: request(true) } satisfies Record<
	string,
	Contender
>;
