import { refuse } from '../../../shared';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { subAccount } from '../../pickers';
import { contentOf, groupName, hours, simplifyDialTime, switches } from './fields';

/** 呼叫时间组-保存: https://docs.longlonglong.cn/api/API接口/呼叫时间/呼叫时间组-保存.html */
export const create = operation({
	name: 'Create',
	title: 'Create a dial time group',
	description: 'Create a group of hours in which tasks may call',
	route: 'POST /dial-time-group',
	body: 'json',
	kind: 'once',
	fields: {
		name: groupName('Name of the dial-time group'),
		content: hours(),
		...switches,
		sub_user_id: subAccount,
	},
	values: ({ name, content, is_default = false, skip_holiday = false, sub_user_id }) => ({
		name,
		content:
			contentOf(content) ?? refuse('Hours', 'are empty', 'Add at least one entry to the field "Hours".'),
		is_default,
		skip_holiday,
		sub_user_id,
	}),
	output: (answer) => [simplifyDialTime({ ...dataRow(answer), message: answer.message })],
});
