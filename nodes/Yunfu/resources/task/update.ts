import { NodeOperationError, type IDataObject, type INodeProperties } from 'n8n-workflow';

import { type Operation } from '../../../shared';
import { fillPath, newAccountPath, textOf } from '../../address';
import { subAccountField, taskField } from '../../fields';
import { generationField, isLegacy } from '../../generation';
import { setJson, withoutEmpty } from '../../jsonBody';
import { subAccountOf } from '../../query';
import {
	formOf,
	formOptions,
	moreFields,
	nameField,
	settingFields,
	taskBody,
	taskSource,
	taskTypeField,
} from '../../taskSettings';
import { toLegacyPath } from './legacy';
import { legacyBody, legacyUpdateFields } from './updateLegacy';

const forNewTasks = { show: { generation: ['new'] } };

/** In a collection nothing is required: what is not added stays as it is. */
const updatable = (fields: INodeProperties[]): INodeProperties[] =>
	fields
		.map((field): INodeProperties => ({ ...field, required: false }))
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en'));

/**
 * 任务修改 of both generations: https://docs.longlonglong.cn/api/API接口/呼叫任务&线路/呼叫任务/任务修改.html,
 * https://docs.longlonglong.cn/api/API接口/其他/任务/任务修改.html
 */
export const update: Operation = {
	option: {
		name: 'Update',
		value: 'update',
		action: 'Update a task',
		description: 'Change settings of a task. A running task has to be paused before.',
		routing: { request: { method: 'PUT', url: newAccountPath('/task/{task_id}') } },
	},
	kind: 'idempotent',
	fields: [
		generationField,
		taskField,
		{ ...taskTypeField, displayOptions: forNewTasks },
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			displayOptions: forNewTasks,
			default: {},
			options: updatable([nameField, ...settingFields, ...moreFields]),
		},
		...legacyUpdateFields,
		subAccountField,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			displayOptions: forNewTasks,
			default: {},
			options: formOptions,
		},
	],
	check(request) {
		fillPath(this, request, { task_id: textOf(this, 'taskId') });
		if (isLegacy(this)) {
			toLegacyPath(request);
			setJson(request, { ...subAccountOf(this), ...legacyBody(this) });
			return;
		}
		const updates = this.getNodeParameter('updateFields', {}) as IDataObject;
		const body = taskBody(taskSource(this, formOf(this), updates));
		// The type decides the shape of the other settings. Sent along it would change the task's own.
		delete body.task_type;
		if (Object.keys(withoutEmpty(body)).length === 0) {
			const itemIndex = this.getItemIndex();
			throw new NodeOperationError(this.getNode(), `Update Fields is empty [item ${itemIndex}]`, {
				itemIndex,
				description: 'Add the fields to change to "Update Fields" and run the node again. Nothing was sent.',
			});
		}
		setJson(request, { ...subAccountOf(this), ...body });
	},
	rows: (_body, { url }) => [
		{ id: decodeURIComponent(/\/task\/([^/?]+)/.exec(url)?.[1] ?? ''), updated: true },
	],
};
