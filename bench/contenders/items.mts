import type { Contender } from '../contender.mts';
import { leadItems } from '../data.mts';
import { START, credentialOf, httpRequestNode, loadEngine, timed } from './engine.mts';
import { IMPORT_ONE, importOneRequest } from './importOne.mts';

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
					parameters: IMPORT_ONE,
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
						...importOneRequest(job.endpoint),
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
