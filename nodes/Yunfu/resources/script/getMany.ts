import type { Operation } from '../../../shared';
import { USER_ID } from '../../address';
import { limitField, pageSizeOption, returnAllField, simplifyField } from '../../fields';
import { listPages, listRows } from '../../lists';
import { tidy } from '../../tidy';

/** 话术分组: https://docs.longlonglong.cn/api/API接口/话术分组/话术分组.html */
export const getMany: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many scripts',
		description: 'Get the script groups of the account, which tasks can use',
		routing: {
			request: {
				method: 'GET',
				url: `/agent-api/group/{${USER_ID}}`,
			},
		},
	},
	kind: 'read',
	fields: [
		returnAllField,
		limitField,
		simplifyField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [pageSizeOption],
		},
	],
	pages: listPages('id'),
	rows: listRows,
	simplify: tidy,
};
