import { form } from '../../../shared';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { dialTimeGroup, subAccount } from '../../pickers';
import { contentOf, groupName, hours, simplifyDialTime, switches } from './fields';

/** 呼叫时间组-更新: https://docs.longlonglong.cn/api/API接口/呼叫时间/呼叫时间组-更新.html */
export const update = operation({
	name: 'Update',
	title: 'Update a dial time group',
	description: 'Change a group of hours. Tasks that already use it keep the hours they were created with.',
	route: 'PUT /dial-time-group/{group_id}',
	body: 'json',
	kind: 'repeatable',
	fields: {
		group_id: dialTimeGroup,
		name: groupName('Name of the group from now on: Yunfu wants it with every change'),
		content: hours(' Without hours, they stay as they are.'),
		sub_user_id: subAccount,
		updateFields: form.group('Update Fields', 'Add Field')(switches),
	},
	values: ({ name, content, is_default, skip_holiday, sub_user_id }) => ({
		name,
		content: contentOf(content),
		is_default,
		skip_holiday,
		sub_user_id,
	}),
	output: (answer) => [simplifyDialTime({ ...dataRow(answer), message: answer.message })],
});
