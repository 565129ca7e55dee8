import { form, type InputOf } from '../../shared';
import { backgroundPicker, qualityCheckPicker, redialRulePicker, transferGroupPicker } from '../pickers';
import { idMember, type IdForm, type TaskPart } from './ids';

/** Settings that few tasks need, of 1.0 tasks, too. */
export const commonFields = {
	remark: form.text('Description', 'Your note on the task', {
		example: 'Renewals of the spring courses',
	}),
	llm_intention_id: qualityCheckPicker(
		'Quality Check',
		'How a large model checks the conversations afterwards',
		{ name: 'qualityCheckId' },
	),
	bridge_group_id: transferGroupPicker('Transfer Group', 'People that calls can be handed over to', {
		name: 'transferGroupId',
	}),
	end_action: form.choice(
		'When the Task Ends',
		'What happens at the end of the task',
		[
			{ name: 'Do Nothing', value: 0 },
			{ name: 'Pause It', value: 1, description: 'And set its concurrent calls free' },
		],
		{ default: 0 },
	),
};

export const moreFields = form.additionalFields({
	...commonFields,
	background_id: backgroundPicker('Background Sound', 'What is heard behind the voice', {}),
	interval_time: form.number(
		'Call Interval',
		'Pause between two calls. Yunfu does not name its unit; its own default is 0.',
		{ min: 0, precision: 0 },
	),
	enable_type: form.choice(
		'Conversation',
		'Whether a regular script or a large model holds the conversation',
		[
			{ name: 'Large Model', value: 1 },
			{ name: 'Regular', value: 0 },
		],
		{ default: 0 },
	),
	is_call_in: form.choice(
		'Direction',
		'Whether the task calls people or takes their calls',
		[
			{ name: 'Inbound', value: 1 },
			{ name: 'Outbound', value: 0 },
		],
		{ default: 0 },
	),
	auto_recycle_rule_id: redialRulePicker(
		'Redial Rule',
		'Which results are called again. Only older documents of Yunfu have this field.',
		{ name: 'ruleId', show: { '/taskType': [6] } },
	),
	score_scheme_id: form.text(
		'Scoring Scheme ID',
		'How conversations are scored. The ID stands in Yunfu; its API has no list of them.',
		{ example: '1', pattern: [/^\d{1,20}$/, 'is an ID, which has digits only'] },
	),
});

type Input = InputOf<typeof moreFields.members> & { idForm: IdForm };

export function more({ idForm, ...input }: Input): TaskPart {
	const { enable_type, is_call_in, remark, end_action, interval_time } = input;
	return {
		task: {
			bridge_group_id: idMember(idForm, input.bridge_group_id),
			enable_type,
			is_call_in,
			remark,
			end_action,
			background_id: idMember(idForm, input.background_id),
			llm_intention_id: idMember(idForm, input.llm_intention_id),
			score_scheme_id: idMember(idForm, input.score_scheme_id),
			auto_recycle_rule_id: idMember(idForm, input.auto_recycle_rule_id),
		},
		extras: { interval_time },
	};
}
