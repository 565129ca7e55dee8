import { form } from '../../../shared';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { subAccount } from '../../pickers';
import { tidy } from '../../tidy';

/** 查看回调接口: https://docs.longlonglong.cn/api/API接口/其他/查看回调接口.html */
export const lookUpCallbackBatch = operation({
	name: 'Look Up Callback Batch',
	title: 'Look up a callback batch',
	description: 'Get what the callback of a batch says, e.g. of an import in the background',
	route: 'GET /identification/{unique_id}',
	kind: 'read',
	fields: {
		unique_id: form.text('Batch ID', 'ID of the batch: batchId of an import, unique_id of a callback', {
			required: true,
			name: 'batchId',
			example: '2f1f9f0e-8a51-4b3c-9a53-1f6a3b4d5c6e',
		}),
		sub_user_id: subAccount,
	},
	output: (answer) => [tidy(dataRow(answer))],
});
