import { form, isObject } from '../../../shared';
import { operation } from '../../operation';
import { numberFields, numberOptions, numberRecord } from './numbers';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-importonetaskphonenumber */
export const importOne = operation({
	name: 'Import One',
	title: 'Import one number into a call task',
	description: 'Add one number to a call task and get the ID of its call detail. The task will call it.',
	action: 'ImportOneTaskPhoneNumber',
	kind: 'once',
	fields: { ...numberFields, options: form.options(numberOptions) },
	prepare: (values) => ({ ...numberRecord(values), EncryptionType: values.EncryptionType }),
	query: ({ phoneNumber, outId, variables }) => ({
		PhoneNumber: phoneNumber,
		OutId: outId,
		Variables: Object.keys(variables).length === 0 ? undefined : JSON.stringify(variables),
	}),
	output: ({ Data: data, RequestId: requestId }, { TaskId, phoneNumber, outId }) => [
		{
			detailId: isObject(data) && data.DetailId !== undefined ? String(data.DetailId) : undefined,
			taskId: TaskId,
			calledNumber: phoneNumber,
			...(outId === undefined ? {} : { outId }),
			requestId,
		},
	],
});
