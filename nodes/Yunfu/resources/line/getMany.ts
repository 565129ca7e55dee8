import { form } from '../../../shared';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { cloudNode, pageSize } from '../../pickers';
import { tidy } from '../../tidy';

/** 线路列表: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫线路/线路列表.html */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many lines',
	description: 'Get the lines of a cloud node, as a partner. For the lines of a task use Task > Initialize.',
	route: 'GET /agent-api/new_line_list',
	kind: 'read',
	fields: {
		id: cloudNode('The cloud node (云节点) whose lines to get, from your provider'),
		...form.listFields,
		filters: form.filters({
			user_id: form.text('User ID', 'Only lines of this user', {
				example: '5832d184-dd53-42a0-8ace-0bf8d660f4cc',
			}),
		}),
		options: form.options({ pageSize }),
	},
	pages: listPages('id'),
	output: listRows,
	simplify: tidy,
});
