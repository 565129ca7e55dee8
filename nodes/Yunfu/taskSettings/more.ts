import type { INodeProperties } from 'n8n-workflow';

import { checkValues, z } from '../../shared';
import { idMember, type TaskPart, type TaskSource } from './part';
import { idPicker } from './pickers';
import { redialRulePicker } from './redialRules';

/** Settings that few tasks need. */
export const moreFields: INodeProperties[] = [
	idPicker({
		displayName: 'Background Sound',
		name: 'backgroundId',
		description: 'What is heard behind the voice',
		searchListMethod: 'searchBackgrounds',
		noun: 'background sound',
		placeholder: '25',
	}),
	{
		displayName: 'Call Interval',
		name: 'intervalTime',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'Pause between two calls. Yunfu does not name its unit; its own default is 0.',
	},
	{
		displayName: 'Conversation',
		name: 'enableType',
		type: 'options',
		options: [
			{ name: 'Large Model', value: 1 },
			{ name: 'Regular', value: 0 },
		],
		default: 0,
		description: 'Whether a regular script or a large model holds the conversation',
	},
	{
		displayName: 'Description',
		name: 'remark',
		type: 'string',
		default: '',
		placeholder: 'e.g. Renewals of the spring courses',
		description: 'Your note on the task',
	},
	{
		displayName: 'Direction',
		name: 'isCallIn',
		type: 'options',
		options: [
			{ name: 'Inbound', value: 1 },
			{ name: 'Outbound', value: 0 },
		],
		default: 0,
		description: 'Whether the task calls people or takes their calls',
	},
	idPicker({
		displayName: 'Quality Check',
		name: 'qualityCheckId',
		description: 'How a large model checks the conversations afterwards',
		searchListMethod: 'searchQualityChecks',
		noun: 'quality check',
		placeholder: '1',
	}),
	{
		...redialRulePicker,
		displayOptions: { show: { '/taskType': [6] } },
		description: 'Which results are called again. Only older documents of Yunfu have this field.',
	},
	{
		displayName: 'Scoring Scheme ID',
		name: 'scoreSchemeId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1',
		description: 'How conversations are scored. The ID stands in Yunfu; its API has no list of them.',
	},
	idPicker({
		displayName: 'Transfer Group',
		name: 'transferGroupId',
		description: 'People that calls can be handed over to',
		searchListMethod: 'searchTransferGroups',
		noun: 'transfer group',
		placeholder: '1',
	}),
	{
		displayName: 'When the Task Ends',
		name: 'endAction',
		type: 'options',
		options: [
			{ name: 'Do Nothing', value: 0 },
			{ name: 'Pause It', value: 1, description: 'And set its concurrent calls free' },
		],
		default: 0,
		description: 'What happens at the end of the task',
	},
];

const rule = z.object({
	intervalTime: z.optional(
		z.number('must be a number').check(z.int('must be a whole number'), z.gte(0, 'must not be negative')),
	),
});

export function more(source: TaskSource): TaskPart {
	const { get, form, place } = source;
	const { intervalTime } = checkValues(
		rule,
		{ intervalTime: get('intervalTime') },
		{ intervalTime: 'Call Interval' },
		place,
	);
	return {
		task: {
			bridge_group_id: idMember(source, get('transferGroupId'), 'Transfer Group'),
			enable_type: get('enableType'),
			is_call_in: get('isCallIn'),
			remark: get('remark'),
			end_action: get('endAction'),
			background_id: idMember(source, get('backgroundId'), 'Background Sound'),
			llm_intention_id: idMember(source, get('qualityCheckId'), 'Quality Check'),
			score_scheme_id: idMember(source, get('scoreSchemeId'), 'Scoring Scheme ID'),
			auto_recycle_rule_id: form.taskType === 6 ? idMember(source, get('ruleId'), 'Redial Rule') : undefined,
		},
		extras: { interval_time: intervalTime },
	};
}
