import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import type { Operation } from '../../../shared';
import { accountPath, fillPath, textOf } from '../../address';
import { subAccountField } from '../../fields';
import { setJson } from '../../jsonBody';
import { dataRow } from '../../lists';
import { subAccountOf } from '../../query';
import { contentOf, hoursField, nameField, simplifyDialTime } from './fields';

/** 呼叫时间组-更新: https://docs.longlonglong.cn/api/API接口/呼叫时间/呼叫时间组-更新.html */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a dial time group',
		description: 'Change a group of hours. Tasks that already use it keep the hours they were created with.',
		routing: { request: { method: 'PUT', url: accountPath('/dial-time-group/{group_id}') } },
	},
	kind: 'idempotent',
	fields: [
		{
			displayName: 'Dial-Time Group',
			name: 'groupId',
			type: 'resourceLocator',
			required: true,
			default: { mode: 'list', value: '' },
			description: 'The group to change',
			modes: [
				{
					displayName: 'From List',
					name: 'list',
					type: 'list',
					placeholder: 'Select a group…',
					typeOptions: { searchListMethod: 'searchDialTimes', searchable: true },
				},
				{
					displayName: 'By ID',
					name: 'id',
					type: 'string',
					placeholder: 'e.g. 472',
					validation: [
						{
							type: 'regex',
							properties: { regex: '^\\s*\\d{1,20}\\s*$', errorMessage: 'A group ID has digits only' },
						},
					],
				},
			],
		},
		{ ...nameField, description: 'Name of the group from now on: Yunfu wants it with every change' },
		{ ...hoursField, description: `${hoursField.description} Without hours, they stay as they are.` },
		subAccountField,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
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
			],
		},
	],
	check(request) {
		const { isDefault, skipHoliday } = this.getNodeParameter('updateFields', {}) as IDataObject;
		const groupId = textOf(this, 'groupId');
		if (!/^\d{1,20}$/.test(groupId)) {
			const itemIndex = this.getItemIndex();
			throw new NodeOperationError(
				this.getNode(),
				`Dial-Time Group must have digits only [item ${itemIndex}]`,
				{ itemIndex, description: 'Give the ID as Yunfu shows it. Nothing was sent.' },
			);
		}
		fillPath(this, request, { group_id: groupId });
		setJson(request, {
			name: textOf(this, 'name'),
			content: contentOf(this),
			is_default: isDefault,
			skip_holiday: skipHoliday,
			...subAccountOf(this),
		});
	},
	rows: (body) => [simplifyDialTime({ ...dataRow(body), message: body.message })],
};
