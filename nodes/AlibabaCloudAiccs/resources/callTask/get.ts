import { form } from '../../../shared';
import { operation } from '../../operation';
import { dataRows } from '../../lists';
import { task } from '../../pickers';
import { tidy } from '../../shape';

/** https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryaicalltaskdetail */
export const get = operation({
	name: 'Get',
	title: 'Get a call task',
	description: 'Get the agent, schedule and retry rules of a call task',
	action: 'QueryAiCallTaskDetail',
	kind: 'read',
	fields: { TaskId: task, simplify: form.simplify },
	output: dataRows,
	simplify: tidy,
});
