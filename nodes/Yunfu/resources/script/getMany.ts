import { form } from '../../../shared';
import { listPages, listRows } from '../../lists';
import { operation } from '../../operation';
import { pageSize } from '../../pickers';
import { tidy } from '../../tidy';

/** 话术分组: https://docs.longlonglong.cn/api/API接口/话术分组/话术分组.html */
export const getMany = operation({
	name: 'Get Many',
	value: 'getAll',
	title: 'Get many scripts',
	description: 'Get the script groups of the account, which tasks can use',
	route: 'GET /agent-api/group/{user_id}',
	kind: 'read',
	fields: { ...form.listFields, options: form.options({ pageSize }) },
	pages: listPages('id'),
	output: listRows,
	simplify: tidy,
});
