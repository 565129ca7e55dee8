import { isObject, waitFields, type Operation } from '../../../shared';
import { simplifyField, taskField } from '../../fields';
import { actionRequest } from '../../request';
import { findByField, lookUpFields } from './fields';
import { isFinalDetail, simplifyDetail } from './simplify';

/** QueryConversationDetailInfoNew: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryconversationdetailinfonew */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a call detail',
		description:
			'Get what became of one number of a call task: result, intent, transcript and recording link',
		routing: actionRequest('QueryConversationDetailInfoNew'),
	},
	kind: 'read',
	fields: [taskField, findByField, ...lookUpFields, ...waitFields, simplifyField],
	rows: (body) => (isObject(body.Data) ? [body.Data] : []),
	isFinal: (rows) => rows.length > 0 && rows.every(isFinalDetail),
	simplify: simplifyDetail,
};
