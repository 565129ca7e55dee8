import { form } from '../../../shared';
import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { subAccount } from '../../pickers';
import { tidy } from '../../tidy';

/** 任务初始化: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务初始化.html */
export const initialize = operation({
	name: 'Initialize',
	title: 'Initialize a task',
	description: 'Get what a task can be made of: scripts, lines, dial times, background sounds and more',
	route: 'GET /task/create',
	isNew: true,
	kind: 'read',
	fields: { sub_user_id: subAccount, simplify: form.simplify },
	output: (answer) => [dataRow(answer)],
	simplify: tidy,
});
