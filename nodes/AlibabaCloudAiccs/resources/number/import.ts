import { form } from '../../../shared';
import { actionHeaders, operation } from '../../operation';
import { numberFields, numberOptions, numberRecord, type NumberRecord } from './numbers';
import { acceptedOutput, duplicateOutput, failedOutput, summary } from './report';

/** Most numbers in one request: the vendor's limit. */
const MOST_NUMBERS = 1000;

const importOptions = form.options({
	batchSize: form.number('Batch Size', 'How many numbers go into one request, at most 1000', {
		min: 1,
		max: MOST_NUMBERS,
		default: MOST_NUMBERS,
		sent: false,
	}),
	duplicates: form.choice(
		'Duplicates',
		'What to do when several items have the same number for the same task',
		[
			{ name: 'Send All', value: 'all', description: 'A number that is there twice is called twice' },
			{
				name: 'Send Once',
				value: 'once',
				description: 'The first item with a number is sent, the others are reported as duplicates',
			},
		],
		{ default: 'once', sent: false },
	),
	invalidNumbers: form.invalidNumbers,
	OssFileName: form.text(
		'OSS File Name',
		'Path of a file in OSS. The vendor says that this way cannot be used yet.',
		{
			example: 'numbers.xlsx',
		},
	),
	output: form.choice(
		'Output',
		'What the node puts out',
		[
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
		{ default: 'items', sent: false },
	),
	...numberOptions,
});

/** An entry of `PhoneNumberList`. JSON leaves out what is undefined. */
const entry = ({ phoneNumber, outId, variables }: NumberRecord) => ({
	calleeNumber: phoneNumber,
	outId,
	...variables,
});

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-importtasknumberdatas */
export const importNumbers = operation({
	name: 'Import',
	title: 'Import numbers into a call task',
	description: 'Add the numbers of all input items to a call task, up to 1,000 in one request',
	action: 'ImportTaskNumberDatas',
	fixed: { DataType: 'JSON' },
	kind: 'once',
	fields: { ...numberFields, options: importOptions },
	prepare: (values) => ({
		...numberRecord(values, values.invalidNumbers === 'skip'),
		settings: values,
	}),
	batch: {
		size: ({ settings }) => settings.batchSize ?? MOST_NUMBERS,
		group: ({ TaskId }) => TaskId,
		call: (records) => {
			const { EncryptionType, OssFileName } = records[0].settings;
			return {
				method: 'POST',
				url: '/',
				headers: actionHeaders('ImportTaskNumberDatas'),
				qs: {
					TaskId: records[0].TaskId,
					DataType: 'JSON',
					...(EncryptionType === undefined ? {} : { EncryptionType }),
					...(OssFileName === undefined ? {} : { OssFileName }),
				},
				body: { PhoneNumberList: JSON.stringify(records.map(entry)) },
			};
		},
		output: acceptedOutput,
		key: ({ phoneNumber, settings }) => (settings.duplicates === 'all' ? undefined : phoneNumber),
		repeated: duplicateOutput,
		failed: failedOutput,
		summary: (items, { settings }) => (settings.output === 'summary' ? summary(items) : undefined),
	},
});
