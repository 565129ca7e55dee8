import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fieldReader, malformedId, runBulk, type Operation } from '../../../shared';
import { taskField } from '../../fields';
import { actionHeaders, actionRequest, toQuery } from '../../request';
import { aiccs } from '../../service';
import { variablesReader } from '../../variables';
import { numberFields, numberOptions } from './fields';
import { numberRecord, recordOfItem, refuse, refuseNumber, text, type NumberRecord } from './numberRecord';
import { numberPreparation } from './phoneNumbers';
import { acceptedOutput, duplicateOutput, failedOutput, invalidOutput, summary } from './report';

/** Most numbers in one request: the vendor's limit. */
const MOST_NUMBERS = 1000;

/** An entry of `PhoneNumberList`. JSON leaves out what is undefined. */
const entry = ({ phoneNumber, outId, variables }: NumberRecord) => ({
	calleeNumber: phoneNumber,
	outId,
	...variables,
});

const form = (records: NumberRecord[]) => ({ PhoneNumberList: JSON.stringify(records.map(entry)) });

const importOptions: INodeProperties[] = [
	{
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_NUMBERS },
		default: MOST_NUMBERS,
		description: 'How many numbers go into one request, at most 1000',
	},
	{
		displayName: 'Duplicates',
		name: 'duplicates',
		type: 'options',
		options: [
			{
				name: 'Send All',
				value: 'all',
				description: 'A number that is there twice is called twice',
			},
			{
				name: 'Send Once',
				value: 'once',
				description: 'The first item with a number is sent, the others are reported as duplicates',
			},
		],
		default: 'once',
		description: 'What to do when several items have the same number for the same task',
	},
	{
		displayName: 'Invalid Numbers',
		name: 'invalidNumbers',
		type: 'options',
		options: [
			{
				name: 'Report as Error',
				value: 'error',
				description: 'The node stops before anything is sent, unless it goes on after errors',
			},
			{
				name: 'Skip and Report',
				value: 'skip',
				description: 'The other numbers are sent, and these come out with status invalid',
			},
		],
		default: 'error',
		description: 'What to do with numbers that cannot be called',
	},
	{
		displayName: 'OSS File Name',
		name: 'ossFileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. numbers.xlsx',
		description: 'Path of a file in OSS. The vendor says that this way cannot be used yet.',
		routing: toQuery('OssFileName'),
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		options: [
			{
				name: 'One Item per Number',
				value: 'items',
				description: 'Each input item comes out with what became of its number',
			},
			{
				name: 'Summary',
				value: 'summary',
				description: 'One item with totals, batches and the reasons for what was not accepted',
			},
		],
		default: 'items',
		description: 'What the node puts out',
	},
	...numberOptions,
];

function taskReader(context: IExecuteFunctions): (itemIndex: number) => string {
	const { taskId } = context.getNode().parameters as { taskId?: { value?: unknown } | string };
	const raw = typeof taskId === 'object' ? taskId?.value : taskId;
	return typeof raw === 'string' && !raw.startsWith('=')
		? () => raw.trim()
		: (itemIndex) => text(context.getNodeParameter('taskId', itemIndex, undefined, { extractValue: true }));
}

async function importAll(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const node = this.getNode();
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const { encryptionType } = options;
	const field = (path: string, raw: unknown) =>
		fieldReader(this, items, path, raw as Parameters<typeof fieldReader>[3]);
	const phoneNumber = field('phoneNumber', node.parameters.phoneNumber);
	const outId = field('outId', node.parameters.outId);
	const variables = variablesReader(this, items);
	const taskId = taskReader(this);
	const prepare = numberPreparation(options);

	const [output] = await runBulk<NumberRecord>({
		context: this,
		service: aiccs,
		itemCount: items.length,
		batchSize: Math.min(MOST_NUMBERS, Math.max(1, Math.floor(Number(options.batchSize)) || MOST_NUMBERS)),
		readItem: (itemIndex) => {
			const group = taskId(itemIndex);
			if (group === '') refuse(node, itemIndex, 'Call Task', 'is empty');
			const malformed = malformedId(taskField, group);
			if (malformed !== undefined) refuse(node, itemIndex, 'Call Task', `is wrong: ${malformed}`);
			const source = {
				phoneNumber: phoneNumber(itemIndex),
				outId: outId(itemIndex),
				variables: () => variables(itemIndex),
			};
			const read = numberRecord(source, prepare, node, itemIndex);
			if ('record' in read) return { group, row: read.record };
			if (options.invalidNumbers !== 'skip') refuseNumber(node, itemIndex, read.invalid);
			return { skipped: invalidOutput(read.invalid, group) };
		},
		request: (group, records) => ({
			method: 'POST',
			url: '/',
			headers: actionHeaders('ImportTaskNumberDatas'),
			qs: {
				TaskId: group,
				DataType: 'JSON',
				...(encryptionType === undefined ? {} : { EncryptionType: encryptionType }),
				...(options.ossFileName ? { OssFileName: options.ossFileName } : {}),
			},
			body: form(records),
		}),
		output: acceptedOutput,
		duplicates:
			options.duplicates === 'all'
				? undefined
				: { key: ({ phoneNumber: number }) => number, output: duplicateOutput },
		failed: failedOutput,
	});
	return [options.output === 'summary' ? [summary(output)] : output];
}

/** ImportTaskNumberDatas: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-importtasknumberdatas */
export const importNumbers: Operation = {
	option: {
		name: 'Import',
		value: 'import',
		action: 'Import numbers into a call task',
		description: 'Add the numbers of all input items to a call task, up to 1,000 in one request',
		routing: {
			request: { ...actionRequest('ImportTaskNumberDatas').request, qs: { DataType: 'JSON' } },
		},
	},
	kind: 'dial',
	fields: [
		...numberFields,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: importOptions.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
		},
	],
	all: importAll,
	check(request) {
		request.body = form([recordOfItem(this)]);
	},
	rows: (body, { qs, body: sent }) => {
		const { PhoneNumberList: list } = sent as ReturnType<typeof form>;
		const [{ calleeNumber, outId }] = JSON.parse(list) as Array<ReturnType<typeof entry>>;
		const record = { phoneNumber: calleeNumber, outId, variables: {} };
		return [acceptedOutput(body, String(qs?.TaskId), record)];
	},
	async finish(rows) {
		const items = rows.map((json) => ({ json }));
		const { output } = this.getNodeParameter('options', {}) as IDataObject;
		return output === 'summary' ? [summary(items)] : items;
	},
};
