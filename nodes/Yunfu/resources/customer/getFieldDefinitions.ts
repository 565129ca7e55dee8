import type { Operation } from '../../../shared';
import { accountPath } from '../../address';
import { listRows } from '../../lists';
import { tidy } from '../../tidy';

/**
 * 公海自定义组件初始化:
 * https://docs.longlonglong.cn/api/API接口/客户公海管理/配置中心-字段配置/公海自定义组件初始化.html
 */
export const getFieldDefinitions: Operation = {
	option: {
		name: 'Get Field Definitions',
		value: 'getFieldDefinitions',
		action: 'Get the field definitions of the CRM pool',
		description: 'Get the fields that were added to the CRM pool, with their IDs',
		routing: { request: { method: 'GET', url: accountPath('/customer/create') } },
	},
	kind: 'read',
	fields: [],
	rows: (body) => listRows(body).map(tidy),
};
