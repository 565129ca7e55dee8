import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { subAccountField } from '../../fields';
import { dataRow } from '../../lists';
import { addQuery, subAccountOf } from '../../query';
import { tidy } from '../../tidy';

/** 查看回调接口: https://docs.longlonglong.cn/api/API接口/其他/查看回调接口.html */
export const lookUpCallbackBatch: Operation = {
	option: {
		name: 'Look Up Callback Batch',
		value: 'lookUpCallbackBatch',
		action: 'Look up a callback batch',
		description: 'Get what the callback of a batch says, e.g. of an import in the background',
		routing: { request: { method: 'GET', url: accountPath('/identification/{unique_id}') } },
	},
	kind: 'read',
	fields: [
		{
			displayName: 'Batch ID',
			name: 'batchId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2f1f9f0e-8a51-4b3c-9a53-1f6a3b4d5c6e',
			description: 'ID of the batch: batchId of an import, unique_id of a callback',
		},
		subAccountField,
	],
	check(request) {
		fillPath(this, request, { unique_id: textOf(this, 'batchId') });
		addQuery(request, subAccountOf(this));
	},
	rows: (body) => [tidy(dataRow(body))],
};
