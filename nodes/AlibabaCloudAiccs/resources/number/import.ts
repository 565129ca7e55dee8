import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { fieldReader, runBulk, type Operation } from '../../../shared';
import { taskField } from '../../fields';
import { actionHeaders, actionRequest, toQuery } from '../../request';
import { aiccs } from '../../service';
import { ENCRYPTION_TYPES } from '../../values';

/** Most numbers in one request, and most characters of an external ID: the vendor's limits. */
const MOST_NUMBERS = 1000;
const LONGEST_EXTERNAL_ID = 128;

const RESERVED = new Set(['calleeNumber', 'outId']);

interface Variables {
	variable?: Array<{ name: unknown; value: unknown }>;
}

interface NumberValues {
	phoneNumber: unknown;
	outId: unknown;
	variables: Array<{ name: unknown; value: unknown }>;
}

/** One entry of `PhoneNumberList`. */
type NumberRecord = { calleeNumber: string; outId?: string } & Record<string, string | undefined>;

const text = (value: unknown) => (value === undefined || value === null ? '' : String(value).trim());

function refuse(node: INode, itemIndex: number, field: string, problem: string): never {
	throw new NodeOperationError(node, `${field} ${problem} [item ${itemIndex}]`, {
		itemIndex,
		description: `Change the field "${field}" or the data of this item and run the node again. Nothing was sent.`,
	});
}

function numberRecord(values: NumberValues, node: INode, itemIndex: number): NumberRecord {
	const calleeNumber = text(values.phoneNumber);
	if (calleeNumber === '') refuse(node, itemIndex, 'Phone Number', 'is empty');
	const outId = text(values.outId);
	if (outId.length > LONGEST_EXTERNAL_ID) {
		refuse(node, itemIndex, 'External ID', `has more than ${LONGEST_EXTERNAL_ID} characters`);
	}
	const record: NumberRecord = { calleeNumber };
	if (outId !== '') record.outId = outId;
	for (const { name, value } of values.variables) {
		const key = text(name);
		if (key === '') refuse(node, itemIndex, 'Variables', 'has an entry without a name');
		if (RESERVED.has(key)) refuse(node, itemIndex, 'Variables', `must not be named "${key}"`);
		record[key] = text(value);
	}
	return record;
}

const form = (records: NumberRecord[]) => ({ PhoneNumberList: JSON.stringify(records) });

function result(body: IDataObject, taskId: string, record: NumberRecord): IDataObject {
	return {
		calledNumber: record.calleeNumber,
		...(record.outId === undefined ? {} : { outId: record.outId }),
		status: 'accepted',
		taskId,
		batchId: String(body.Data),
	};
}

const fields: INodeProperties[] = [
	taskField,
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 13800138000',
		description: 'Number to call. Drag the field of your input data that holds it here.',
	},
	{
		displayName: 'External ID',
		name: 'outId',
		type: 'string',
		default: '',
		placeholder: 'e.g. lead-4711',
		description: 'Your own ID for this number, up to 128 characters. It comes back with the call’s result.',
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Variable' },
		default: {},
		placeholder: 'Add Variable',
		description:
			'Values the agent uses in the conversation. The names are those of the agent’s call variables.',
		options: [
			{
				displayName: 'Variable',
				name: 'variable',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. customerName',
						description: 'Key of the call variable',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						placeholder: 'e.g. Li Na',
						description: 'What the agent says or uses for it',
					},
				],
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Batch Size',
				name: 'batchSize',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_NUMBERS },
				default: MOST_NUMBERS,
				description: 'How many numbers go into one request, at most 1000',
			},
			{
				displayName: 'Encryption',
				name: 'encryptionType',
				type: 'options',
				options: ENCRYPTION_TYPES,
				default: 0,
				description: 'How the phone numbers are already encrypted',
				routing: toQuery('EncryptionType'),
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
		],
	},
];

async function importAll(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const node = this.getNode();
	const { parameters } = node;
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const batchSize = Math.min(MOST_NUMBERS, Math.max(1, Number(options.batchSize) || MOST_NUMBERS));
	const encryption = options.encryptionType;

	const read = (path: string, raw: unknown) =>
		fieldReader(this, items, path, raw as Parameters<typeof fieldReader>[3]);
	const phoneNumber = read('phoneNumber', parameters.phoneNumber);
	const outId = read('outId', parameters.outId);
	const { variable = [] } = (parameters.variables ?? {}) as Variables;
	const variables = variable.map(({ name, value }, index) => ({
		name: read(`variables.variable[${index}].name`, name),
		value: read(`variables.variable[${index}].value`, value),
	}));
	const rawTask = parameters.taskId as { value?: string } | string | undefined;
	const rawTaskId = typeof rawTask === 'object' ? rawTask?.value : rawTask;
	const taskId =
		typeof rawTaskId === 'string' && !rawTaskId.startsWith('=')
			? () => rawTaskId
			: (itemIndex: number) => this.getNodeParameter('taskId', itemIndex, undefined, { extractValue: true });

	return await runBulk<NumberRecord>({
		context: this,
		service: aiccs,
		itemCount: items.length,
		batchSize,
		readItem: (itemIndex) => {
			const group = text(taskId(itemIndex));
			if (group === '') refuse(node, itemIndex, 'Call Task', 'is empty');
			const values = {
				phoneNumber: phoneNumber(itemIndex),
				outId: outId(itemIndex),
				variables: variables.map(({ name, value }) => ({ name: name(itemIndex), value: value(itemIndex) })),
			};
			return { group, row: numberRecord(values, node, itemIndex) };
		},
		request: (group, records) => ({
			method: 'POST',
			url: '/',
			headers: actionHeaders('ImportTaskNumberDatas'),
			qs: {
				TaskId: group,
				DataType: 'JSON',
				...(encryption === undefined ? {} : { EncryptionType: encryption }),
				...(options.ossFileName ? { OssFileName: options.ossFileName } : {}),
			},
			body: form(records),
		}),
		output: result,
	});
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
	fields,
	all: importAll,
	check(request) {
		const { variable = [] } = this.getNodeParameter('variables', {}) as Pick<Variables, 'variable'>;
		const record = numberRecord(
			{
				phoneNumber: this.getNodeParameter('phoneNumber'),
				outId: this.getNodeParameter('outId'),
				variables: variable,
			},
			this.getNode(),
			this.getItemIndex(),
		);
		request.body = form([record]);
	},
	rows: (body, request) => {
		const { PhoneNumberList: list } = request.body as ReturnType<typeof form>;
		return [result(body, String(request.qs?.TaskId), (JSON.parse(list) as NumberRecord[])[0])];
	},
};
