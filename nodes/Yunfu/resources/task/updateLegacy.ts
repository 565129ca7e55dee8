import { form, refuse, type InputOf } from '../../../shared';
import { dialTimePicker, linePicker, redialRulePicker, scriptPicker } from '../../pickers';
import { commonFields } from '../../taskSettings/more';
import { idMember } from '../../taskSettings/ids';

const show = { generation: ['legacy'] };

/** 1.0 tasks are updated as a whole: Yunfu demands the fields beside the additional ones each time. */
export const legacyFields = {
	legacyScript: scriptPicker('Script', 'The script that talks', { name: 'scriptId', required: true, show }),
	legacyDialTime: dialTimePicker('Dial Times', 'Days and hours in which people may be called', {
		name: 'dialTimeId',
		required: true,
		show,
	}),
	caller_line_id: linePicker({ name: 'lineId', required: true, show }, 'The line to call over'),
	legacyConcurrency: form.number(
		'Concurrent Calls',
		'Most calls at the same time, at most what the line has left',
		{ name: 'concurrency', required: true, min: 0, precision: 0, default: 1, show },
	),
	legacyMore: form.additionalFields(
		{
			...commonFields,
			call_pause_second: form.number(
				'Call Interval (Seconds)',
				'Pause between two calls: 10 is advised for one concurrent call, 0 for several',
				{ min: 0, precision: 0, default: 10 },
			),
			elasticity_type: form.toggle(
				'Dynamic Seats',
				'Whether seats are dynamic. Cannot be set together with When the Task Ends.',
			),
			auto_recycle_rule_id: redialRulePicker('Redial Rule', 'Which results are called again', {
				name: 'ruleId',
			}),
			legacyTaskType: form.choice(
				'Task Type',
				'What kind of 1.0 task it is',
				[
					{ name: 'Inbound', value: 2 },
					{ name: 'Large Model, Inbound', value: 5 },
					{ name: 'Large Model, Outbound', value: 4 },
					{ name: 'Outbound', value: 1 },
				],
				{ default: 1 },
			),
		},
		show,
		'additionalFields',
	),
};

/** @throws Problem for settings that exclude each other */
export function legacyBody(input: InputOf<typeof legacyFields> & { name: string }): Record<string, unknown> {
	const { name, caller_line_id, remark, call_pause_second, elasticity_type, end_action } = input;
	if (elasticity_type && end_action !== undefined) {
		refuse('Dynamic Seats', 'cannot be set together with When the Task Ends');
	}
	const id = (value: string | undefined) => idMember('number', value);
	return {
		name,
		caller_line_id,
		destination_extension: id(input.legacyScript),
		dial_time_id: id(input.legacyDialTime),
		maximumcall: input.legacyConcurrency,
		bridge_group_id: id(input.bridge_group_id),
		remark,
		call_pause_second,
		auto_recycle_rule_id: id(input.auto_recycle_rule_id),
		elasticity_type,
		end_action,
		llm_intention_id: id(input.llm_intention_id),
		task_type: input.legacyTaskType,
	};
}
