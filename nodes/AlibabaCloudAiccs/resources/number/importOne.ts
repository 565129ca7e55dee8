import { isObject, type Operation } from '../../../shared';
import { actionRequest } from '../../request';
import { numberFields, numberOptions } from './fields';
import { recordOfItem } from './numberRecord';

/** ImportOneTaskPhoneNumber: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-importonetaskphonenumber */
export const importOne: Operation = {
	option: {
		name: 'Import One',
		value: 'importOne',
		action: 'Import one number into a call task',
		description: 'Add one number to a call task and get the ID of its call detail. The task will call it.',
		routing: actionRequest('ImportOneTaskPhoneNumber'),
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
			options: numberOptions,
		},
	],
	check(request) {
		const { phoneNumber, outId, variables } = recordOfItem(this);
		request.qs = {
			...request.qs,
			PhoneNumber: phoneNumber,
			...(outId === undefined ? {} : { OutId: outId }),
			...(Object.keys(variables).length === 0 ? {} : { Variables: JSON.stringify(variables) }),
		};
	},
	rows: ({ Data: data, RequestId: requestId }, { qs }) => [
		{
			detailId: isObject(data) && data.DetailId !== undefined ? String(data.DetailId) : undefined,
			taskId: String(qs?.TaskId),
			calledNumber: String(qs?.PhoneNumber),
			...(qs?.OutId === undefined ? {} : { outId: String(qs.OutId) }),
			requestId,
		},
	],
};
