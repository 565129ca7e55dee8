import { dataRow } from '../../lists';
import { operation } from '../../operation';
import { tidy } from '../../tidy';

/** 查看合作伙伴token有效期: https://docs.longlonglong.cn/api/API接口/用户凭证/查看合作伙伴token有效期.html */
export const getTokenValidity = operation({
	name: 'Get Token Validity',
	title: 'Get the validity of the token',
	description: 'Get until when the token in the credential works',
	route: 'GET /agent-api/token',
	kind: 'read',
	fields: {},
	// The page does not show the answer: what is no object comes out as it is.
	output: (answer) => {
		const row = tidy(dataRow(answer));
		return [Object.keys(row).length > 0 ? row : { data: answer.data }];
	},
});
