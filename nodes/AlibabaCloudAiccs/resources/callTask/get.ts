import { isObject, type Operation } from '../../../shared';
import { simplifyField, taskField } from '../../fields';
import { actionRequest } from '../../request';
import { tidy } from '../../shape';

/** QueryAiCallTaskDetail: https://help.aliyun.com/en/aiccs/developer-reference/api-aiccs-2019-10-15-queryaicalltaskdetail */
export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get a call task',
		description: 'Get the agent, schedule and retry rules of a call task',
		routing: actionRequest('QueryAiCallTaskDetail'),
	},
	kind: 'read',
	fields: [taskField, simplifyField],
	rows: (body) => (isObject(body.Data) ? [body.Data] : []),
	simplify: tidy,
};
