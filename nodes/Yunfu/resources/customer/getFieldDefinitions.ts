import { listRows } from '../../lists';
import { operation } from '../../operation';
import { tidy } from '../../tidy';

/**
 * 公海自定义组件初始化:
 * https://docs.longlonglong.cn/api/API接口/客户公海管理/配置中心-字段配置/公海自定义组件初始化.html
 */
export const getFieldDefinitions = operation({
	name: 'Get Field Definitions',
	title: 'Get the field definitions of the CRM pool',
	description: 'Get the fields that were added to the CRM pool, with their IDs',
	route: 'GET /customer/create',
	kind: 'read',
	fields: {},
	output: (answer) => listRows(answer).map(tidy),
});
