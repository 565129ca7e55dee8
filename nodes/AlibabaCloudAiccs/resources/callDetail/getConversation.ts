import { isObject, type Operation } from '../../../shared';
import { simplifyField, taskField } from '../../fields';
import { actionRequest } from '../../request';
import { batchIdField, detailField } from './fields';
import { simplifyDetail } from './simplify';

/** QueryConversationDetailInfo: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryconversationdetailinfo */
export const getConversation: Operation = {
	option: {
		name: 'Get Conversation',
		value: 'getConversation',
		action: 'Get the conversation of a call detail',
		description: 'Get a conversation by task, detail and batch. Get does the same with fewer IDs.',
		routing: actionRequest('QueryConversationDetailInfo'),
	},
	kind: 'read',
	fields: [taskField, detailField, batchIdField, simplifyField],
	rows: (body) => (isObject(body.Data) ? [body.Data] : []),
	simplify: simplifyDetail,
};
