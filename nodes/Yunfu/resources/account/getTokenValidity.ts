import type { Operation } from '../../../shared';
import { dataRow } from '../../lists';
import { tidy } from '../../tidy';

/** 查看合作伙伴token有效期: https://docs.longlonglong.cn/api/API接口/用户凭证/查看合作伙伴token有效期.html */
export const getTokenValidity: Operation = {
	option: {
		name: 'Get Token Validity',
		value: 'getTokenValidity',
		action: 'Get the validity of the token',
		description: 'Get until when the token in the credential works',
		routing: { request: { method: 'GET', url: '/agent-api/token' } },
	},
	kind: 'read',
	fields: [],
	// The page does not show the answer: what is no object comes out as it is.
	rows: (body) => {
		const row = tidy(dataRow(body));
		return [Object.keys(row).length > 0 ? row : { data: body.data }];
	},
};
