import type { INodeParameters } from 'n8n-workflow';

import type { Contender } from '../contender.mts';
import { VARIABLES, lead, leadItems, numberEntry } from '../data.mts';
import { START, credentialOf, httpRequestNode, loadEngine, timed } from './engine.mts';
import { actionHeaders, form, query } from './httpRequest.mts';
import { sendBare } from './undici.mts';

const TASK = '119181071278123456';
const BATCH = 1000;

const ENTRY = `{ calleeNumber: lead.phone, outId: lead.id, ${VARIABLES.map((name) => `${name}: lead.${name}`).join(', ')} }`;

/** Number > Import, fields dragged from the input, as in the README's example. */
const node: Contender = async (job) => {
	await loadEngine();
	const { id, credentials } = credentialOf(job);
	const parameters: INodeParameters = {
		resource: 'number',
		operation: 'import',
		taskId: { __rl: true, mode: 'id', value: TASK },
		phoneNumber: '={{ $json.phone }}',
		outId: '={{ $json.id }}',
		specifyVariables: 'pairs',
		variables: { variable: VARIABLES.map((name) => ({ name, value: `={{ $json.${name} }}` })) },
	};
	return await timed(
		{
			nodes: [
				START,
				{
					name: 'Import',
					type: 'alibabaCloudAiccs',
					parameters,
					credentials: { alibabaCloudAccessKeyApi: { id, name: id } },
				},
			],
			links: [['Start', 'Import']],
			items: leadItems(job.count),
			credentials,
		},
		(run) => ({
			output: run.items('Import').filter(({ json }) => json.status === 'accepted').length,
			sample: String(run.items('Import')[0]?.json.batchId),
		}),
	);
};

/** What a user of HTTP Request can do without writing code: Loop Over Items, Aggregate, one request for each thousand. */
const batches: Contender = async (job) => {
	await loadEngine();
	const { id, credentials } = credentialOf(job);
	return await timed(
		{
			nodes: [
				START,
				{
					name: 'Loop Over Items',
					type: 'n8n-nodes-base.splitInBatches',
					typeVersion: 3,
					parameters: { batchSize: BATCH, options: {} },
				},
				{
					name: 'Aggregate',
					type: 'n8n-nodes-base.aggregate',
					typeVersion: 1,
					parameters: { aggregate: 'aggregateAllItemData', options: {} },
				},
				httpRequestNode(id, {
					url: job.endpoint,
					...actionHeaders('ImportTaskNumberDatas'),
					...query({ TaskId: TASK, DataType: 'JSON' }),
					...form({ PhoneNumberList: `={{ JSON.stringify($json.data.map((lead) => (${ENTRY}))) }}` }),
				}),
			],
			links: [
				['Start', 'Loop Over Items'],
				['Loop Over Items', 'Aggregate', 1],
				['Aggregate', 'HTTP Request'],
				['HTTP Request', 'Loop Over Items'],
			],
			items: leadItems(job.count),
			credentials,
		},
		(run) => ({ output: run.items('Loop Over Items').length }),
	);
};

const bare: Contender = async ({ endpoint, count, concurrency = 1 }) => {
	const leads = Array.from({ length: count }, (_, index) => lead(index));
	const requests = Math.ceil(count / BATCH);
	let output = 0;
	const from = performance.now();
	await sendBare(
		endpoint,
		concurrency,
		requests,
		(index) => ({
			action: 'ImportTaskNumberDatas',
			query: { TaskId: TASK, DataType: 'JSON' },
			form: {
				PhoneNumberList: JSON.stringify(leads.slice(index * BATCH, (index + 1) * BATCH).map(numberEntry)),
			},
		}),
		(text) => {
			if ((JSON.parse(text) as { Code: string }).Code === 'OK') output++;
		},
	);
	return { ms: performance.now() - from, output };
};

export const contenders = { node, batches, bare } satisfies Record<string, Contender>;
