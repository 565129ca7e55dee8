import { form } from '../../../shared';
import { dataRows } from '../../lists';
import { operation } from '../../operation';
import { conversationFields } from './fields';
import { simplifyDetail } from './simplify';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryconversationdetailinfo */
export const getConversation = operation({
	name: 'Get Conversation',
	title: 'Get the conversation of a call detail',
	description: 'Get a conversation by task, detail and batch. Get does the same with fewer IDs.',
	action: 'QueryConversationDetailInfo',
	kind: 'read',
	fields: { ...conversationFields, simplify: form.simplify },
	output: dataRows,
	simplify: simplifyDetail,
});
