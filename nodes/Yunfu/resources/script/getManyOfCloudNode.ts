import { form } from '../../../shared';
import { listRows } from '../../lists';
import { operation } from '../../operation';
import { cloudNode } from '../../pickers';
import { tidy } from '../../tidy';

/** 查看下级用户所有话术: https://docs.longlonglong.cn/api/API接口/话术分组/查看下级用户所有话术.html */
export const getManyOfCloudNode = operation({
	name: 'Get Many of a Cloud Node',
	value: 'getAllOfCloudNode',
	title: 'Get many scripts of a cloud node',
	description: 'Get the script groups of all users of a cloud node, as a partner',
	route: 'GET /agent-api/agent_group/tenant/{tenant_id}',
	kind: 'read',
	fields: {
		tenant_id: cloudNode('The cloud node (云节点) whose users to look at, from your provider'),
		simplify: form.simplify,
	},
	output: listRows,
	simplify: tidy,
});
