import type { Operation } from '../../../shared';
import { fillPath, textOf } from '../../address';
import { simplifyField } from '../../fields';
import { listRows } from '../../lists';
import { tidy } from '../../tidy';

/** 查看下级用户所有话术: https://docs.longlonglong.cn/api/API接口/话术分组/查看下级用户所有话术.html */
export const getManyOfCloudNode: Operation = {
	option: {
		name: 'Get Many of a Cloud Node',
		value: 'getAllOfCloudNode',
		action: 'Get many scripts of a cloud node',
		description: 'Get the script groups of all users of a cloud node, as a partner',
		routing: { request: { method: 'GET', url: '/agent-api/agent_group/tenant/{tenant_id}' } },
	},
	kind: 'read',
	fields: [
		{
			displayName: 'Cloud Node ID',
			name: 'tenantId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. f2d216a3-9ea5-4f1d-a170-ce9ebed49eaf',
			description: 'The cloud node (云节点) whose users to look at, from your provider',
		},
		simplifyField,
	],
	check(request) {
		fillPath(this, request, { tenant_id: textOf(this, 'tenantId') });
	},
	rows: listRows,
	simplify: tidy,
};
