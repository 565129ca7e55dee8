import { NodeOperationError } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath, textOf } from '../../address';
import { subAccountField } from '../../fields';
import { setJson } from '../../jsonBody';
import { dataRow } from '../../lists';
import { subAccountOf } from '../../query';
import { contentOf, hoursField, nameField, simplifyDialTime } from './fields';

/** 呼叫时间组-保存: https://docs.longlonglong.cn/api/API接口/呼叫时间/呼叫时间组-保存.html */
export const create: Operation = {
	option: {
		name: 'Create',
		value: 'create',
		action: 'Create a dial time group',
		description: 'Create a group of hours in which tasks may call',
		routing: { request: { method: 'POST', url: accountPath('/dial-time-group') } },
	},
	kind: 'dial',
	fields: [
		nameField,
		hoursField,
		{
			displayName: 'Default',
			name: 'isDefault',
			type: 'boolean',
			default: false,
			description: 'Whether new tasks get these hours',
		},
		{
			displayName: 'Skip Holidays',
			name: 'skipHoliday',
			type: 'boolean',
			default: false,
			description: 'Whether no calls are placed on public holidays',
		},
		subAccountField,
	],
	check(request) {
		const content = contentOf(this);
		if (content === undefined) {
			const itemIndex = this.getItemIndex();
			throw new NodeOperationError(this.getNode(), `Hours are empty [item ${itemIndex}]`, {
				itemIndex,
				description: 'Add at least one entry to the field "Hours". Nothing was sent.',
			});
		}
		setJson(request, {
			name: textOf(this, 'name'),
			content,
			is_default: this.getNodeParameter('isDefault') === true,
			skip_holiday: this.getNodeParameter('skipHoliday') === true,
			...subAccountOf(this),
		});
	},
	rows: (body) => [simplifyDialTime({ ...dataRow(body), message: body.message })],
};
