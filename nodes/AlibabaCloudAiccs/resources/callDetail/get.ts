import { form } from '../../../shared';
import { dataRows } from '../../lists';
import { operation } from '../../operation';
import { detailFields } from './fields';
import { isFinalDetail, simplifyDetail } from './simplify';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryconversationdetailinfonew */
export const get = operation({
	name: 'Get',
	title: 'Get a call detail',
	description: 'Get what became of one number of a call task: result, intent, transcript and recording link',
	action: 'QueryConversationDetailInfoNew',
	kind: 'read',
	fields: {
		...detailFields,
		waitUntilFinished: form.waitUntilFinished,
		longestWait: form.longestWait,
		simplify: form.simplify,
	},
	output: dataRows,
	isFinal: (rows) => rows.length > 0 && rows.every(isFinalDetail),
	simplify: simplifyDetail,
});
