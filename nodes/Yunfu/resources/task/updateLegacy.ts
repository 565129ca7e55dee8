import { updateDisplayOptions, type IExecuteSingleFunctions, type INodeProperties } from 'n8n-workflow';

import { checkValues, z } from '../../../shared';
import { moreFields, nameField } from '../../taskSettings';
import { idMember, idText, refuse, taskSource, type TaskForm } from '../../taskSettings/part';
import { idPicker, linePicker, scriptPicker } from '../../taskSettings/pickers';

/** 1.0 tasks are updated as a whole: Yunfu demands the fields of the first part each time. */

const shared = (name: string): INodeProperties[] => moreFields.filter((field) => field.name === name);

const additionalFields: INodeProperties[] = [
	{
		displayName: 'Call Interval (Seconds)',
		name: 'callPauseSecond',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 10,
		description: 'Pause between two calls: 10 is advised for one concurrent call, 0 for several',
	},
	{
		displayName: 'Dynamic Seats',
		name: 'elasticityType',
		type: 'boolean',
		default: false,
		description: 'Whether seats are dynamic. Cannot be set together with When the Task Ends.',
	},
	idPicker({
		displayName: 'Redial Rule',
		name: 'ruleId',
		description: 'Which results are called again',
		searchListMethod: 'searchRedialRules',
		noun: 'redial rule',
		placeholder: '15486',
	}),
	{
		displayName: 'Task Type',
		name: 'legacyTaskType',
		type: 'options',
		options: [
			{ name: 'Inbound', value: 2 },
			{ name: 'Large Model, Inbound', value: 5 },
			{ name: 'Large Model, Outbound', value: 4 },
			{ name: 'Outbound', value: 1 },
		],
		default: 1,
		description: 'What kind of 1.0 task it is',
	},
	...['endAction', 'qualityCheckId', 'remark', 'transferGroupId'].flatMap(shared),
];

export const legacyUpdateFields: INodeProperties[] = updateDisplayOptions(
	{ show: { generation: ['legacy'] } },
	[
		nameField,
		{ ...scriptPicker('Script', 'The script that talks'), required: true },
		{
			...idPicker({
				displayName: 'Dial Times',
				name: 'dialTimeId',
				description: 'Days and hours in which people may be called',
				searchListMethod: 'searchDialTimes',
				noun: 'dial-time group',
				placeholder: '5',
			}),
			required: true,
		},
		{ ...linePicker, required: true, description: 'The line to call over' },
		{
			displayName: 'Concurrent Calls',
			name: 'concurrency',
			type: 'number',
			required: true,
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 1,
			description: 'Most calls at the same time, at most what the line has left',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: additionalFields.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
		},
	],
);

const FORM: TaskForm = { taskType: 6, ids: 'number', lines: 'ids', holidays: 'begin' };

const wholeNumber = z
	.number('must be a number')
	.check(z.int('must be a whole number'), z.gte(0, 'must not be negative'));

const rule = z.object({ concurrency: wholeNumber, callPauseSecond: z.optional(wholeNumber) });

/** @throws NodeOperationError that names the field and the item */
export function legacyBody(context: IExecuteSingleFunctions): Record<string, unknown> {
	const source = taskSource(context, FORM);
	const { get, place } = source;
	const { concurrency, callPauseSecond } = checkValues(
		rule,
		{ concurrency: get('concurrency'), callPauseSecond: get('callPauseSecond') },
		{ concurrency: 'Concurrent Calls', callPauseSecond: 'Call Interval (Seconds)' },
		place,
	);
	if (get('elasticityType') === true && get('endAction') !== undefined) {
		refuse(place, 'Dynamic Seats', 'cannot be set together with When the Task Ends');
	}
	return {
		name: String(get('taskName') ?? '').trim(),
		caller_line_id: idText(get('lineId')),
		destination_extension: idMember(source, get('scriptId'), 'Script'),
		dial_time_id: idMember(source, get('dialTimeId'), 'Dial Times'),
		maximumcall: concurrency,
		bridge_group_id: idMember(source, get('transferGroupId'), 'Transfer Group'),
		remark: get('remark'),
		call_pause_second: callPauseSecond,
		auto_recycle_rule_id: idMember(source, get('ruleId'), 'Redial Rule'),
		elasticity_type: get('elasticityType'),
		end_action: get('endAction'),
		llm_intention_id: idMember(source, get('qualityCheckId'), 'Quality Check'),
		task_type: get('legacyTaskType'),
	};
}
